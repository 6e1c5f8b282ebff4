import { createExpression, latest } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { multiplied, withOpacity } from './opacity';

/** What the map library makes of a value at a zoom. */
function at(zoom: number, value: unknown): number {
  const made = createExpression(value, latest.paint_fill['fill-opacity'] as never);
  if (made.result !== 'success') throw new Error(JSON.stringify(made.value));
  const feature = { type: 'Polygon', properties: { depth: 0.5 } } as never;
  return made.value.evaluate({ zoom } as never, feature) as number;
}

describe('a value times a factor', () => {
  test('a number, and none (which is 1)', () => {
    expect(multiplied(0.8, 0.5)).toBe(0.4);
    const fill = { id: 'a', type: 'fill', source: 'a', paint: { 'fill-color': '#000' } } as const;
    expect(withOpacity(fill, 0.3)).toMatchObject({
      paint: { 'fill-color': '#000', 'fill-opacity': 0.3 },
    });
  });

  test('an expression of the zoom stays one that the library takes', () => {
    const eased = ['interpolate', ['linear'], ['zoom'], 12, 0.2, 16, 1];
    expect(at(14, multiplied(eased, 0.5))).toBeCloseTo(0.3);
    const stepped = ['step', ['zoom'], 0, 15, 0.5, 17, 1];
    expect([14, 16, 18].map((zoom) => at(zoom, multiplied(stepped, 0.5)))).toEqual([0, 0.25, 0.5]);
  });

  test('an expression of the feature, also within one of the zoom', () => {
    expect(at(10, multiplied(['get', 'depth'], 0.5))).toBe(0.25);
    const both = ['interpolate', ['linear'], ['zoom'], 10, ['get', 'depth'], 20, 1];
    expect(at(10, multiplied(both, 0.5))).toBe(0.25);
    expect(at(20, multiplied(both, 0.5))).toBe(0.5);
    const named = ['let', 'd', ['get', 'depth'], ['step', ['zoom'], ['var', 'd'], 12, 1]];
    expect(at(10, multiplied(named, 0.5))).toBe(0.25);
  });

  test('an older function of the zoom', () => {
    expect(multiplied({ base: 2, stops: [[12, 0.2], [16, 1]] }, 0.5)).toEqual({
      base: 2,
      stops: [[12, 0.1], [16, 0.5]],
    });
  });
});

test('every kind of style layer has its own properties', () => {
  const names = (type: LayerSpecification['type']) => {
    const layer = { id: 'a', type, source: 'a' } as LayerSpecification;
    return Object.keys(withOpacity(layer, 0.5).paint ?? {});
  };
  expect(names('raster')).toEqual(['raster-opacity']);
  expect(names('circle')).toEqual(['circle-opacity', 'circle-stroke-opacity']);
  expect(names('symbol')).toEqual(['icon-opacity', 'text-opacity']);
  expect(names('line')).toEqual(['line-opacity']);
  expect(names('hillshade')).toEqual([]);
});
