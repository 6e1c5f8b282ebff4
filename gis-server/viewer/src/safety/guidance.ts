import { type Client, isRecord } from '../http/client';
import { HAZARDS, type Hazard, placeQuery } from './hazards';
import { CONGESTIONS, type Congestion, STATUSES, type ShelterStatus, SUITS, type Suits } from './shelters';
import { numberIn, oneOf, recordsIn, textIn, type Words, wordsOf } from './words';

export const MODES = ['foot', 'wheelchair', 'car'] as const;
export type Mode = (typeof MODES)[number];

/** Whether somebody can go to a higher floor where they are. */
export const FLOORS = ['yes', 'no', 'unknown'] as const;
export type UpperFloor = (typeof FLOORS)[number];

export const ADVICES = ['go', 'stay', 'go_up', 'leave_now_unsafe'] as const;
export type Advice = (typeof ADVICES)[number];

export const TURNS = ['start', 'straight', 'left', 'right', 'slight_left', 'slight_right', 'back', 'arrive'] as const;
export type Turn = (typeof TURNS)[number];

/** What somebody asks for. */
export interface GuidanceQuestion {
  from: [number, number];
  hazard: Hazard;
  mode: Mode;
  upperFloor: UpperFloor;
}

export interface Step {
  text: Words;
  place: [number, number];
  lengthM: number;
  turn: Turn;
}

export interface RouteWarning {
  code: string;
  text: Words;
  lengthM: number | null;
  geometry: GeoJSON.Geometry | null;
}

export interface GuidedRoute {
  shelter: {
    id: string;
    name: Words;
    place: [number, number];
    status: ShelterStatus;
    congestion: Congestion | null;
    suits: Suits;
  };
  lengthM: number;
  minutes: number;
  /** Longitude and latitude from the start to the shelter. */
  line: [number, number][];
  steps: Step[];
  warnings: RouteWarning[];
}

/** What is told besides the routes, with words. */
export interface Told {
  code: string;
  text: Words;
  count: number | null;
  shelter: string;
}

export interface Guidance {
  answered: Date;
  from: [number, number];
  hazard: Hazard;
  mode: Mode;
  advice: Advice;
  adviceWords: Words;
  reason: string;
  reasonWords: Words;
  routes: GuidedRoute[];
  avoided: Told[];
  unreachable: Told[];
  /** Changes when anything changes that the routes depend on. */
  version: string;
}

const ROUTES = 3;

/** @throws ProblemError, UnreachableError */
export async function fetchGuidance(client: Client, question: GuidanceQuestion): Promise<unknown> {
  const { from, hazard, mode, upperFloor } = question;
  return client.getJson(
    `/api/guidance?${placeQuery(from)}&hazard=${hazard}&mode=${mode}&upperFloor=${upperFloor}&routes=${ROUTES}&lang=all`,
  );
}

/** @throws Error when it is no guidance */
export function readGuidance(json: unknown): Guidance {
  if (!isRecord(json) || !Array.isArray(json['routes'])) throw new Error('this is no guidance');
  const from = isRecord(json['from']) ? json['from'] : {};
  const state = isRecord(json['state']) ? json['state'] : {};
  return {
    answered: new Date(textIn(json, 'answered')),
    from: [Number(from['lon']), Number(from['lat'])],
    hazard: HAZARDS.find((one) => one === json['hazard']) ?? 'flood',
    mode: MODES.find((one) => one === json['mode']) ?? 'foot',
    advice: ADVICES.find((one) => one === json['advice']) ?? 'stay',
    adviceWords: wordsOf({ advices: json['advices'] }, 'advice'),
    reason: textIn(json, 'reason'),
    reasonWords: wordsOf(json, 'reasonText'),
    routes: recordsIn(json, 'routes').flatMap((one) => readRoute(one) ?? []),
    avoided: recordsIn(json, 'avoided').map(readTold),
    unreachable: recordsIn(json, 'unreachable').map(readTold),
    version: textIn(state, 'version'),
  };
}

/** A route without a line helps nobody, and is left out. */
function readRoute(one: Record<string, unknown>): GuidedRoute | null {
  const line = lineIn(one['geometry']);
  if (line.length < 2) return null;
  const shelter = isRecord(one['shelter']) ? one['shelter'] : {};
  return {
    shelter: {
      id: textIn(shelter, 'id'),
      name: wordsOf(shelter, 'name'),
      place: [Number(shelter['lon']), Number(shelter['lat'])],
      status: oneOf(shelter['status'], STATUSES),
      congestion: CONGESTIONS.find((word) => word === shelter['congestion']) ?? null,
      suits: oneOf(shelter['suits'], SUITS),
    },
    lengthM: numberIn(one, 'lengthM') ?? 0,
    minutes: numberIn(one, 'minutes') ?? 0,
    line,
    steps: recordsIn(one, 'steps').map((step) => ({
      text: wordsOf(step, 'text'),
      place: [Number(step['lon']), Number(step['lat'])],
      lengthM: numberIn(step, 'lengthM') ?? 0,
      turn: TURNS.find((turn) => turn === step['turn']) ?? 'straight',
    })),
    warnings: recordsIn(one, 'warnings').map((warning) => ({
      code: textIn(warning, 'code'),
      text: wordsOf(warning, 'text'),
      lengthM: numberIn(warning, 'lengthM'),
      geometry: isRecord(warning['geometry']) ? (warning['geometry'] as unknown as GeoJSON.Geometry) : null,
    })),
  };
}

function lineIn(geometry: unknown): [number, number][] {
  if (!isRecord(geometry) || !Array.isArray(geometry['coordinates'])) return [];
  return geometry['coordinates'].flatMap((point: unknown) => {
    if (!Array.isArray(point)) return [];
    const [lon, lat] = [Number(point[0]), Number(point[1])];
    return Number.isFinite(lon) && Number.isFinite(lat) ? [[lon, lat] as [number, number]] : [];
  });
}

function readTold(one: Record<string, unknown>): Told {
  return {
    code: textIn(one, 'code'),
    text: wordsOf(one, 'text'),
    count: numberIn(one, 'count'),
    shelter: textIn(one, 'shelter'),
  };
}
