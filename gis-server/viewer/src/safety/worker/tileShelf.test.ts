import { expect, test } from 'vitest';
import { TileShelf } from './tileShelf';

test('what was wanted last stays, the oldest goes', () => {
  const shelf = new TileShelf(100);
  expect(shelf.add({ url: 'a', bytes: 40 })).toEqual([]);
  expect(shelf.add({ url: 'b', bytes: 40 })).toEqual([]);
  shelf.touch('a');
  expect(shelf.add({ url: 'c', bytes: 50 })).toEqual(['b']);
  expect(shelf.bytes).toBe(90);
});

test('the same thing again takes its own place', () => {
  const shelf = new TileShelf(100);
  shelf.add({ url: 'a', bytes: 90 });
  expect(shelf.add({ url: 'a', bytes: 80 })).toEqual([]);
  expect(shelf.bytes).toBe(80);
});

test('a thing larger than the shelf is not kept, and nothing goes for it', () => {
  const shelf = new TileShelf(100);
  shelf.add({ url: 'a', bytes: 60 });
  expect(shelf.add({ url: 'b', bytes: 101 })).toEqual(['b']);
  expect(shelf.bytes).toBe(60);
});
