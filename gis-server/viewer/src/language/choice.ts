/** The languages of the page; the server knows the same two. */
export type Language = 'ja' | 'en';

/** One feature's texts: the same members in both languages. */
export type Bilingual<T> = Record<Language, T>;

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

function isLanguage(value: string | null): value is Language {
  return value === 'ja' || value === 'en';
}

function firstKnown(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLanguage(language)) return language;
  }
  return 'ja';
}
