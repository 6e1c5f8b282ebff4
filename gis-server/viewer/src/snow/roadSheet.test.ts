import { describe, expect, test } from 'vitest';
import {
  conditionOf,
  countConditions,
  type Direction,
  readRoadNews,
  readRoadSheet,
  type StateCode,
  withNews,
} from './roadSheet';

const NOW = 1_769_800_000;
const HOUR = 3600;

const ANSWER = {
  event: { id: 3, name: '1月30日の大雪', begin: '2026-01-30T09:00:00Z', end: null },
  layer: 'roads',
  states: ['none', 'cleared', 'partly', 'snowed-over', 'cannot-tell', 'not-yet'],
  roadsInAll: 10,
  otherwise: 5,
  columns: ['road', 'direction', 'state', 'clearedAt', 'confidence'],
  rows: [
    [7, 1, 1, NOW - 60, 0.97],
    [7, -1, 1, NOW - 2 * HOUR, 0.9],
    [9, 1, 4, null, 0.5],
  ],
};

const way = (state: StateCode, agoS: number | null = null, isForward = true): Direction => ({
  isForward,
  state,
  clearedAt: agoS === null ? null : NOW - agoS,
});

describe('how roads stand', () => {
  test('is read row by row, both directions of a road together', () => {
    const sheet = readRoadSheet(ANSWER);
    expect(sheet.event?.name).toBe('1月30日の大雪');
    expect(sheet.otherwise).toBe('not-yet');
    expect(sheet.roads.get(7)).toEqual([way('cleared', 60), way('cleared', 2 * HOUR, false)]);
    expect(sheet.roads.get(9)).toEqual([way('cannot-tell')]);
  });

  test('an answer of another kind is refused', () => {
    expect(() => readRoadSheet({ type: 'FeatureCollection' })).toThrow('cleared roads');
  });

  test('news replace one direction and leave the other, and the sheet before as it was', () => {
    const before = readRoadSheet(ANSWER);
    const after = withNews(before, [[7, 1, 3, NOW - 60, 0.9], ['x', 1, 1]]);
    expect(after.roads.get(7)).toEqual([way('snowed-over', 60), way('cleared', 2 * HOUR, false)]);
    expect(before.roads.get(7)?.[0]?.state).toBe('cleared');
  });

  test('news without rows mean everything; nonsense is no news', () => {
    expect(readRoadNews('{"layer":"roads","rows":null}')).toEqual({ layer: 'roads', rows: null });
    expect(readRoadNews('{"rows":[]}')).toBeNull();
    expect(readRoadNews('road')).toBeNull();
  });
});

describe('what a road looks like', () => {
  test.each([
    [0, 'hour1'],
    [HOUR - 1, 'hour1'],
    [HOUR, 'hours3'],
    [3 * HOUR - 1, 'hours3'],
    [3 * HOUR, 'hours6'],
    [6 * HOUR, 'older'],
  ])('cleared %i seconds ago: %s', (agoS, condition) => {
    expect(conditionOf([way('cleared', agoS)], NOW)).toBe(condition);
  });

  test('is as old as the direction that was cleared first', () => {
    const both = [way('cleared', 60), way('cleared', 4 * HOUR, false)];
    expect(conditionOf(both, NOW)).toBe('hours6');
  });

  test('one cleared direction clears the road in part, never as a whole', () => {
    for (const other of ['not-yet', 'cannot-tell', 'snowed-over', 'partly'] as const) {
      expect(conditionOf([way('cleared', 60), way(other, null, false)], NOW)).toBe('partly');
    }
  });

  test('otherwise the worse direction decides', () => {
    const look = (...states: StateCode[]) => conditionOf(states.map((state) => way(state)), NOW);
    expect(look('snowed-over', 'cannot-tell')).toBe('cannotTell');
    expect(look('cannot-tell', 'not-yet')).toBe('notYet');
    expect(look('snowed-over')).toBe('snowedOver');
    expect(look('none', 'none')).toBe('none');
  });

  test('counts roads that are not listed, too', () => {
    const counts = countConditions(readRoadSheet(ANSWER), NOW);
    expect(Object.fromEntries(counts)).toEqual({ hours3: 1, cannotTell: 1, notYet: 8 });
  });
});
