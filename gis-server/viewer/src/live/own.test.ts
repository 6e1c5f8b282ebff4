import { expect, test } from 'vitest';
import { OwnChanges } from './own';

function page() {
  let now = 1000;
  const own = new OwnChanges(() => now);
  return { own, pass: (ms: number) => (now += ms) };
}

test('what this page has written is its own for a moment, and nobody else’s layer is', () => {
  const { own, pass } = page();
  own.noteWrite('/ogc/collections/roads/items/7', '{}');
  own.noteWrite('/api/layers/%E9%81%93/publish', '{}');
  expect([own.isOwn('roads'), own.isOwn('道'), own.isOwn('parcels')]).toEqual([true, true, false]);
  pass(6000);
  expect(own.isOwn('roads')).toBe(false);
});

test('an import may take its time, but what comes after it is somebody else’s', () => {
  const { own, pass } = page();
  const form = new FormData();
  form.set('layer', 'parcels');
  own.noteWrite('/api/imports', form);
  pass(10 * 60_000);
  expect(own.isOwn('parcels')).toBe(true);
  pass(2000);
  expect(own.isOwn('parcels')).toBe(true);
  pass(5001);
  expect(own.isOwn('parcels')).toBe(false);
});

test('signing in changes no layer', () => {
  const { own } = page();
  own.noteWrite('/api/session', '{}');
  expect(own.isOwn('session')).toBe(false);
});
