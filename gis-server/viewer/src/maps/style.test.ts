import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { layerIdOf, SELECTION, sourceIdsOf, withSelection } from './style';

const style: StyleSpecification = {
  version: 8,
  sources: {
    parcels: { type: 'vector', url: '/tiles/parcels.json' },
    points: { type: 'vector', url: '/tiles/shelters,facilities.json' },
  },
  layers: [
    { id: 'background', type: 'background', paint: { 'background-color': '#fff' } },
    { id: 'parcels-fill', type: 'fill', source: 'parcels', 'source-layer': 'parcels' },
    { id: 'parcels-line', type: 'line', source: 'parcels', 'source-layer': 'parcels' },
    { id: 'shelters', type: 'circle', source: 'points', 'source-layer': 'shelters' },
  ],
};

describe('the style of the map', () => {
  test('a style layer belongs to the layer of the catalogue that its tiles name', () => {
    expect(style.layers.map(layerIdOf)).toEqual(['', 'parcels', 'parcels', 'shelters']);
  });

  test('sources are found by the layers drawn from them, each once', () => {
    expect(sourceIdsOf(style, 'parcels')).toEqual(['parcels']);
    expect(sourceIdsOf(style, 'shelters')).toEqual(['points']);
    expect(sourceIdsOf(style, 'roads')).toEqual([]);
  });

  test('the chosen feature is drawn above all layers', () => {
    const shown = withSelection(style, { type: 'Point', coordinates: [143, 43] });
    expect(shown.layers.slice(0, 4)).toEqual(style.layers);
    expect(shown.layers.slice(4).every((layer) => layerIdOf(layer) === SELECTION)).toBe(true);
    expect(shown.sources[SELECTION]).toMatchObject({
      data: { features: [{ geometry: { coordinates: [143, 43] } }] },
    });
  });
});
