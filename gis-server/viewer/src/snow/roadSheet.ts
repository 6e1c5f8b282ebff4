import { isRecord } from '../http/client';

/** How the server says that a road, or one direction of it, stands; from good to bad. */
export const STATES = ['none', 'cleared', 'partly', 'snowed-over', 'cannot-tell', 'not-yet'] as const;

export type StateCode = (typeof STATES)[number];

/** A snowfall against which roads are told to be cleared or not. */
export interface SnowEvent {
  id: number;
  name: string;
  begin: Date;
  /** null while it is still on. */
  end: Date | null;
}

/** How one direction of a road stands. */
export interface Direction {
  /** Along the road's line. */
  isForward: boolean;
  state: StateCode;
  /** Unix seconds; null when it was never cleared as a whole. */
  clearedAt: number | null;
}

/** How all roads that one may see stand at one moment. */
export interface RoadSheet {
  event: SnowEvent | null;
  /** The layer that the roads are features of. */
  layer: string;
  /** How every road stands that is not listed. */
  otherwise: StateCode;
  roadsInAll: number;
  /** By the road's id in its layer. */
  roads: ReadonlyMap<number, readonly Direction[]>;
}

/** What a road looks like on the map: its state, and how long ago it was cleared. */
export const CONDITIONS = [
  'none',
  'notYet',
  'partly',
  'hour1',
  'hours3',
  'hours6',
  'older',
  'snowedOver',
  'cannotTell',
] as const;

export type Condition = (typeof CONDITIONS)[number];

const HOUR_S = 3600;

/** Reads the compact answer of `/api/snow/roads`. */
export function readRoadSheet(json: unknown): RoadSheet {
  if (!isRecord(json) || !Array.isArray(json['rows']) || !Array.isArray(json['states'])) {
    throw new Error('this is no answer about cleared roads');
  }
  const states = json['states'].map(stateOf);
  const roads = new Map<number, readonly Direction[]>();
  for (const row of json['rows']) addRow(roads, row, states);
  return {
    event: readEvent(json['event']),
    layer: String(json['layer'] ?? 'roads'),
    otherwise: states[Number(json['otherwise'])] ?? 'none',
    roadsInAll: Number(json['roadsInAll']) || 0,
    roads,
  };
}

/** Reads a snowfall; null when there is none. */
export function readEvent(json: unknown): SnowEvent | null {
  if (!isRecord(json) || typeof json['begin'] !== 'string') return null;
  const end = json['end'];
  return {
    id: Number(json['id']),
    name: String(json['name'] ?? ''),
    begin: new Date(json['begin']),
    end: typeof end === 'string' ? new Date(end) : null,
  };
}

/** What the event `road` tells; null for what is none. */
export interface RoadNews {
  layer: string;
  /** As in the compact answer; null when all of it has to be asked for again. */
  rows: readonly unknown[] | null;
}

export function readRoadNews(data: string): RoadNews | null {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return null;
  }
  if (!isRecord(json) || typeof json['layer'] !== 'string') return null;
  const rows: unknown = json['rows'];
  return { layer: json['layer'], rows: Array.isArray(rows) ? rows : null };
}

/** The sheet with some directions of roads as the news has them. */
export function withNews(sheet: RoadSheet, rows: readonly unknown[]): RoadSheet {
  const roads = new Map(sheet.roads);
  for (const row of rows) addRow(roads, row, STATES);
  return { ...sheet, roads };
}

/** The directions of a road. */
export function directionsOf(sheet: RoadSheet, road: number): readonly Direction[] {
  return sheet.roads.get(road) ?? [{ isForward: true, state: sheet.otherwise, clearedAt: null }];
}

/**
 * What a road looks like at a moment. A road that is cleared in one direction only is cleared in
 * part: the map has one line for both.
 *
 * @param nowS Unix seconds, from which ages count
 */
export function conditionOf(directions: readonly Direction[], nowS: number): Condition {
  const told = directions.filter(({ state }) => state !== 'none');
  const states = new Set(told.map(({ state }) => state));
  if (states.size === 0) return 'none';
  if (states.size === 1 && states.has('cleared')) return ageOf(told, nowS);
  if (states.has('cleared') || states.has('partly')) return 'partly';
  if (states.has('not-yet')) return 'notYet';
  return states.has('cannot-tell') ? 'cannotTell' : 'snowedOver';
}

/** Both directions have been cleared since the older clearing. */
function ageOf(directions: readonly Direction[], nowS: number): Condition {
  const oldest = Math.min(...directions.map(({ clearedAt }) => clearedAt ?? 0));
  const ageS = nowS - oldest;
  if (ageS < HOUR_S) return 'hour1';
  if (ageS < 3 * HOUR_S) return 'hours3';
  return ageS < 6 * HOUR_S ? 'hours6' : 'older';
}

/** How many roads look how. */
export function countConditions(sheet: RoadSheet, nowS: number): Map<Condition, number> {
  const counts = new Map<Condition, number>();
  const add = (condition: Condition, count: number) =>
    counts.set(condition, (counts.get(condition) ?? 0) + count);
  for (const directions of sheet.roads.values()) add(conditionOf(directions, nowS), 1);
  add(conditionOf(directionsOf(sheet, -1), nowS), Math.max(0, sheet.roadsInAll - sheet.roads.size));
  return counts;
}

/** A code of the server; one that is not known here promises nothing. */
export function stateOf(code: unknown): StateCode {
  return STATES.find((state) => state === code) ?? 'cannot-tell';
}

function addRow(
  roads: Map<number, readonly Direction[]>,
  row: unknown,
  states: readonly StateCode[],
): void {
  if (!Array.isArray(row)) return;
  const [road, direction, state, clearedAt] = row as unknown[];
  if (typeof road !== 'number' || typeof state !== 'number') return;
  const isForward = direction !== -1;
  const read: Direction = {
    isForward,
    state: states[state] ?? 'cannot-tell',
    clearedAt: typeof clearedAt === 'number' ? clearedAt : null,
  };
  const others = (roads.get(road) ?? []).filter((one) => one.isForward !== isForward);
  roads.set(road, isForward ? [read, ...others] : [...others, read]);
}
