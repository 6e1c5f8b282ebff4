import { isRecord } from '../http/client';
import { type Level, momentOf, numberOf } from './gauge';

/** A reading that is believed. */
export interface Point {
  /** Unix seconds. */
  timeS: number;
  metres: number;
}

/** Readings by time. */
export interface History {
  points: readonly Point[];
  /** Whether there are no more of them in this time. */
  isComplete: boolean;
}

/** One row of the table: an hour. */
export interface Hour {
  beginS: number;
  lowM: number;
  highM: number;
}

const HOUR_S = 3600;

/** Reads the answer of `/api/gauges/{gauge}/readings`; what makes no sense is left out. */
export function readHistory(json: unknown): History {
  const answer = isRecord(json) ? json : {};
  const list = Array.isArray(answer['readings']) ? answer['readings'] : [];
  const points = list.flatMap((one: unknown) => {
    if (!isRecord(one)) return [];
    const time = momentOf(one['time']);
    const metres = numberOf(one['metres']);
    return time === null || metres === null ? [] : { timeS: time.getTime() / 1000, metres };
  });
  points.sort((a, b) => a.timeS - b.timeS);
  return { points, isComplete: answer['complete'] !== false };
}

/** The lowest and highest of each hour that has readings, the newest first. */
export function hoursOf(points: readonly Point[]): Hour[] {
  const hours = new Map<number, Hour>();
  for (const { timeS, metres } of points) {
    // The town's time differs by whole hours, so its hours are these.
    const beginS = Math.floor(timeS / HOUR_S) * HOUR_S;
    const hour = hours.get(beginS);
    if (hour === undefined) hours.set(beginS, { beginS, lowM: metres, highM: metres });
    else {
      hour.lowM = Math.min(hour.lowM, metres);
      hour.highM = Math.max(hour.highM, metres);
    }
  }
  return [...hours.values()].sort((a, b) => b.beginS - a.beginS);
}

/** The highest level at or below a height; null below all. */
export function levelAt(levels: readonly Level[], metres: number): Level | null {
  return levels.findLast((level) => level.metres <= metres) ?? null;
}

/**
 * Times and heights for the chart, with a hole where nothing came for long: a line across it would
 * say that somebody knows what was between.
 *
 * @param holeS a pause from which on it is a hole
 */
export function withHoles(points: readonly Point[], holeS: number): [times: number[], metres: (number | null)[]] {
  const times: number[] = [];
  const metres: (number | null)[] = [];
  for (const point of points) {
    const before = times.at(-1);
    if (before !== undefined && point.timeS - before > holeS) {
      times.push((before + point.timeS) / 2);
      metres.push(null);
    }
    times.push(point.timeS);
    metres.push(point.metres);
  }
  return [times, metres];
}

/** A pause that is a hole: some times the usual pause of this gauge, and an hour at least. */
export function holeS(points: readonly Point[]): number {
  const pauses = points.slice(1).map(({ timeS }, i) => timeS - (points[i]?.timeS ?? timeS));
  pauses.sort((a, b) => a - b);
  return Math.max(HOUR_S, 3.5 * (pauses[Math.floor(pauses.length / 2)] ?? 0));
}
