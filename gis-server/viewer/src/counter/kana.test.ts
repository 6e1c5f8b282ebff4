import { describe, expect, test } from 'vitest';
import { COLUMNS, rowOf, withMark } from './kana';

describe('the kana keys', () => {
  test('have every sound once', () => {
    const all = COLUMNS.join('').replaceAll(' ', '');
    expect(new Set(all).size).toBe(46);
    expect(all).toHaveLength(46);
  });

  test.each([
    ['か', 'voiced', 'が'],
    ['が', 'voiced', 'か'],
    ['まち', 'voiced', 'まぢ'],
    ['は', 'half-voiced', 'ぱ'],
    ['ば', 'half-voiced', 'ぱ'],
    ['ぱ', 'voiced', 'ば'],
    ['つ', 'small', 'っ'],
    ['づ', 'small', 'っ'],
    ['よ', 'small', 'ょ'],
    ['ょ', 'small', 'よ'],
  ] as const)('%s with the mark %s is %s', (before, mark, after) => {
    expect(withMark(before, mark)).toBe(after);
  });

  test.each(['', 'な', '町', 'あ ', '1'])('a mark does nothing to "%s"', (text) => {
    expect(withMark(text, 'voiced')).toBe(text);
    expect(withMark(text, 'half-voiced')).toBe(text);
  });

  test.each([
    ['ホンチョウ', 'は'],
    ['ﾎﾝﾁｮｳ', 'は'],
    ['がっこう', 'か'],
    ['ッ', 'た'],
    ['をぎ', 'わ'],
    ['ヴ', 'あ'],
  ])('%s stands in the row %s', (reading, row) => {
    expect(rowOf(reading)).toBe(row);
  });

  test.each(['', '本町', 'Honcho', ' ', 'ー'])('"%s" stands in no row', (reading) => {
    expect(rowOf(reading)).toBeNull();
  });
});
