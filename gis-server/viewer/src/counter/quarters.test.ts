import { describe, expect, test } from 'vitest';
import { inRow, readQuarters, rowsOf } from './quarters';

const read = (...quarters: [name: string, reading: string][]) =>
  readQuarters({ quarters: quarters.map(([name, reading]) => ({ name, reading, blocks: [] })) });

describe('the quarters of the town', () => {
  test('stand in the order of their readings, and in rows of kana', () => {
    const quarters = read(['本町', 'ホンチョウ'], ['栄町', 'サカエチョウ'], ['旭町', 'あさひちょう'], ['花園', 'はなぞの']);
    expect(quarters.map(({ name }) => name)).toEqual(['旭町', '栄町', '花園', '本町']);
    expect(rowsOf(quarters)).toEqual(['あ', 'さ', 'は']);
    expect(inRow(quarters, 'は').map(({ name }) => name)).toEqual(['花園', '本町']);
    expect(inRow(quarters, null)).toHaveLength(4);
  });

  test('have no rows where a reading is missing', () => {
    expect(rowsOf(read(['本町', 'ホンチョウ'], ['栄町', '']))).toEqual([]);
    expect(rowsOf([])).toEqual([]);
  });

  test('without a name are left out, and another answer is none', () => {
    expect(readQuarters({ quarters: [{ name: '' }, 3, { name: '本町' }] })).toEqual([
      { name: '本町', reading: '', blocks: [] },
    ]);
    expect(() => readQuarters([])).toThrow('no quarters');
  });
});
