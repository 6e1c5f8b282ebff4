import type { Gauge } from './gauge';

/** A bar's scale in metres, and where things stand on it, from 0 at its foot to 1 at its top. */
export interface Bar {
  lowM: number;
  highM: number;
  /** How far it is filled; null without a reading. */
  fill: number | null;
  /** In the order of the gauge's levels. */
  levels: readonly number[];
  embankment: number | null;
}

/** Room below the lowest level and above the highest mark, in parts of what lies between them. */
const BELOW = 0.45;
const ABOVE = 0.12;
/** The least that lies between, so that a single level has a scale too. */
const LEAST_M = 0.5;

/**
 * The bar of a gauge: its levels spread it, so that low water does not squeeze them together, and a
 * reading below or above them widens it.
 */
export function barOf({ levels, embankmentM, latest }: Gauge): Bar {
  const value = latest?.metres ?? null;
  const marks = [...levels.map(({ metres }) => metres), ...(embankmentM === null ? [] : [embankmentM])];
  if (marks.length === 0) marks.push(value ?? 0);
  const lowest = Math.min(...marks);
  const highest = Math.max(...marks);
  const between = Math.max(LEAST_M, highest - lowest);
  const lowM = Math.min(lowest - between * BELOW, (value ?? lowest) - between * ABOVE);
  const highM = Math.max(highest, value ?? highest) + between * ABOVE;
  const at = (metres: number) => (metres - lowM) / (highM - lowM);
  return {
    lowM,
    highM,
    fill: value === null ? null : at(value),
    levels: levels.map(({ metres }) => at(metres)),
    embankment: embankmentM === null ? null : at(embankmentM),
  };
}

/**
 * Where labels come to stand that would overlap: each as near to its mark as its neighbours leave it.
 *
 * @param marks from low to high, any unit
 * @param room that a label takes
 * @param from where the lowest may stand, at least
 * @param to where the highest may stand, at most
 */
export function spread(marks: readonly number[], room: number, from: number, to: number): number[] {
  const placed: number[] = [];
  for (const mark of marks) placed.push(Math.max(mark, (placed.at(-1) ?? from - room) + room));
  let above = to + room;
  for (let i = placed.length - 1; i >= 0; i--) {
    placed[i] = Math.min(placed[i] ?? 0, above - room);
    above = placed[i] ?? 0;
  }
  return placed;
}
