import { isRecord } from '../http/client';
import type { Vehicle } from './vehicle';

/** The way of a vehicle without a long break, with the time of each place. */
export interface Trail {
  /** Empty where it is not told whose it is. */
  device: string;
  title: string;
  places: readonly [number, number][];
  /** Unix seconds, rising, as many as places. */
  times: readonly number[];
}

/** For so long after its last place a vehicle is still shown there. */
const RESTS_S = 10 * 60;
const RADIAN = Math.PI / 180;

/** Reads the answer of `/api/tracks/trails`; what makes no sense is left out. */
export function readTrails(json: unknown): Trail[] {
  if (!isRecord(json) || !Array.isArray(json['features'])) return [];
  return json['features'].flatMap((feature: unknown) => {
    if (!isRecord(feature) || !isRecord(feature['geometry']) || !isRecord(feature['properties'])) return [];
    const places = feature['geometry']['coordinates'];
    const { device, title, times } = feature['properties'];
    if (!Array.isArray(places) || !Array.isArray(times) || places.length !== times.length) return [];
    if (places.length === 0 || !times.every((time) => typeof time === 'number')) return [];
    return {
      device: typeof device === 'string' ? device : '',
      title: typeof title === 'string' ? title : '',
      places: places as [number, number][],
      times: times as number[],
    };
  });
}

/** Where a trail was at a moment, and in which direction it went; null before and long after it. */
export function placeAt(
  trail: Trail,
  atS: number,
): { place: [number, number]; courseDeg: number | null; isMoving: boolean } | null {
  const { places, times } = trail;
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined || atS < first || atS > last + RESTS_S) return null;
  const i = countUntil(times, atS) - 1;
  const from = places[i];
  const to = places[i + 1];
  if (from === undefined) return null;
  if (to === undefined) {
    const before = places[i - 1];
    return { place: from, courseDeg: before ? courseDeg(before, from) : null, isMoving: false };
  }
  const [begin = 0, end = 0] = [times[i], times[i + 1]];
  const part = end > begin ? (atS - begin) / (end - begin) : 0;
  const place: [number, number] = [
    from[0] + (to[0] - from[0]) * part,
    from[1] + (to[1] - from[1]) * part,
  ];
  return { place, courseDeg: courseDeg(from, to), isMoving: true };
}

/** The places that a trail had passed by a moment. */
export function passedBy(trail: Trail, atS: number): [number, number][] {
  const passed = trail.places.slice(0, countUntil(trail.times, atS));
  const now = placeAt(trail, atS);
  return now?.isMoving ? [...passed, now.place] : passed;
}

/** The vehicles as they were at a moment, each once. */
export function vehiclesAt(trails: readonly Trail[], atS: number): Vehicle[] {
  const found = new Map<string, Vehicle>();
  trails.forEach((trail, index) => {
    const at = placeAt(trail, atS);
    if (at === null) return;
    const vehicle: Vehicle = {
      device: trail.device,
      title: trail.title,
      place: at.place,
      time: new Date(Math.min(atS, trail.times.at(-1) ?? atS) * 1000),
      speedMps: null,
      courseDeg: at.courseDeg,
      work: '',
    };
    // Where nobody is named, each trail is somebody's.
    const key = trail.device || `#${index}`;
    const before = found.get(key);
    if (before === undefined || before.time <= vehicle.time) found.set(key, vehicle);
  });
  return [...found.values()];
}

/** How many of the times are not later than a moment. */
function countUntil(times: readonly number[], atS: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= atS) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Clockwise from north; null for no way at all. */
function courseDeg(from: readonly [number, number], to: readonly [number, number]): number | null {
  const east = (to[0] - from[0]) * Math.cos(from[1] * RADIAN);
  const north = to[1] - from[1];
  if (east === 0 && north === 0) return null;
  return (Math.atan2(east, north) / RADIAN + 360) % 360;
}
