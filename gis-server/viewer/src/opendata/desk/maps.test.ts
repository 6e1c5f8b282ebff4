import { expect, test } from 'vitest';
import { moved, NO_MAPS, readMaps } from './maps';

const layers = ['a', 'b', 'c'].map((layer) => ({ layer, on: true }));
const names = (list: readonly { layer: string }[]) => list.map(({ layer }) => layer).join('');

test('a layer moves up and down, and no farther than the ends', () => {
  expect(names(moved(layers, 2, -1))).toBe('acb');
  expect(names(moved(layers, 0, 1))).toBe('bac');
  expect(names(moved(layers, 0, -1))).toBe('abc');
  expect(names(moved(layers, 2, 1))).toBe('abc');
  expect(names(moved(layers, 7, 1))).toBe('abc');
});

test('an answer without maps is none', () => {
  expect(readMaps({ maps: 'no' })).toBe(NO_MAPS);
});
