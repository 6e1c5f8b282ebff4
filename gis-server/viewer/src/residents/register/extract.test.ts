import { expect, test } from 'vitest';
import { COUNTS, differencesOf, KINDS, readExtract, readRows } from './extract';
import { texts } from './texts';

test('a row tells by which attributes its two sides differ', () => {
  const [row] = readRows({
    rows: [
      {
        number: 4,
        kind: 'moved-within',
        household: 'H21',
        before: { 世帯番号: 'H03', 続柄: '妻', 支援措置: null },
        after: { 世帯番号: 'H21', 続柄: '妻', 支援措置: '' },
      },
    ],
  }).rows;
  expect(row && differencesOf(row)).toEqual(['世帯番号']);
});

test('of somebody new everything that is known is new', () => {
  const { rows, next } = readRows({
    next: 9,
    rows: [{ number: 1, kind: 'born', household: 'H1', before: null, after: { 続柄: '子', 性別: null } }],
  });
  expect(rows[0] && differencesOf(rows[0])).toEqual(['続柄']);
  expect(next).toBe('9');
  expect(() => readRows({})).toThrow();
});

test('counts are numbers, and every kind has words', () => {
  expect(readExtract({ id: 'x', state: 'ready', counts: { born: 2, odd: 'x' } }).counts).toEqual({ born: 2, odd: 0 });
  for (const name of [...KINDS, ...COUNTS]) {
    expect(texts.ja.counts[name]).toBeDefined();
    expect(texts.en.counts[name]).toBeDefined();
  }
});
