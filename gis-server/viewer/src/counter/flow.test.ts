import { describe, expect, test } from 'vitest';
import type { SearchHit } from '../search/answer';
import { usefulHits } from './flow';

const hit = (kind: SearchHit['kind'], title: string, id: string | null, point: [number, number] | null): SearchHit => ({
  kind,
  layer: null,
  id,
  title,
  detail: '',
  point,
  bbox: null,
  note: '',
});

describe('what was found', () => {
  test('is offered when it leads to a lot, and a place of several layers once', () => {
    const lots = [hit('parcel', '字鈴沢１２', '1', null), hit('parcel', '字鈴沢１２', '2', [141, 42])];
    const found = [
      ...lots,
      hit('address', '本町一丁目', null, [141, 42]),
      hit('facility', '本町会館', '7', [141, 42]),
      hit('feature', '本町会館', '9', [141, 42]),
      hit('feature', '消えた沼', '3', null),
    ];
    expect(usefulHits(found).map(({ title, id }) => `${title} ${id}`)).toEqual([
      '字鈴沢１２ 1',
      '字鈴沢１２ 2',
      '本町一丁目 null',
      '本町会館 7',
    ]);
  });
});
