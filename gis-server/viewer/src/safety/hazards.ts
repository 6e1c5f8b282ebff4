import { type Client, isRecord } from '../http/client';
import { numberIn, oneOf, recordsIn, textIn, type Words, wordsOf } from './words';

/** What people flee from, as the interface names it, in the order in which the page shows it. */
export const HAZARDS = [
  'flood',
  'inland_flood',
  'landslide',
  'tsunami',
  'storm_surge',
  'earthquake',
  'fire',
  'volcano',
] as const;

export type Hazard = (typeof HAZARDS)[number];

/** How a place lies to an area; `unknown` where there is no map of it, which is not safe. */
export const RESULTS = ['in', 'near', 'out', 'unknown'] as const;

export type Result = (typeof RESULTS)[number];

/** How deep water may come, in metres; `toM` null is open above. */
export interface Depth {
  fromM: number;
  toM: number | null;
}

/** How long water stays, in hours; `toHours` null is open above. */
export interface Duration {
  fromHours: number;
  toHours: number | null;
}

export interface MapAnswer {
  map: string;
  title: Words;
  scale: string;
  cause: Words;
  result: Result;
  depth: Depth | null;
  /** What a grid of depths says of the very place, in metres. */
  gridM: number | null;
  /** How long water stays, in hours; null when that is not told. */
  duration: Duration | null;
  zone: string;
  phenomenon: string;
  collapse: string;
  layer: string;
  source: Words;
  licence: string;
  date: string;
  accuracyM: number | null;
  /** Whether the map is the law's own or for reference, in words, and the law. */
  status: Words;
  basis: string;
}

export interface HazardAnswer {
  hazard: Hazard;
  title: Words;
  result: Result;
  summary: Words;
  advice: Words;
  /** What the picture of the depth shows; null without a depth. */
  picture: Depth | null;
  maps: MapAnswer[];
}

/** One of the five levels of warning. */
export interface Level {
  level: number;
  warning: Words;
  meaning: Words;
  evacuation: Words;
}

/** What may happen at a place. */
export interface PlaceAnswer {
  place: [number, number];
  answered: Date;
  hazards: HazardAnswer[];
  notice: Words;
  levels: Level[];
}

/** Metres are enough for an answer, and tell no more than that. */
const DIGITS = 5;

/** A position as it is asked for. */
export function placeQuery([lon, lat]: readonly [number, number]): string {
  return `lon=${lon.toFixed(DIGITS)}&lat=${lat.toFixed(DIGITS)}`;
}

/** @throws ProblemError, UnreachableError, Error when the answer is none about a place */
export async function fetchHazards(client: Client, place: [number, number]): Promise<unknown> {
  return client.getJson(`/api/hazards?${placeQuery(place)}&lang=all`);
}

/** @throws Error when it is no answer about a place */
export function readPlaceAnswer(json: unknown): PlaceAnswer {
  if (!isRecord(json) || !Array.isArray(json['hazards'])) throw new Error('this is no answer about a place');
  const place = isRecord(json['place']) ? json['place'] : {};
  const levels = isRecord(json['levels']) ? json['levels'] : {};
  return {
    place: [Number(place['lon']), Number(place['lat'])],
    answered: new Date(textIn(json, 'answered')),
    hazards: recordsIn(json, 'hazards').flatMap((one) => readHazard(one) ?? []),
    notice: wordsOf(json, 'notice'),
    levels: readLevels(levels),
  };
}

/** @param scheme as the interface gives one (`{"levels": […]}`) */
export function readLevels(scheme: Record<string, unknown>): Level[] {
  return recordsIn(scheme, 'levels').map((one) => ({
    level: numberIn(one, 'level') ?? 0,
    warning: wordsOf(one, 'warning'),
    meaning: wordsOf(one, 'meaning'),
    evacuation: wordsOf(one, 'evacuation'),
  }));
}

function readHazard(one: Record<string, unknown>): HazardAnswer | null {
  const hazard = HAZARDS.find((known) => known === one['hazard']);
  if (hazard === undefined) return null;
  const picture = isRecord(one['picture']) ? one['picture'] : {};
  const fromM = numberIn(picture, 'depthFromM');
  const toM = numberIn(picture, 'depthToM');
  return {
    hazard,
    title: wordsOf(one, 'title'),
    result: oneOf(one['result'], RESULTS),
    summary: wordsOf(one, 'summary'),
    advice: wordsOf(one, 'advice'),
    picture: fromM === null && toM === null ? null : { fromM: fromM ?? 0, toM },
    maps: recordsIn(one, 'maps').map(readMap),
  };
}

function readMap(one: Record<string, unknown>): MapAnswer {
  const source = isRecord(one['source']) ? one['source'] : {};
  const depth = isRecord(one['depth']) ? one['depth'] : null;
  const title = wordsOf(one, 'title');
  return {
    map: textIn(one, 'map'),
    title: title.ja === '' ? wordsOf(source, 'title') : title,
    scale: textIn(one, 'scale'),
    cause: wordsOf(one, 'cause'),
    result: oneOf(one['result'], RESULTS),
    depth:
      depth === null
        ? null
        : { fromM: numberIn(depth, 'fromM') ?? 0, toM: numberIn(depth, 'toM') },
    gridM: numberIn(one, 'gridM'),
    duration: durationIn(one['duration']),
    zone: textIn(one, 'zone'),
    phenomenon: textIn(one, 'phenomenon'),
    collapse: textIn(one, 'collapse'),
    layer: textIn(source, 'layer'),
    source: wordsOf(source, 'source'),
    licence: textIn(source, 'licence'),
    date: textIn(source, 'date'),
    accuracyM: numberIn(source, 'accuracyM'),
    status: wordsOf(source, 'statusText'),
    basis: textIn(source, 'basis'),
  };
}

function durationIn(value: unknown): Duration | null {
  if (!isRecord(value)) return null;
  const fromHours = numberIn(value, 'fromHours');
  const toHours = numberIn(value, 'toHours');
  return fromHours === null && toHours === null ? null : { fromHours: fromHours ?? 0, toHours };
}

/** @throws ProblemError, UnreachableError */
export async function fetchHazardLayers(client: Client): Promise<Map<string, string[]>> {
  return layersByHazard(await client.getJson('/api/hazards/maps'));
}

/** Lesser scales lie within the largest one, and numbers of depth within its zones: over each other they would be read as one. */
const LESSER = ['planned', 'frequent'];

/** Which layers show a hazard on the map: its zones at the largest scale, and where there are none its first map. */
export function layersByHazard(json: unknown): Map<string, string[]> {
  const maps = isRecord(json) ? recordsIn(json, 'maps') : [];
  const layers = new Map<string, string[]>();
  for (const hazard of HAZARDS) {
    const own = maps.filter((map) => map['hazard'] === hazard);
    const zones = own.filter((map) => map['kind'] !== 'grid' && !LESSER.includes(textIn(map, 'scale')));
    const shown = zones.length > 0 ? zones : own.slice(0, 1);
    if (shown.length > 0) layers.set(hazard, [...new Set(shown.map((map) => textIn(map, 'layer')))]);
  }
  return layers;
}

