import { isRecord } from '../http/client';
import type { Language } from '../language/choice';
import { momentText } from '../language/moments';
import { type StateCode, stateOf } from './roadSheet';
import { texts } from './texts';
import { sureText } from './words';

/** How a road, or one direction of it, stands, as the server tells it of single roads. */
export interface Standing {
  state: StateCode;
  clearedAt: Date | null;
  /** 0 to 1; null when it rests on no pass. */
  confidence: number | null;
  /** Whether a vehicle was taken to be at work by its speed. */
  inferred: boolean;
  /** Of the vehicle's tracker; empty where that is not told. */
  device: string;
  lastPass: Date | null;
  passes: number | null;
  doneM: number | null;
  toDoM: number | null;
}

/** One road with both directions. */
export interface RoadAnswer {
  id: number;
  name: string;
  section: string;
  lengthM: number | null;
  whole: Standing;
  /** null where nobody travels that way. */
  forward: Standing | null;
  backward: Standing | null;
  /** The latest passes; null where these are not told. */
  evidence: Pass[] | null;
  passesInAll: number;
}

/** One traverse of the road by a vehicle. */
export interface Pass {
  device: string;
  isForward: boolean;
  left: Date;
  fromM: number;
  toM: number;
  lengthM: number;
  doing: string;
  work: string;
  inferred: boolean;
  confidence: number;
  certain: boolean;
  fixes: number;
  distanceM: number;
  hasRival: boolean;
}

/** @throws Error when it is none */
export function readRoadAnswer(json: unknown): RoadAnswer {
  if (!isRecord(json)) throw new Error('this is no answer about a road');
  const evidence = json['evidence'];
  return {
    id: Number(json['road']),
    name: textOf(json['name']),
    section: textOf(json['section']),
    lengthM: numberOf(json['lengthM']),
    whole: readStanding(json),
    forward: isRecord(json['forward']) ? readStanding(json['forward']) : null,
    backward: isRecord(json['backward']) ? readStanding(json['backward']) : null,
    evidence: Array.isArray(evidence) ? evidence.filter(isRecord).map(readPass) : null,
    passesInAll: numberOf(json['passesInAll']) ?? 0,
  };
}

/**
 * When a road was cleared, as one says it to whoever asks: `午前5時12分に除雪されました（確からしさ：高い）。`
 * Of a road that is done on one side only, that side is told.
 */
export function answerText(road: RoadAnswer, now: Date, language: Language): string {
  const words = texts[language];
  const { whole } = road;
  const side = [road.forward, road.backward].find((one) => one?.state === 'cleared');
  const isOneSide = whole.state !== 'cleared' && side !== undefined && side !== null;
  const standing = isOneSide ? side : whole;
  const sure = sureText(standing.confidence, language);
  const text = isOneSide
    ? words.streetOneSide(when(standing, now, language))
    : stateText(standing, now, language);
  const told = `${text}${sure === '' ? '' : words.sureOf(sure)}${words.end}`;
  return standing.inferred ? `${told}${language === 'en' ? ' ' : ''}${words.inferred}` : told;
}

function stateText(standing: Standing, now: Date, language: Language): string {
  const words = texts[language];
  switch (standing.state) {
    case 'cleared':
      return words.streetCleared(when(standing, now, language));
    case 'snowed-over':
      return standing.clearedAt === null
        ? words.streetSnowedOverUnknown
        : words.streetSnowedOver(when(standing, now, language));
    case 'partly':
      return words.streetPartly;
    case 'cannot-tell':
      return words.streetCannotTell;
    case 'not-yet':
      return words.streetNotYet;
    case 'none':
      return words.streetNone;
  }
}

function when({ clearedAt }: Standing, now: Date, language: Language): string {
  return clearedAt === null ? '' : momentText(clearedAt, now, language);
}

function readStanding(json: Record<string, unknown>): Standing {
  return {
    state: stateOf(json['state']),
    clearedAt: dateOf(json['clearedAt']),
    confidence: numberOf(json['confidence']),
    inferred: json['inferred'] === true,
    device: textOf(json['device']),
    lastPass: dateOf(json['lastPass']),
    passes: numberOf(json['passes']),
    doneM: numberOf(json['doneM']),
    toDoM: numberOf(json['toDoM']),
  };
}

function readPass(json: Record<string, unknown>): Pass {
  const evidence = isRecord(json['evidence']) ? json['evidence'] : {};
  return {
    device: textOf(json['device']),
    isForward: json['forward'] !== false,
    left: new Date(String(json['left'])),
    fromM: numberOf(json['fromM']) ?? 0,
    toM: numberOf(json['toM']) ?? 0,
    lengthM: numberOf(json['lengthM']) ?? 0,
    doing: textOf(json['doing']),
    work: textOf(json['work']),
    inferred: json['inferred'] === true,
    confidence: numberOf(json['confidence']) ?? 0,
    certain: json['certain'] === true,
    fixes: numberOf(evidence['fixes']) ?? 0,
    distanceM: numberOf(evidence['distanceM']) ?? 0,
    hasRival: numberOf(evidence['rival']) !== null,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function dateOf(value: unknown): Date | null {
  if (typeof value !== 'string') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}
