import { isRecord } from '../http/client';

/** A vehicle where it was last. */
export interface Vehicle {
  /** The name of its tracker; empty where it is not told. */
  device: string;
  /** What people call it; empty where it is not told. */
  title: string;
  /** Longitude and latitude. */
  place: [number, number];
  time: Date;
  speedMps: number | null;
  /** Degrees clockwise from north; null while it is not known. */
  courseDeg: number | null;
  /** A code of the kinds of winter maintenance; empty for none. */
  work: string;
}

/** Below this a vehicle stands: receivers tell some speed at rest, too. */
const STANDS_MPS = 0.7;
/** Silent for longer, and where it is now is not known. */
const SILENT_S = 10 * 60;
/** A vehicle that was last heard so long ago is not out tonight. */
const OUT_S = 24 * 3600;

/** Reads the answer of `/api/tracks`; what makes no sense is left out. */
export function readVehicles(json: unknown): Vehicle[] {
  if (!isRecord(json) || !Array.isArray(json['features'])) return [];
  return json['features'].flatMap((feature: unknown) => {
    if (!isRecord(feature) || !isRecord(feature['geometry']) || !isRecord(feature['properties'])) return [];
    const place = feature['geometry']['coordinates'];
    if (!Array.isArray(place)) return [];
    return vehicleOf(feature['properties'], place[0], place[1]) ?? [];
  });
}

/** Reads the data of the event `position`; what makes no sense is left out. */
export function readPositions(data: string): Vehicle[] {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return [];
  }
  if (!isRecord(json) || !Array.isArray(json['vehicles'])) return [];
  return json['vehicles'].flatMap((one: unknown) =>
    isRecord(one) ? (vehicleOf(one, one['lon'], one['lat']) ?? []) : [],
  );
}

/** The vehicles with those that have moved; what is older than what is known stays out. */
export function withMoved(vehicles: readonly Vehicle[], moved: readonly Vehicle[]): Vehicle[] {
  const byDevice = new Map(vehicles.map((vehicle) => [vehicle.device, vehicle]));
  for (const vehicle of moved) {
    const before = byDevice.get(vehicle.device);
    if (before !== undefined && before.time > vehicle.time) continue;
    // The news says nothing of the work.
    byDevice.set(vehicle.device, { ...vehicle, work: vehicle.work || (before?.work ?? '') });
  }
  return [...byDevice.values()];
}

/** The vehicles in the order of a list: by title, those not heard for a day left out. */
export function listed(vehicles: readonly Vehicle[], now: Date): Vehicle[] {
  return vehicles
    .filter(({ time }) => ageS(time, now) < OUT_S)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'ja', { numeric: true }));
}

export function nameOf({ title, device }: Vehicle): string {
  return title || device;
}

/** Whether it has been silent for so long that it may be anywhere; without a name it is shown late. */
export function isSilent({ device, time }: Vehicle, now: Date): boolean {
  return device !== '' && ageS(time, now) > SILENT_S;
}

/** Whether it stands; null when nobody said how fast it is. */
export function stands({ speedMps }: Vehicle): boolean | null {
  return speedMps === null ? null : speedMps < STANDS_MPS;
}

/** Seconds since a moment. */
export function ageS(time: Date, now: Date): number {
  return (now.getTime() - time.getTime()) / 1000;
}

function vehicleOf(properties: Record<string, unknown>, lon: unknown, lat: unknown): Vehicle | null {
  const time = new Date(String(properties['time']));
  if (typeof lon !== 'number' || typeof lat !== 'number' || Number.isNaN(time.getTime())) return null;
  return {
    device: textOf(properties['device']),
    title: textOf(properties['title']),
    place: [lon, lat],
    time,
    speedMps: numberOf(properties['speedMps']),
    courseDeg: numberOf(properties['courseDeg']),
    work: textOf(properties['work']),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
