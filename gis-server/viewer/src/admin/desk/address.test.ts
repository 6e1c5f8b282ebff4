import { expect, test } from 'vitest';
import { placeIn } from './address';

test('an address names a part of the page, and for rights a layer', () => {
  expect(placeIn('#audit')).toEqual({ section: 'audit', layer: '' });
  expect(placeIn('#rights/residents')).toEqual({ section: 'rights', layer: 'residents' });
});

test('what is unknown leads to the first part', () => {
  expect(placeIn('')).toEqual({ section: 'accounts', layer: '' });
  expect(placeIn('#nothing/x')).toEqual({ section: 'accounts', layer: '' });
  expect(placeIn('#rights/%E0%A4%A')).toEqual({ section: 'rights', layer: '' });
});
