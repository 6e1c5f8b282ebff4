import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue';
import { zoomHint } from './zoomHint';

const [layer] = readCatalogue({ collections: [{ id: 'parcels', machizu: { minZoom: 13 } }] });
if (layer === undefined) throw new Error('no layer');

function styled(...layers: object[]): StyleSpecification {
  const own = layers.map((one, i) => ({ id: `p${i}`, type: 'line', source: 'parcels', ...one }));
  return { version: 8, sources: {}, layers: own as LayerSpecification[] };
}

test('a layer that is drawn needs no hint', () => {
  expect(zoomHint(styled({ minzoom: 16 }, { maxzoom: 15 }), layer, 14)).toBeNull();
  expect(zoomHint(styled(), layer, 3)).toBeNull();
});

test('its style and its tiles say from where on it is drawn', () => {
  expect(zoomHint(styled({ minzoom: 16 }), layer, 15.9)).toBe('closer');
  expect(zoomHint(styled({ minzoom: 16 }), layer, 16)).toBeNull();
  expect(zoomHint(styled({}), layer, 12.9)).toBe('closer');
});

test('one that is drawn from afar only', () => {
  expect(zoomHint(styled({ maxzoom: 15 }), layer, 15)).toBe('farther');
});

test('style layers that are never shown count only when no other is', () => {
  const never = { layout: { visibility: 'none' } };
  expect(zoomHint(styled(never, { minzoom: 16 }), layer, 14)).toBe('closer');
  expect(zoomHint(styled({ ...never, minzoom: 16 }), layer, 14)).toBe('closer');
});
