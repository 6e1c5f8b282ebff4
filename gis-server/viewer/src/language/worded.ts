import { isRecord } from '../http/client';
import { type Language, LANGUAGES } from './choice';

/** A text in every language of the page. */
export type Worded = Record<Language, string>;

/**
 * A text of an answer that was asked for in every language: the member `titles`, or, where a text
 * has but one language, `title`. What a language lacks stands in Japanese.
 *
 * @param name of the member in one language
 * @param plural of the member with all of them
 */
export function wordedIn(
  json: Record<string, unknown>,
  name: string,
  plural = `${name}s`,
): Worded {
  const all = json[plural];
  return worded(isRecord(all) ? all : json[name]);
}

/** A text, or a record of texts by language; empty for anything else. */
export function worded(value: unknown): Worded {
  if (typeof value === 'string') return { ja: value, easy: value, en: value };
  const record = isRecord(value) ? value : {};
  const text = (language: string) => {
    const said = record[language];
    return typeof said === 'string' ? said : '';
  };
  const ja = text('ja') || text('en');
  const made: Worded = { ja, easy: '', en: '' };
  for (const language of LANGUAGES) made[language] = text(language) || ja;
  return made;
}
