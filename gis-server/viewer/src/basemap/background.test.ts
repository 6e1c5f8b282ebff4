import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { BACKGROUND_SOURCE, backgroundNamed, nameOf, withBackground } from './background';
import { readTown } from './town';

const town = readTown({
  code: '01585',
  name: { ja: '安平町', en: 'Abira' },
  crs: 'EPSG:6680',
  baseMaps: [
    {
      id: 'pale',
      title: { ja: '淡色', en: 'Pale' },
      tiles: 'https://tiles.example/{z}/{x}/{y}.png',
      minzoom: 5,
      maxzoom: 18,
      credit: { ja: '出典: <国土地理院>', en: 'GSI' },
      creditLink: 'https://maps.example/list',
    },
  ],
});

const style: StyleSpecification = {
  version: 8,
  sources: { roads: { type: 'vector', url: '/tiles/roads.json' } },
  layers: [
    { id: 'background', type: 'background', paint: { 'background-color': '#f4f3ee' } },
    {
      id: 'roads-0',
      type: 'line',
      source: 'roads',
      'source-layer': 'roads',
      metadata: { 'machizu:base': true },
    },
    { id: 'roads-1', type: 'line', source: 'roads', 'source-layer': 'roads' },
  ],
};

test('the town tells its zone and backgrounds; a server that tells no zone has none', () => {
  expect(town.zone).toBe(12);
  expect(readTown({ crs: null }).zone).toBeNull();
  expect(readTown({ crs: 'EPSG:4326' }).zone).toBeNull();
});

test('an address names a background, and one that is not offered is the town’s own', () => {
  for (const name of ['', 'none', 'pale']) {
    expect(nameOf(backgroundNamed(name, town.baseMaps))).toBe(name);
  }
  expect(backgroundNamed('photo', town.baseMaps)).toEqual({ kind: 'own' });
});

describe('the map', () => {
  test('draws the town’s own background as the style has it', () => {
    expect(withBackground(style, { kind: 'own' }, 'light', 'ja')).toBe(style);
  });

  test('lays tiles over the ground and under everything else, with their credit', () => {
    const shown = withBackground(style, backgroundNamed('pale', town.baseMaps), 'light', 'ja');
    expect(shown.layers.map((layer) => layer.id)).toEqual(['background', BACKGROUND_SOURCE, 'roads-1']);
    expect(shown.sources[BACKGROUND_SOURCE]).toMatchObject({
      tiles: ['https://tiles.example/{z}/{x}/{y}.png'],
      attribution:
        '<a href="https://maps.example/list" target="_blank" rel="noopener">出典: &lt;国土地理院&gt;</a>',
    });
  });

  test('without a background has neither tiles nor the quiet parts of the layers', () => {
    const shown = withBackground(style, { kind: 'none' }, 'dark', 'ja');
    expect(shown.layers.map((layer) => layer.id)).toEqual(['background', 'roads-1']);
    expect(shown.layers[0]?.paint).toEqual({ 'background-color': '#0b0d10' });
    expect(Object.keys(shown.sources)).toEqual(['roads']);
  });

  test('dims pictures that were made for the day', () => {
    const shown = withBackground(style, backgroundNamed('pale', town.baseMaps), 'dark', 'en');
    expect(shown.layers[1]?.paint).toMatchObject({ 'raster-brightness-max': 0.6 });
  });
});
