import { describe, expect, test } from 'vitest';
import { holeS, hoursOf, levelAt, readHistory, withHoles } from './history';

const at = (minutes: number, metres: number) => ({ timeS: minutes * 60, metres });

describe('the last days of a gauge', () => {
  test('are read by time, without what makes no sense', () => {
    const history = readHistory({
      complete: false,
      readings: [{ time: '2026-09-01T00:10:00Z', metres: 2 }, { time: '2026-09-01T00:00:00Z', metres: 1 }, { time: 'x', metres: 1 }, {}],
    });
    expect(history.points.map(({ metres }) => metres)).toEqual([1, 2]);
    expect(history.isComplete).toBe(false);
    expect(readHistory(null)).toEqual({ points: [], isComplete: true });
  });

  test('as a table: the lowest and highest of each hour, the newest first', () => {
    expect(hoursOf([at(10, 1), at(20, 3), at(50, 2), at(61, 5)])).toEqual([
      { beginS: 3600, lowM: 5, highM: 5 },
      { beginS: 0, lowM: 1, highM: 3 },
    ]);
  });

  test('the line has a hole where nothing came', () => {
    const points = [at(0, 1), at(10, 1), at(20, 1), at(200, 2), at(210, 2)];
    const [times, metres] = withHoles(points, holeS(points));
    expect(metres).toEqual([1, 1, 1, null, 2, 2]);
    expect(times[3]).toBe(110 * 60);
    expect(withHoles(points, 1e9)[1]).not.toContain(null);
  });

  test('what comes once a day has no holes', () => {
    const points = [at(0, 1), at(1440, 1), at(2880, 1)];
    expect(withHoles(points, holeS(points))[1]).toEqual([1, 1, 1]);
  });

  test('a height has the highest level at or below it', () => {
    const levels = [
      { code: 'a', name: 'a', metres: 1, severity: 'standby' as const },
      { code: 'b', name: 'b', metres: 2, severity: 'caution' as const },
    ];
    expect(levelAt(levels, 2)?.code).toBe('b');
    expect(levelAt(levels, 0.9)).toBeNull();
  });
});
