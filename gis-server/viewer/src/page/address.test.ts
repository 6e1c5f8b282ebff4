import { expect, test } from 'vitest';
import { partOf, partsOf, withParts } from './address';

test('an address is read part by part, and what is no part is passed over', () => {
  expect(partsOf('#map=15/42.7/141.8&x&off=a,b')).toEqual([
    ['map', '15/42.7/141.8'],
    ['off', 'a,b'],
  ]);
  expect(partOf('#f=parcels/1', 'f')).toBe('parcels/1');
  expect(partOf('', 'f')).toBe('');
});

test('parts are set in their place, and empty ones go', () => {
  expect(withParts('#map=1/2/3&off=a', { off: 'b', f: 'x/1' })).toBe('#map=1/2/3&off=b&f=x/1');
  expect(withParts('#off=a', { off: '' })).toBe('');
});
