/** A place as longitude and latitude in degrees. */
export type LonLat = readonly [number, number];

/** Where somebody is on a route. */
export interface Progress {
  /** How far the place lies from the line, in metres. */
  asideM: number;
  /** Along the line from its start to the nearest point of it, in metres. */
  doneM: number;
  /** From there to the end, in metres. */
  leftM: number;
}

/** Metres in one degree of latitude on a sphere of the earth's mean radius (6,371,008.8 m). */
const DEGREE_M = (Math.PI / 180) * 6_371_008.8;

/** Metres between two places of a town, on the plane that touches the earth there. */
export function metresBetween(from: LonLat, to: LonLat): number {
  const [x, y] = onPlane(from, to);
  return Math.hypot(x, y);
}

/**
 * How far along a route a place is.
 *
 * A way may come near itself again, as on two sides of a river; then what lies ahead of the progress
 * before is believed, as far as that is nearly as close as the nearest stretch.
 *
 * @param line at least one place
 * @param beforeM how far it was before, in metres along the line; 0 at the start
 */
export function progressAlong(line: readonly LonLat[], place: LonLat, beforeM = 0): Progress {
  const found: { asideM: number; doneM: number }[] = [];
  let wholeM = 0;
  for (let i = 1; i < line.length; i++) {
    const from = line[i - 1] as LonLat;
    const to = line[i] as LonLat;
    const [ax, ay] = onPlane(place, from);
    const [bx, by] = onPlane(place, to);
    const lengthM = Math.hypot(bx - ax, by - ay);
    const part =
      lengthM === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / lengthM ** 2));
    found.push({
      asideM: Math.hypot(ax + part * (bx - ax), ay + part * (by - ay)),
      doneM: wholeM + part * lengthM,
    });
    wholeM += lengthM;
  }
  const first = found[0];
  if (first === undefined) {
    const only = line[0];
    return { asideM: only === undefined ? Infinity : metresBetween(place, only), doneM: 0, leftM: 0 };
  }
  const nearestM = Math.min(...found.map(({ asideM }) => asideM));
  const close = found.filter(({ asideM }) => asideM <= nearestM + SAME_M);
  const likely = close.reduce((one, other) =>
    Math.abs(other.doneM - beforeM) < Math.abs(one.doneM - beforeM) ? other : one,
  );
  const around = found.filter(({ doneM }) => Math.abs(doneM - likely.doneM) <= AROUND_M);
  const best = around.reduce((one, other) => (other.asideM < one.asideM ? other : one));
  return { ...best, leftM: wholeM - best.doneM };
}

/** Stretches that are so nearly equally close are told apart by what came before. */
const SAME_M = 5;
/** What lies so near along the line is one part of the way. */
const AROUND_M = 30;

/**
 * Which step of a route somebody is at.
 *
 * @param lengthsM of the steps in their order
 * @returns its index; -1 when there are none
 */
export function stepAt(lengthsM: readonly number[], doneM: number): number {
  let endM = 0;
  for (const [index, lengthM] of lengthsM.entries()) {
    endM += lengthM;
    if (doneM < endM) return index;
  }
  return lengthsM.length - 1;
}

/** East and north of a place, in metres. */
function onPlane(origin: LonLat, place: LonLat): [number, number] {
  const across = Math.cos((origin[1] * Math.PI) / 180);
  return [(place[0] - origin[0]) * DEGREE_M * across, (place[1] - origin[1]) * DEGREE_M];
}
