import { expect, test } from 'vitest';
import { boxOf, middleOf } from './box';

test('the box around a shape of any kind', () => {
  expect(boxOf({ type: 'Point', coordinates: [141.8, 42.7, 12] })).toEqual([141.8, 42.7, 141.8, 42.7]);
  const ring = [[0, 5], [4, 5], [4, 9], [0, 5]];
  expect(boxOf({ type: 'MultiPolygon', coordinates: [[ring]] })).toEqual([0, 5, 4, 9]);
  const line: GeoJSON.Geometry = { type: 'LineString', coordinates: [[-1, 7], [2, 6]] };
  expect(boxOf({ type: 'GeometryCollection', geometries: [line, { type: 'Point', coordinates: [9, 9] }] })).toEqual([-1, 6, 9, 9]);
  expect(boxOf({ type: 'MultiPoint', coordinates: [] })).toBeNull();
});

test('its middle', () => {
  expect(middleOf([0, 5, 4, 9])).toEqual({ lng: 2, lat: 7 });
});
