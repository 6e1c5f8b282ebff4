import { isRecord } from '../http/client';
import { type Worded, worded, wordedIn } from '../language/worded';

// Shelters as /api/shelters gives them.

export const STATUSES = ['closed', 'opening', 'open', 'closing'] as const;
export type Status = (typeof STATUSES)[number];

/** By people against places: below 30, 60 and 80 %, and from there on. */
export const CONGESTIONS = ['vacant', 'fairly_crowded', 'crowded', 'full'] as const;
export type Congestion = (typeof CONGESTIONS)[number];

export const SUITS = ['yes', 'upper_floor', 'no', 'unknown'] as const;
/** Whether a shelter is meant for a hazard. */
export type Suits = (typeof SUITS)[number];

export const FACILITIES = ['toilet', 'water', 'power', 'heating', 'wifi', 'kitchen', 'stock', 'medical', 'parking'] as const;
export type Facility = (typeof FACILITIES)[number];

export const PETS = ['yes', 'outside', 'no', 'unknown'] as const;
export type Pets = (typeof PETS)[number];

export const BARRIER_FREE = ['ramp', 'toilet', 'elevator', 'parking', 'bed'] as const;
export type BarrierFree = (typeof BARRIER_FREE)[number];

/** What somebody said of a shelter last. */
export interface ShelterState {
  status: Status;
  /** null where nobody counts. */
  people: number | null;
  /** null where nobody counts, the capacity is not known, or it is not open. */
  congestion: Congestion | null;
  /** Said by hand, whatever the count. */
  full: boolean;
  note: string;
  /** null when nobody has said anything yet. */
  changed: Date | null;
  /** Who; told to those only who keep shelters. Empty otherwise. */
  by: string;
  version: number;
}

export interface Shelter {
  id: string;
  /** The layer that it stands in. */
  layer: string;
  /** The id of its feature there; empty for none. */
  feature: string;
  names: Worded;
  kana: string;
  address: string;
  place: [number, number] | null;
  phone: string;
  kinds: readonly string[];
  /** By the hazard's word. */
  hazards: Readonly<Record<string, Suits>>;
  capacity: number | null;
  facilities: readonly Facility[];
  pets: Pets;
  barrierFree: readonly BarrierFree[];
  state: ShelterState;
}

/** All shelters that somebody sees. */
export interface ShelterSheet {
  /** The server's time. */
  answered: Date;
  /** Whether whoever asks opens and closes shelters. */
  keeps: boolean;
  shelters: readonly Shelter[];
}

/** Reads the answer of `/api/shelters`. @throws Error when it is no list of shelters */
export function readShelters(json: unknown): ShelterSheet {
  if (!isRecord(json) || !Array.isArray(json['shelters'])) throw new Error('the answer is no list of shelters');
  return {
    answered: momentOf(json['answered']) ?? new Date(),
    keeps: json['keeps'] === true,
    shelters: json['shelters'].flatMap((one: unknown) => readShelter(one) ?? []),
  };
}

/** Reads one shelter; null when it is none. */
export function readShelter(json: unknown): Shelter | null {
  if (!isRecord(json) || typeof json['id'] !== 'string') return null;
  const lon = numberOf(json['lon']);
  const lat = numberOf(json['lat']);
  const names = wordedIn(json, 'name');
  return {
    id: json['id'],
    layer: textOf(json['layer']),
    feature: typeof json['feature'] === 'number' || typeof json['feature'] === 'string' ? String(json['feature']) : '',
    names: names.ja === '' ? worded(json['id']) : names,
    kana: textOf(json['kana']),
    address: textOf(json['address']),
    place: lon === null || lat === null ? null : [lon, lat],
    phone: textOf(json['phone']),
    kinds: textsOf(json['kinds']),
    hazards: hazardsOf(json['hazards']),
    capacity: numberOf(json['capacity']),
    facilities: knownOf(FACILITIES, json['facilities']),
    pets: oneOf(PETS, json['pets']) ?? 'unknown',
    barrierFree: knownOf(BARRIER_FREE, json['barrierFree']),
    state: readState(json['state']),
  };
}

function readState(json: unknown): ShelterState {
  const state = isRecord(json) ? json : {};
  return {
    status: oneOf(STATUSES, state['status']) ?? 'closed',
    people: numberOf(state['people']),
    congestion: oneOf(CONGESTIONS, state['congestion']),
    full: state['full'] === true,
    note: textOf(state['note']),
    changed: momentOf(state['changed']),
    by: textOf(state['by']),
    version: numberOf(state['version']) ?? 0,
  };
}

/**
 * How crowded a shelter is, by the same borders as the server's; so that a phone without a network
 * tells what its own count means.
 */
export function congestionOf(people: number | null, capacity: number | null, full: boolean): Congestion | null {
  if (full) return 'full';
  if (people === null || capacity === null || capacity <= 0) return null;
  const part = people / capacity;
  if (part < 0.3) return 'vacant';
  if (part < 0.6) return 'fairly_crowded';
  return part < 0.8 ? 'crowded' : 'full';
}

/** Reads the news of shelters: whose state is another now. */
export function readShelterNews(data: string): string[] {
  try {
    const json: unknown = JSON.parse(data);
    return isRecord(json) ? textsOf(json['shelters']) : [];
  } catch {
    return [];
  }
}

function hazardsOf(json: unknown): Record<string, Suits> {
  const suits: Record<string, Suits> = {};
  if (!isRecord(json)) return suits;
  for (const [hazard, value] of Object.entries(json)) suits[hazard] = oneOf(SUITS, value) ?? 'unknown';
  return suits;
}

export function oneOf<T extends string>(known: readonly T[], value: unknown): T | null {
  return known.find((one) => one === value) ?? null;
}

function knownOf<T extends string>(known: readonly T[], value: unknown): T[] {
  const told = new Set(textsOf(value));
  return known.filter((one) => told.has(one));
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function momentOf(value: unknown): Date | null {
  if (typeof value !== 'string') return null;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
