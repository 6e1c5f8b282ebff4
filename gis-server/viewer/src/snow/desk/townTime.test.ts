import { expect, test } from 'vitest';
import { fromField, toField, typedNumber } from './townTime';

test('a moment goes into its field and comes out again, in the time of the town', () => {
  const moment = new Date('2026-01-30T20:12:00Z');
  expect(toField(moment)).toBe('2026-01-31T05:12');
  expect(new Date(fromField(toField(moment)))).toEqual(moment);
  expect(fromField('')).toBe('');
});

test('numbers are taken as they are typed', () => {
  expect(typedNumber(' １２．５ ')).toBe(12.5);
  expect(typedNumber('0')).toBe(0);
  expect(typedNumber('')).toBeNaN();
  expect(typedNumber('ten')).toBeNaN();
});
