import { describe, expect, test } from 'vitest';
import { depthScale, depthWords, durationWords, HEIGHTS_M, reachOf } from './depthPicture';

describe('the picture of a depth', () => {
  test('shows the house whole, and one metre is as long for water, house and people', () => {
    const shallow = depthScale({ fromM: 0, toM: 0.5 });
    expect(shallow.topM).toBe(HEIGHTS_M.ridge + 1);
    expect(shallow.pxPerM * shallow.topM).toBeCloseTo(200);
    expect(shallow.sureM).toBe(0);
    expect(shallow.mayM).toBe(0.5);
    expect(shallow.ticksM).toEqual([0.5]);
  });

  test('grows with water above the roof', () => {
    const deep = depthScale({ fromM: 10, toM: 20 });
    expect(deep.topM).toBe(21);
    expect(deep.ticksM).toEqual([10, 20]);
  });

  test('a depth without an end is drawn open', () => {
    const open = depthScale({ fromM: 20, toM: null });
    expect(open.isOpen).toBe(true);
    expect(open.mayM).toBeGreaterThan(20);
    expect(open.ticksM).toEqual([20]);
  });

  test('an end below its beginning shows no less than the beginning', () => {
    expect(depthScale({ fromM: 3, toM: 1 }).mayM).toBe(3);
  });
});

describe('the depth in words', () => {
  test('tells how far up the water comes', () => {
    expect([0, 0.2, 0.5, 1, 3, 5, 8].map(reachOf)).toEqual([
      'none',
      'ankle',
      'knee',
      'adult',
      'ground_floor',
      'upper_floor',
      'above_roof',
    ]);
  });

  test('is the whole of what the picture shows', () => {
    expect(depthWords({ fromM: 0.5, toM: 3 }, 'ja')).toBe('深さ 0.5 m から 3 m。1階の天井くらいまで。');
    expect(depthWords({ fromM: 0, toM: 0.5 }, 'ja')).toBe('深さ 0.5 m まで。大人のひざくらいまで。床下浸水。');
    expect(depthWords({ fromM: 20, toM: null }, 'en')).toBe('20 m deep or more: above the eaves of the upper floor.');
  });
});

test('how long water stays is told in hours or days', () => {
  expect(durationWords({ fromHours: 12, toHours: 24 }, 'ja')).toBe('12時間から1日');
  expect(durationWords({ fromHours: 0, toHours: 12 }, 'ja')).toBe('12時間まで');
  expect(durationWords({ fromHours: 672, toHours: null }, 'en')).toBe('28 days or more');
});
