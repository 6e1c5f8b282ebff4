/**
 * The languages of the page: Japanese, easy Japanese (やさしい日本語: short sentences and plain words,
 * for everybody to whom Japanese is a foreign or a hard language) and English.
 */
export const LANGUAGES = ['ja', 'easy', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The languages that the server's own texts have. */
export type ServerLanguage = 'ja' | 'en';

/** The language that the server, or `<html lang>`, is told. */
export function serverLanguage(language: Language): ServerLanguage {
  return language === 'en' ? 'en' : 'ja';
}

/** How numbers and dates are written. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : 'ja-JP';
}

/**
 * One feature's texts. A text that one of the languages lacks, or that only one of them has, does
 * not compile.
 */
export function inEveryLanguage<T>(texts: {
  ja: T;
  easy: NoInfer<T>;
  en: NoInfer<T>;
}): Record<Language, T> {
  return texts;
}

/** Where the choice is kept between visits. */
export interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = 'machizu.language';

/** The language of the page: remembered, and told to whoever shows words. */
export class LanguageChoice {
  private language: Language;
  private readonly listeners: (() => void)[] = [];

  /**
   * @param preferred the browser's languages, the dearest first; used until somebody has chosen
   */
  constructor(
    private readonly memory: Memory,
    preferred: readonly string[],
  ) {
    const remembered = memory.getItem(KEY);
    this.language = isLanguage(remembered) ? remembered : firstKnown(preferred);
  }

  get current(): Language {
    return this.language;
  }

  choose(language: Language): void {
    if (language === this.language) return;
    this.language = language;
    this.memory.setItem(KEY, language);
    for (const listener of this.listeners) listener();
  }

  /** Runs now and after every change of language; for parts that stay as long as the page. */
  bind(show: () => void): void {
    show();
    this.onChange(show);
  }

  /** Runs after every change of language. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }
}

export function isLanguage(value: string | null): value is Language {
  return LANGUAGES.some((language) => language === value);
}

function firstKnown(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === 'ja' || language === 'en') return language;
  }
  return 'ja';
}
