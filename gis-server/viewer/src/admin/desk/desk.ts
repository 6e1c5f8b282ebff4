import { type Client, explain, ProblemError } from '../../http/client';
import { type Language, localeOf, serverLanguage } from '../../language/choice';
import { FieldError } from '../../page/formTrouble';
import { textButton } from '../../page/element';
import { openFormDialog } from '../../page/dialog';
import { texts } from './texts';

/** What every part of the administrators' page works with; made anew when the language changes. */
export interface Desk {
  client: Client;
  language: Language;
  /** A small note that goes by itself, and is read out. */
  tell(note: string): void;
}

/** Titles in the languages of the server. */
export type Titles = Record<'ja' | 'en', string>;

/** The title in the language of the page. */
export function titleIn(titles: Titles, language: Language): string {
  return titles[serverLanguage(language)];
}

/** Names in a row, as the language writes them. */
export function joined(names: readonly string[], language: Language): string {
  return names.join(language === 'en' ? ', ' : '、');
}

/** A moment as people here read it; empty for none. */
export function momentText(moment: string | null, language: Language): string {
  if (moment === null || moment === '') return '';
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return date.toLocaleString(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  });
}

/** A failure as something to show at a field of a form, when its kind belongs to one. */
export function atField(
  error: unknown,
  language: Language,
  fieldOf: (problem: ProblemError) => string,
): FieldError {
  if (error instanceof FieldError) return error;
  const field = error instanceof ProblemError ? fieldOf(error) : '';
  return new FieldError(explain(error, language), field);
}

/** The member of the body that the server complains of; empty when it names none. */
export function memberOf(problem: ProblemError): string {
  return /^member '([^']+)'/.exec(problem.detail)?.[1]?.split('.')[0] ?? '';
}

/** A button that asks once more before it does something that cannot be undone. */
export function confirmedButton(
  desk: Desk,
  parts: { words: string; name: string; title: string; warning: HTMLElement[]; act(): Promise<void> },
): HTMLButtonElement {
  const words = texts[desk.language];
  const button = textButton(parts.words, 'button-small', () =>
    openFormDialog({
      title: parts.title,
      fields: parts.warning,
      submit: parts.words,
      cancel: words.cancel,
      act: () => parts.act(),
      explain: (error) => explain(error, desk.language),
    }),
  );
  button.setAttribute('aria-label', `${parts.words}: ${parts.name}`);
  return button;
}
