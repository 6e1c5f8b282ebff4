import { expect, test } from 'vitest';
import { depthSights, layersOf, readMaps, zoneSights } from './hazardMaps';

const titles = { ja: '地図', easy: '地図', en: 'Map' };
const MAPS = readMaps({
  maps: [
    { map: 'landslide', hazard: 'landslide', scale: null, layer: 'landslide', titles },
    { map: 'flood_depth', kind: 'grid', hazard: 'flood', scale: 'largest', layer: 'flood_depth', titles },
    { map: 'flood_planned', hazard: 'flood', scale: 'planned', layer: 'flood_planned', titles },
    { map: 'tsunami', hazard: 'tsunami', scale: null, layer: 'tsunami', titles },
    { map: 'flood_maximum', hazard: 'flood', scale: 'largest', layer: 'flood_maximum', titles },
    { map: 'other_river', hazard: 'flood', scale: 'largest', layer: 'other_river', titles },
    { map: 'pond', hazard: 'flood', scale: null, layer: 'pond', titles },
    { map: 'ponds', extent: 'origin', hazard: 'flood', scale: null, layer: 'ponds', titles },
    { hazard: 'flood' },
  ],
});

test('the largest flood comes first, and rivers of one scale are one choice', () => {
  const sights = depthSights(MAPS);
  expect(sights.map(({ key }) => key)).toEqual(['flood-largest', 'flood-planned', 'flood', 'tsunami']);
  expect(layersOf(sights.slice(0, 1))).toEqual(['flood_maximum', 'other_river']);
});

test('a grid is shown only where there are no areas of the same', () => {
  const grid = { map: 'g', kind: 'grid', hazard: 'tsunami', scale: null, layer: 'g', titles };
  expect(layersOf(depthSights(readMaps({ maps: [grid] })))).toEqual(['g']);
  expect(layersOf(depthSights(MAPS))).not.toContain('flood_depth');
});

test('a pond says nothing about the land around it, and is no choice', () => {
  expect(layersOf(depthSights(MAPS))).not.toContain('ponds');
});

test('zones are no depths: both are seen together', () => {
  expect(zoneSights(MAPS).map(({ key }) => key)).toEqual(['landslide']);
});

test('a scale that nobody knows is none, and an answer that is no list is refused', () => {
  expect(readMaps({ maps: [{ hazard: 'flood', layer: 'x', scale: 'huge', title: '図' }] })[0]).toMatchObject({
    scale: null,
    map: 'x',
    titles: { ja: '図', easy: '図', en: '図' },
  });
  expect(() => readMaps({ code: 'not-found' })).toThrow();
});
