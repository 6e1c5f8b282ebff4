import { isRecord } from '../http/client';
import { type Language, LANGUAGES } from '../language/choice';

/** A text of the server's in the languages of the page; empty where it said nothing. */
export type Words = Record<Language, string>;

export const NO_WORDS: Words = { ja: '', easy: '', en: '' };

/**
 * The texts of one member, as the server gives them for `lang=all`: `title` stands under `titles`,
 * `summary` under `summaries`. A text in one language only serves for all.
 */
export function wordsOf(from: Record<string, unknown>, name: string): Words {
  const several = name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
  const found = readWords(from[several]);
  return found === NO_WORDS ? readWords(from[name]) : found;
}

/** Easy Japanese falls back on Japanese, any language on the others. */
export function readWords(value: unknown): Words {
  if (typeof value === 'string') return { ja: value, easy: value, en: value };
  if (!isRecord(value)) return NO_WORDS;
  const text = (language: Language) => {
    const one = value[language];
    return typeof one === 'string' ? one : '';
  };
  const any = LANGUAGES.map(text).find((one) => one !== '');
  if (any === undefined) return NO_WORDS;
  const ja = text('ja') || any;
  return { ja, easy: text('easy') || ja, en: text('en') || any };
}

/** A member that is a text, or empty. */
export function textIn(from: Record<string, unknown>, name: string): string {
  const value = from[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A member that is a number, or null. */
export function numberIn(from: Record<string, unknown>, name: string): number | null {
  const value = from[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The objects in a member that is a list. */
export function recordsIn(from: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const value = from[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The texts in a member that is a list. */
export function textsIn(from: Record<string, unknown>, name: string): string[] {
  const value = from[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** One of the known words; the last one where the member holds none of them. */
export function oneOf<T extends string>(value: unknown, known: readonly [...T[], T]): T {
  return known.find((word) => word === value) ?? (known[known.length - 1] as T);
}
