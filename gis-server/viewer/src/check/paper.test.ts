import { describe, expect, test } from 'vitest';
import { compare, inGroups, MOST_BYTES } from './digest';
import { readPaper, tidyCode, tidyNumber } from './paper';

const ISSUED = {
  number: '2026-000012',
  issued: '2026-11-28T01:00:00Z',
  asOf: null,
  state: 'valid',
  places: ['本町二丁目1-2'],
  language: 'ja',
  sha256: 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD',
  sizeBytes: 3,
  changedSince: [{ layer: 'zoning', ja: '用途地域', en: 'Use districts' }],
};

const fileOf = (text: string) => new Blob([text]);

describe('a paper that is looked up', () => {
  test('tells what was issued and what has changed', () => {
    const paper = readPaper(ISSUED);
    expect(paper.isValid).toBe(true);
    expect(paper.issued?.toISOString()).toBe('2026-11-28T01:00:00.000Z');
    expect(paper.changedSince).toEqual([{ ja: '用途地域', en: 'Use districts' }]);
  });

  test('counts only when the town says so', () => {
    expect(readPaper({ ...ISSUED, state: 'void' }).isValid).toBe(false);
    expect(readPaper({ ...ISSUED, state: 'whatever' }).isValid).toBe(false);
    expect(() => readPaper({ number: 'x' })).toThrow('no paper');
  });

  test.each([
    ['2026-000012', '2026-000012'],
    [' ２０２６－００００１２ ', '2026-000012'],
    ['2026ー000012', '2026-000012'],
  ])('the number "%s" is %s', (typed, number) => {
    expect(tidyNumber(typed)).toBe(number);
  });

  test.each([
    ['abcd-efgh-jklm', 'ABCD-EFGH-JKLM'],
    ['ABCDEFGHJKLM', 'ABCD-EFGH-JKLM'],
    ['ＡＢＣＤ ＥＦＧＨ ＪＫＬＭ', 'ABCD-EFGH-JKLM'],
    ['abcd‐efgh', 'ABCD-EFGH'],
    ['', ''],
  ])('the code "%s" is "%s"', (typed, code) => {
    expect(tidyCode(typed)).toBe(code);
  });
});

describe('a file that is compared with a paper', () => {
  const { sha256 } = readPaper(ISSUED);

  test('is the same by its SHA-256', async () => {
    expect(await compare(fileOf('abc'), sha256, crypto.subtle)).toEqual({ kind: 'same' });
  });

  test('is another with one letter changed, and its sum is told', async () => {
    const compared = await compare(fileOf('abd'), sha256, crypto.subtle);
    expect(compared.kind).toBe('other');
    expect(compared).toMatchObject({ sum: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  test('cannot be compared without the browser working sums out', async () => {
    expect(await compare(fileOf('abc'), sha256, undefined)).toEqual({ kind: 'cannot' });
    expect(inGroups('ba7816bf')).toBe('ba78 16bf');
  });

  test('is not read when it is far larger than any paper', async () => {
    const huge = { size: MOST_BYTES + 1, arrayBuffer: () => Promise.reject(new Error('it was read')) };
    expect(await compare(huge, sha256, crypto.subtle)).toEqual({ kind: 'too-large' });
  });
});
