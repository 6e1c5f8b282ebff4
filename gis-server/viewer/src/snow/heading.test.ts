import { expect, test } from 'vitest';
import { headingOf, opposite } from './heading';

const line = (...coordinates: [number, number][]): GeoJSON.Geometry => ({
  type: 'LineString',
  coordinates,
});

test.each([
  ['north', 0, 0.01, 0],
  ['north-east', 0.0136, 0.01, 1],
  ['east', 0.01, 0.0001, 2],
  ['south', 0, -0.01, 4],
  ['west', -0.01, 0, 6],
  ['north-west', -0.0136, 0.01, 7],
])('a line to the %s', (_, east, north, heading) => {
  expect(headingOf(line([141, 42.7], [141 + east, 42.7 + north]))).toBe(heading);
});

test('a ring and a point lead nowhere', () => {
  expect(headingOf(line([141, 42], [142, 43], [141, 42]))).toBeNull();
  expect(headingOf({ type: 'Point', coordinates: [141, 42] })).toBeNull();
});

test('the other way round', () => {
  expect([0, 2, 6, 7].map(opposite)).toEqual([4, 6, 2, 3]);
});
