import { expect, test } from 'vitest';
import { withParts } from '../page/address';
import { PLAIN } from './appearance';
import { appearanceIn, hasPlace, partsFor } from './permalink';

test('an address says which layers are on and off, how strong and in which order', () => {
  const hash = '#map=15/42.7/141.8&on=farmland&off=roads,parcels&op=flood:40&ord=flood:roads,aerial:';
  expect(appearanceIn(hash)).toEqual({
    on: new Set(['farmland']),
    off: new Set(['roads', 'parcels']),
    opacity: new Map([['flood', 40]]),
    moves: [
      { layer: 'flood', above: 'roads' },
      { layer: 'aerial', above: '' },
    ],
  });
});

test('what is written is read again as it was, and the place stays', () => {
  const hash = '#map=15/42.7/141.8&on=b&off=a&op=c:0,d:95&ord=c:d';
  expect(withParts('#map=15/42.7/141.8', partsFor(appearanceIn(hash)))).toBe(hash);
  expect(withParts(hash, partsFor(PLAIN))).toBe('#map=15/42.7/141.8');
});

test('what cannot be understood is passed over', () => {
  expect(appearanceIn('#op=a:x,b:400,c:-1,:20,d&ord=a,b:c:d,&off=,')).toBe(PLAIN);
  const both = appearanceIn('#on=a&off=a');
  expect([...both.on, ...both.off]).toEqual(['a']);
});

test('an address without a place leaves the map to look for the town', () => {
  expect(hasPlace('#off=roads')).toBe(false);
  expect(hasPlace('#off=roads&map=15/42.7/141.8')).toBe(true);
});
