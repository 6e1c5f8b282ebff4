import type { Language } from '../language/choice';
import type { CounterMap } from './counterMap';
import type { CounterEvent, CounterState } from './counterState';
import type { Flow } from './flow';
import type { Quarter } from './quarters';
import type { Terminal } from './terminal';

/** What a screen may know and do. */
export interface Host {
  readonly state: CounterState;
  readonly language: Language;
  readonly terminal: Terminal;
  readonly flow: Flow;
  readonly map: CounterMap;
  /** Null as long as they are not known; empty where there is no list. */
  readonly quarters: Quarter[] | null;
  dispatch(event: CounterEvent): void;
  /** Begins an enquiry, when it is this person's turn. */
  begin(): void;
}

/** A screen as it stands. */
export interface ScreenView {
  parts: HTMLElement[];
  /** Shows what has changed while the screen stays; without it the screen is drawn anew. */
  update?(): void;
}
