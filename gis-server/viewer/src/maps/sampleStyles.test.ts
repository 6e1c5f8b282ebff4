import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { classesOf } from './swatch';

interface StyleLayer {
  type: string;
  layout?: Record<string, unknown>;
  paint?: Record<string, unknown>;
  metadata?: { 'machizu:dark'?: Pick<StyleLayer, 'layout' | 'paint'> };
}

/** The looks of the sample town's layers, as the demo gives them to the server. */
const files = import.meta.glob<StyleLayer[]>(
  '../../../../data-samples/src/main/resources/samples/styles/*.json',
  { eager: true, import: 'default' },
);
const styles = Object.entries(files).map(
  ([path, layers]) => [path.replace(/^.*\/(\w+)\.json$/, '$1'), layers] as const,
);

/** The style that MapLibre gets for one layer. */
function styleOf(name: string, layers: readonly StyleLayer[]): StyleSpecification {
  const isPixels = layers.some(({ type }) => type === 'raster');
  const source = isPixels ? { source: name } : { source: name, 'source-layer': name };
  const tiles = ['http://localhost/{z}/{x}/{y}'];
  return {
    version: 8,
    sources: { [name]: { type: isPixels ? 'raster' : 'vector', tiles } },
    layers: layers.map((layer, i) => ({ ...layer, id: `${name}-${i}`, ...source }) as LayerSpecification),
  };
}

/** A style layer with its own colours for the dark. */
function dark(layer: StyleLayer): StyleLayer {
  const own = layer.metadata?.['machizu:dark'];
  return {
    ...layer,
    layout: { ...layer.layout, ...own?.layout },
    paint: { ...layer.paint, ...own?.paint },
  };
}

describe('the styles of the sample town', () => {
  test('are all looked at', () => {
    expect(styles.map(([name]) => name)).toContain('zoning');
  });

  test.each(styles)('are ones that MapLibre takes: %s', (name, layers) => {
    expect(validateStyleMin(styleOf(name, layers))).toEqual([]);
    expect(validateStyleMin(styleOf(name, layers.map(dark)))).toEqual([]);
  });

  test('have legends in the order in which people read them', () => {
    const valuesOf = (wanted: string) => {
      const layers = styles.find(([name]) => name === wanted)?.[1] ?? [];
      return classesOf(styleOf(wanted, layers), wanted)?.signs.map(({ value }) => value);
    };
    expect(valuesOf('roads')?.slice(0, 3)).toEqual(['一般国道', '道道', '町道1級']);
    expect(valuesOf('flood_maximum')?.slice(0, 2)).toEqual(['0.5m未満', '0.5m以上3.0m未満']);
    expect(valuesOf('landslide')).toEqual(['イエロー', 'レッド', null, '急傾斜地の崩壊', '土石流']);
    expect(valuesOf('facilities')?.[0]).toBe('行政');
  });
});
