import { describe, expect, test } from 'vitest';
import { hasPlace, hiddenIn, withHiddenLayers } from './permalink';

describe('the address of a view', () => {
  test('keeps the place when layers are switched off and on again', () => {
    const off = withHiddenLayers('#map=14/42.9/143.05', new Set(['roads', 'parcels']));
    expect(off).toBe('#map=14/42.9/143.05&off=parcels,roads');
    expect(withHiddenLayers(off, new Set())).toBe('#map=14/42.9/143.05');
  });

  test('gives back the layers that are off', () => {
    expect(hiddenIn('#map=14/42.9/143.05&off=parcels,roads')).toEqual(
      new Set(['parcels', 'roads']),
    );
    expect(hiddenIn('#map=14/42.9/143.05')).toEqual(new Set());
    expect(hiddenIn('')).toEqual(new Set());
  });

  test('an empty address stays empty', () => {
    expect(withHiddenLayers('', new Set())).toBe('');
  });

  test('knows whether it says where to look', () => {
    expect(hasPlace('#off=parcels')).toBe(false);
    expect(hasPlace('#off=parcels&map=5/1/2')).toBe(true);
  });
});
