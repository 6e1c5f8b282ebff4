import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { movesBetween, stackOf, withMoves } from './stack';

const layer = (id: string, type: string): LayerSpecification =>
  ({ id, type, source: id.split('-')[0] }) as LayerSpecification;

/** Areas below lines below points below labels, as the server sorts them. */
const style: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [
    { id: 'background', type: 'background' },
    layer('aerial-0', 'raster'),
    layer('parcels-0', 'fill'),
    layer('flood-0', 'fill'),
    layer('roads-0', 'line'),
    layer('roads-1', 'line'),
    layer('parcels-1', 'line'),
    layer('shelters-0', 'circle'),
    layer('clinics-0', 'symbol'),
    layer('roads-2', 'symbol'),
    layer('parcels-2', 'symbol'),
  ],
};
const ids = ['parcels', 'roads', 'flood', 'aerial', 'shelters', 'clinics', 'table'];
const drawn = (moved: StyleSpecification) => moved.layers.map(({ id }) => id);

describe('how layers lie', () => {
  test('by their topmost drawing, labels apart; what is not drawn is not among them', () => {
    expect(stackOf(style, ids)).toEqual([
      'clinics',
      'shelters',
      'parcels',
      'roads',
      'flood',
      'aerial',
    ]);
  });

  test('a moved layer lies directly above the other one, and its labels stay on top', () => {
    const moved = withMoves(style, [{ layer: 'parcels', above: 'shelters' }]);
    expect(drawn(moved).slice(5)).toEqual([
      'shelters-0',
      'parcels-0',
      'parcels-1',
      'clinics-0',
      'roads-2',
      'parcels-2',
    ]);
  });

  test('at the bottom, still above the background', () => {
    const moved = withMoves(style, [{ layer: 'flood', above: '' }]);
    expect(drawn(moved).slice(0, 3)).toEqual(['background', 'flood-0', 'aerial-0']);
  });

  test('signs without any other drawing move as they are', () => {
    const moved = withMoves(style, [{ layer: 'clinics', above: 'aerial' }]);
    expect(drawn(moved).slice(1, 3)).toEqual(['aerial-0', 'clinics-0']);
  });

  test('layers that are not there change nothing', () => {
    const moves = [
      { layer: 'gone', above: 'roads' },
      { layer: 'roads', above: 'gone' },
      { layer: 'roads', above: 'roads' },
    ];
    expect(withMoves(style, moves)).toBe(style);
  });
});

describe('the fewest moves', () => {
  const from = stackOf(style, ids);

  test('one layer that goes elsewhere is one move, down or up', () => {
    const down = ['shelters', 'parcels', 'roads', 'clinics', 'flood', 'aerial'];
    expect(movesBetween(from, down)).toEqual([{ layer: 'clinics', above: 'flood' }]);
    const up = ['aerial', 'clinics', 'shelters', 'parcels', 'roads', 'flood'];
    expect(movesBetween(from, up)).toEqual([{ layer: 'aerial', above: 'clinics' }]);
    expect(movesBetween(from, from)).toEqual([]);
  });

  test('every order comes out as it was wanted', () => {
    for (const to of permutations(from)) {
      expect(stackOf(withMoves(style, movesBetween(from, to)), ids)).toEqual(to);
    }
  });
});

function permutations(list: string[]): string[][] {
  if (list.length < 2) return [list];
  return list.flatMap((first) =>
    permutations(list.filter((other) => other !== first)).map((rest) => [first, ...rest]),
  );
}
