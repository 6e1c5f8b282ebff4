import { describe, expect, test } from 'vitest';
import { LanguageChoice, localeOf, serverLanguage } from './choice';

function memory(start: Record<string, string> = {}) {
  const kept = new Map(Object.entries(start));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

describe('the language of the page', () => {
  test("is the browser's first language that the page has", () => {
    expect(new LanguageChoice(memory(), ['fr-FR', 'en-GB', 'ja']).current).toBe('en');
  });

  test('is Japanese where the browser asks for neither', () => {
    expect(new LanguageChoice(memory(), ['fr', 'de']).current).toBe('ja');
  });

  test('easy Japanese is somebody\'s choice, and Japanese for the server', () => {
    const kept = memory();
    new LanguageChoice(kept, ['ja']).choose('easy');
    const { current } = new LanguageChoice(kept, ['en']);
    expect(current).toBe('easy');
    expect(serverLanguage(current)).toBe('ja');
    expect((12345).toLocaleString(localeOf(current))).toBe('12,345');
  });

  test('easy Japanese is no language of a browser', () => {
    expect(new LanguageChoice(memory(), ['easy', 'en']).current).toBe('en');
  });

  test('is remembered over a visit', () => {
    const kept = memory();
    new LanguageChoice(kept, ['ja']).choose('en');
    expect(new LanguageChoice(kept, ['ja']).current).toBe('en');
  });

  test('is told to whoever shows words, at once and after a change only', () => {
    const choice = new LanguageChoice(memory(), ['ja']);
    const seen: string[] = [];
    choice.bind(() => seen.push(choice.current));
    choice.choose('ja');
    choice.choose('en');
    expect(seen).toEqual(['ja', 'en']);
  });
});
