import type { Language } from '../../language/choice';
import type { Shelter } from '../shelter';
import type { Fields } from './fields';

/** What each part of the page needs. */
export interface PartHost {
  readonly language: Language;
  /** As the server told last. */
  shelter(): Shelter;
  /** With what was changed here. */
  fields(): Fields;
  change(changes: Partial<Fields>): void;
}

/** A part of the page: made once in a language, and kept true without being made anew, so that nothing goes away under a finger. */
export interface Part {
  readonly root: HTMLElement;
  update(): void;
}
