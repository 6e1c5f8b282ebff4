import { expect, test } from 'vitest';
import { readHints, withHints } from './hints';

const LINE = { type: 'MultiLineString', coordinates: [[[141.8, 42.7], [141.9, 42.7]]] };
const STYLE = { version: 8 as const, sources: {}, layers: [] };

test('a stretch is read as a line, and nothing else of it', () => {
  const stretches = readHints({ stretches: [{ number: 1, roads: [4], geometry: LINE }, { geometry: null }] });
  expect(stretches).toEqual([LINE]);
  expect(() => readHints({ code: 'hints-for-crews' })).toThrow();
});

test('without stretches the style stays as it is', () => {
  expect(withHints(STYLE, [], 'light')).toBe(STYLE);
  const style = withHints(STYLE, readHints({ stretches: [{ geometry: LINE }] }), 'dark');
  expect(style.layers.map(({ id }) => id)).toEqual(['machizu-hints-edge', 'machizu-hints-band']);
});
