import { type Client, isRecord } from '../http/client';
import { HAZARDS, type Hazard, placeQuery } from './hazards';
import { numberIn, oneOf, recordsIn, textIn, textsIn, type Words, wordsOf } from './words';

export const SUITS = ['yes', 'upper_floor', 'no', 'unknown'] as const;
export type Suits = (typeof SUITS)[number];

export const STATUSES = ['open', 'opening', 'closing', 'closed'] as const;
export type ShelterStatus = (typeof STATUSES)[number];

export const CONGESTIONS = ['vacant', 'fairly_crowded', 'crowded', 'full'] as const;
export type Congestion = (typeof CONGESTIONS)[number];

export const PETS = ['yes', 'outside', 'no', 'unknown'] as const;

/** One place to go to, and how it is there now. */
export interface Shelter {
  id: string;
  name: Words;
  address: Words;
  place: [number, number];
  phone: string;
  kinds: string[];
  suits: Map<Hazard, Suits>;
  capacity: number | null;
  facilities: string[];
  pets: (typeof PETS)[number];
  barrierFree: string[];
  distanceM: number | null;
  status: ShelterStatus;
  /** Null when nobody counts. */
  congestion: Congestion | null;
  people: number | null;
  note: Words;
  changed: Date | null;
}

export interface ShelterAnswer {
  shelters: Shelter[];
  answered: Date;
}

/** As many as a town has; the nearest come first. */
const LIMIT = 200;

/** @param near what comes first lies nearest to this; null for no order */
export async function fetchShelters(client: Client, near: [number, number] | null): Promise<unknown> {
  const place = near === null ? '' : `&${placeQuery(near)}`;
  return client.getJson(`/api/shelters?limit=${LIMIT}${place}`);
}

/** @throws Error when it is no list of shelters */
export function readShelters(json: unknown): ShelterAnswer {
  if (!isRecord(json) || !Array.isArray(json['shelters'])) throw new Error('this is no list of shelters');
  return {
    shelters: recordsIn(json, 'shelters').map(readShelter),
    answered: new Date(textIn(json, 'answered')),
  };
}

function readShelter(one: Record<string, unknown>): Shelter {
  const state = isRecord(one['state']) ? one['state'] : {};
  const hazards = isRecord(one['hazards']) ? one['hazards'] : {};
  const changed = textIn(state, 'changed');
  return {
    id: textIn(one, 'id'),
    name: wordsOf(one, 'name'),
    address: wordsOf(one, 'address'),
    place: [Number(one['lon']), Number(one['lat'])],
    phone: textIn(one, 'phone'),
    kinds: textsIn(one, 'kinds'),
    suits: new Map(HAZARDS.map((hazard) => [hazard, oneOf(hazards[hazard], SUITS)])),
    capacity: numberIn(one, 'capacity'),
    facilities: textsIn(one, 'facilities'),
    pets: oneOf(one['pets'], PETS),
    barrierFree: textsIn(one, 'barrierFree'),
    distanceM: numberIn(one, 'distanceM'),
    status: oneOf(state['status'], STATUSES),
    congestion: state['full'] === true ? 'full' : (CONGESTIONS.find((word) => word === state['congestion']) ?? null),
    people: numberIn(state, 'people'),
    note: wordsOf(state, 'note'),
    changed: changed === '' ? null : new Date(changed),
  };
}
