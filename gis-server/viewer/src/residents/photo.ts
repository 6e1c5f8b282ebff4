import type { Language } from '../language/choice';
import { field } from '../page/dialog';
import { element } from '../page/element';
import { FieldError } from '../page/formTrouble';
import { texts } from './texts';

/** The server takes no more. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Where a photo is chosen, or taken on a phone. */
export function photoField(language: Language): { field: HTMLElement; input: HTMLInputElement } {
  const words = texts[language];
  const input = element('input', { type: 'file', name: 'file', accept: 'image/jpeg,image/png,image/webp' });
  return { field: field(words.photo, input, words.photoHelp), input };
}

/** The photo that was chosen; null for none. @throws FieldError when the server would not take it */
export function photoIn(input: HTMLInputElement, language: Language): File | null {
  const file = input.files?.[0] ?? null;
  if (file !== null && file.size > MAX_BYTES) throw new FieldError(texts[language].photoTooLarge, 'file');
  return file;
}
