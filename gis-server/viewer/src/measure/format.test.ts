import { expect, test } from 'vitest';
import { areaText, lengthText, placeText, roundLengthM, scaleText } from './format';
import { PlaneZone } from './plane';

const zone = new PlaneZone(12);
const hall = [141.829, 42.765] as const;

test('a place is written as surveyors do, X to the north', () => {
  const { east, north } = zone.project(hall);
  expect(placeText(hall, 'plane', zone)).toBe(`X ${north.toFixed(2)}  Y ${east.toFixed(2)}`);
  expect(north).toBeLessThan(-130_000);
  expect(east).toBeGreaterThan(-40_000);
  expect(placeText([142.25, 44], 'plane', zone)).toBe('X 0.00  Y 0.00');
});

test('a place is written in degrees, latitude first', () => {
  expect(placeText(hall, 'degrees', zone)).toBe('42.765000, 141.829000');
  expect(placeText(hall, 'dms', zone)).toBe('42°45′54.00″N 141°49′44.40″E');
});

test('seconds are never sixty', () => {
  expect(placeText([139.9999999, 35.9999999], 'dms', zone)).toBe('36°00′00.00″N 140°00′00.00″E');
});

test.each([
  [3.14159, '3.14 m'],
  [250.06, '250.1 m'],
  [12345.678, '12.346 km'],
])('%d metres', (value, text) => expect(lengthText(value, 'ja')).toBe(text));

test.each([
  [12.345, '12.35 m²'],
  [1500, '1,500 m²（0.150 ha）'],
  [2_500_000, '2,500,000 m²（250.0 ha）'],
])('%d square metres', (value, text) => expect(areaText(value, 'ja')).toBe(text));

test.each([
  [1, 1],
  [9.9, 5],
  [250, 200],
  [0.3, 0.2],
])('a bar of at most %d m shows %d', (most, length) => expect(roundLengthM(most)).toBeCloseTo(length));

test('a scale says no more than a screen can', () => {
  expect(scaleText(2512.7, 'ja')).toBe('1:2,500');
  expect(scaleText(98_765, 'en')).toBe('1:99,000');
});
