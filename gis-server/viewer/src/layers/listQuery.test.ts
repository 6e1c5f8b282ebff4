import { describe, expect, test } from 'vitest';
import { canSortBy, downloadPath, type ListQuestion, pagePath, readPage } from './listQuery';

const question: ListQuestion = {
  layerId: 'shelters',
  box: [141.8, 42.7, 141.9, 42.8],
  sorting: { attribute: '名称', isDescending: true },
};

function parameters(path: string): Record<string, string> {
  return Object.fromEntries(new URL(path, 'http://server').searchParams);
}

describe('the question to the server', () => {
  test('names layer, extent, order and page', () => {
    const path = pagePath(question, 'token+/=');
    expect(path).toMatch(/^\/ogc\/collections\/shelters\/items\?/);
    expect(parameters(path)).toEqual({
      f: 'json',
      bbox: '141.800000,42.700000,141.900000,42.800000',
      sortby: '-名称',
      limit: '50',
      after: 'token+/=',
    });
  });

  test('a plus before an attribute arrives as one', () => {
    const ascending = { ...question, sorting: { attribute: '名称', isDescending: false } };
    expect(pagePath(ascending, null)).toContain('sortby=%2B');
  });

  test('a map of more than the world asks for the world, a whole layer for no box', () => {
    const world = { ...question, box: [-250, -95, 250, 95] as const };
    expect(parameters(pagePath(world, null))['bbox']).toBe(
      '-180.000000,-90.000000,180.000000,90.000000',
    );
    expect(parameters(downloadPath({ ...question, box: null }))).toEqual({
      f: 'json',
      sortby: '-名称',
      limit: '10000',
    });
  });
});

describe('the answer', () => {
  test('is read with its count and the way to the next page', () => {
    const next = 'http://localhost/ogc/collections/a/items?limit=50&after=x%2By';
    const answer = {
      features: [{ type: 'Feature', id: 7, properties: { name: '公民館' } }, { id: 8, properties: null }],
      numberMatched: 51,
      links: [{ rel: 'self', href: 'http://localhost/' }, { rel: 'next', href: next }],
    };
    expect(readPage(answer)).toEqual({
      features: [{ id: '7', properties: { name: '公民館' } }, { id: '8', properties: {} }],
      matched: 51,
      after: 'x+y',
    });
  });

  test('without a count there are more than are counted, without a next link it is the last page', () => {
    expect(readPage({ features: [] })).toEqual({ features: [], matched: null, after: null });
  });

  test('anything else is refused', () => {
    expect(() => readPage({ code: 'x' })).toThrow('features');
  });
});

test.each([
  ['地番', true],
  ['a,b', false],
  ['-a', false],
])('whether one may sort by %s: %s', (name, can) => expect(canSortBy(name)).toBe(can));
