import { describe, expect, test } from 'vitest';
import { type LonLat, metresBetween, progressAlong, stepAt } from './progress';

const DEGREE_M = (Math.PI / 180) * 6_371_008.8;
const LAT = 42.76;
const EAST = 1 / (DEGREE_M * Math.cos((LAT * Math.PI) / 180));
const NORTH = 1 / DEGREE_M;

/** A place so many metres east and north of the start. */
function at(eastM: number, northM: number): LonLat {
  return [141.82 + eastM * EAST, LAT + northM * NORTH];
}

describe('progress along a route', () => {
  const corner = [at(0, 0), at(100, 0), at(100, 50)];

  test('is counted from the start to the point of the line that lies nearest', () => {
    const { asideM, doneM, leftM } = progressAlong(corner, at(60, -12));
    expect(asideM).toBeCloseTo(12, 1);
    expect(doneM).toBeCloseTo(60, 1);
    expect(leftM).toBeCloseTo(90, 1);
  });

  test('before the start and behind the end it is nothing and all', () => {
    expect(progressAlong(corner, at(-30, 0)).doneM).toBe(0);
    expect(progressAlong(corner, at(-30, 0)).asideM).toBeCloseTo(30, 1);
    expect(progressAlong(corner, at(100, 80)).leftM).toBeCloseTo(0, 6);
  });

  test('where the way comes back along itself, what came before tells which side it is', () => {
    const there = [at(0, 0), at(200, 0), at(200, 4), at(0, 4)];
    expect(progressAlong(there, at(50, 2), 45).doneM).toBeCloseTo(50, 0);
    expect(progressAlong(there, at(50, 2), 300).doneM).toBeCloseTo(354, 0);
  });

  test('a line of one place, and a stretch of no length, are none to stumble over', () => {
    expect(progressAlong([at(0, 0)], at(3, 4)).asideM).toBeCloseTo(5, 2);
    expect(progressAlong([at(0, 0), at(0, 0), at(10, 0)], at(4, 0)).doneM).toBeCloseTo(4, 2);
  });

  test('metres are those of the ground', () => {
    expect(metresBetween(at(0, 0), at(300, 400))).toBeCloseTo(500, 0);
  });

  test('the step is the one whose stretch is being walked, and the last one stays', () => {
    const lengths = [100, 50, 0];
    expect([0, 99, 100, 149, 150, 999].map((doneM) => stepAt(lengths, doneM))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(stepAt([], 5)).toBe(-1);
  });
});
