import { describe, expect, test } from 'vitest';
import { passedBy, placeAt, readTrails, type Trail, vehiclesAt } from './trail';

const TRAIL: Trail = {
  device: 'plow-1',
  title: '1号車',
  places: [
    [141, 42],
    [141.01, 42],
    [141.01, 42.01],
  ],
  times: [1000, 1100, 1300],
};

describe('a vehicle on its trail', () => {
  test('is between two places in the measure of the time between them', () => {
    expect(placeAt(TRAIL, 1050)?.place[0]).toBeCloseTo(141.005, 9);
    expect(placeAt(TRAIL, 1150)?.place).toEqual([141.01, expect.closeTo(42.0025, 9)]);
  });

  test('looks where it goes', () => {
    expect(placeAt(TRAIL, 1050)?.courseDeg).toBeCloseTo(90, 6);
    expect(placeAt(TRAIL, 1200)?.courseDeg).toBeCloseTo(0, 6);
  });

  test('is nowhere before it began and long after it ended, and rests where it ended', () => {
    expect(placeAt(TRAIL, 999)).toBeNull();
    expect(placeAt(TRAIL, 1300)).toMatchObject({ place: [141.01, 42.01], isMoving: false });
    expect(placeAt(TRAIL, 1300 + 600)).not.toBeNull();
    expect(placeAt(TRAIL, 1300 + 601)).toBeNull();
  });

  test('has passed what lies behind it, up to where it is', () => {
    expect(passedBy(TRAIL, 1050)).toEqual([[141, 42], [expect.closeTo(141.005, 9), 42]]);
    expect(passedBy(TRAIL, 5000)).toEqual(TRAIL.places);
    expect(passedBy(TRAIL, 0)).toEqual([]);
  });

  test('two positions of the same second do no harm', () => {
    const twice = { ...TRAIL, times: [1000, 1000, 1300] };
    expect(placeAt(twice, 1000)?.place).toEqual([141.01, 42]);
  });
});

describe('all vehicles at a moment', () => {
  test('each stands once, on its later trail', () => {
    const later = { ...TRAIL, places: [[142, 43], [142, 43.1]] as [number, number][], times: [1400, 1500] };
    expect(vehiclesAt([TRAIL, later], 1450)).toHaveLength(1);
    expect(vehiclesAt([TRAIL, later], 1450)[0]?.place[0]).toBe(142);
  });

  test('trails without a name are of different vehicles', () => {
    const unnamed = { ...TRAIL, device: '' };
    expect(vehiclesAt([unnamed, unnamed], 1050)).toHaveLength(2);
  });
});

test('only trails with a time for each place are read', () => {
  const feature = (coordinates: unknown, times: unknown) => ({
    geometry: { type: 'LineString', coordinates },
    properties: { device: 'plow-1', times },
  });
  const features = [feature([[1, 2], [3, 4]], [10, 20]), feature([[1, 2]], [10, 20]), feature([], []), null];
  expect(readTrails({ features })).toHaveLength(1);
  expect(readTrails('nothing')).toEqual([]);
});
