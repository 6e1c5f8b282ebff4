import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { swatchOf } from './swatch';

function styleOf(...layers: object[]): StyleSpecification {
  const placed = layers.map((layer, i) => ({
    id: `l${i}`,
    source: 'a',
    'source-layer': 'a',
    ...layer,
  }));
  return { version: 8, sources: {}, layers: placed as LayerSpecification[] };
}

describe('the legend sign of a layer', () => {
  test('an area has the colour of its fill and the edge of its line', () => {
    const style = styleOf(
      { type: 'fill', paint: { 'fill-color': '#eeeeee' } },
      { type: 'line', paint: { 'line-color': '#333333', 'line-dasharray': [2, 1] } },
    );
    expect(swatchOf(style, 'a')).toEqual({
      shape: 'area',
      fill: '#eeeeee',
      stroke: '#333333',
      dashed: true,
    });
  });

  test('a point has its circle', () => {
    const paint = { 'circle-color': 'green', 'circle-stroke-color': '#fff' };
    expect(swatchOf(styleOf({ type: 'circle', paint }), 'a')).toMatchObject({
      shape: 'point',
      fill: 'green',
      stroke: '#fff',
    });
  });

  test('colours by class show the first class', () => {
    const colour = ['match', ['get', 'kind'], '#notacolour', '#0055ad', '#cccccc'];
    const style = styleOf({ type: 'line', paint: { 'line-color': colour } });
    expect(swatchOf(style, 'a')?.stroke).toBe('#0055ad');
  });

  test('colours by zoom or value show the first colour', () => {
    const byZoom = ['interpolate', ['linear'], ['zoom'], 5, 'rgb(1, 2, 3)', 10, '#fff'];
    const style = styleOf({ type: 'fill', paint: { 'fill-color': byZoom } });
    expect(swatchOf(style, 'a')?.fill).toBe('rgb(1, 2, 3)');
  });

  test('a layer that the style does not draw has none', () => {
    expect(swatchOf(styleOf({ type: 'symbol' }), 'a')).toBeNull();
    expect(swatchOf(styleOf({ type: 'line' }), 'b')).toBeNull();
  });
});
