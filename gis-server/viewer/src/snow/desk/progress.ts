import { isRecord } from '../../http/client';
import type { Box } from '../../maps/tileGrid';
import { type StateCode, stateOf } from '../roadSheet';

/** How far clearing is: in all, of a district, or of a course. */
export interface Sum {
  district: string;
  course: string;
  contractor: string;
  lengthM: number;
  doneM: number;
  /** 0 to 1. */
  share: number;
  late: number;
  lateM: number;
  lastPass: Date | null;
  box: Box | null;
}

/** A road that waits to be cleared. */
export interface Waiting {
  road: number;
  section: string;
  priority: string;
  district: string;
  course: string;
  state: StateCode;
  waitingS: number;
  target: Date | null;
  late: boolean;
}

/** The answer of `/api/snow/progress`. */
export interface Progress {
  at: Date;
  hasEvent: boolean;
  total: Sum;
  districts: Sum[];
  courses: Sum[];
  unknownSections: number;
  waiting: Waiting[];
}

/** @throws Error when it is none */
export function readProgress(json: unknown): Progress {
  if (!isRecord(json)) throw new Error('this is no answer about progress');
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);
  return {
    at: new Date(String(json['at'])),
    hasEvent: isRecord(json['event']),
    total: readSum(isRecord(json['total']) ? json['total'] : {}),
    districts: list(json['districts']).map(readSum),
    courses: list(json['courses']).map(readSum),
    unknownSections: Number(json['unknownSections']) || 0,
    waiting: list(json['waiting']).map(readWaiting),
  };
}

function readSum(json: Record<string, unknown>): Sum {
  const box = json['bbox'];
  return {
    district: textOf(json['district']),
    course: textOf(json['course']),
    contractor: textOf(json['contractor']),
    lengthM: Number(json['lengthM']) || 0,
    doneM: Number(json['doneM']) || 0,
    share: Number(json['share']) || 0,
    late: Number(json['late']) || 0,
    lateM: Number(json['lateM']) || 0,
    lastPass: dateOf(json['lastPass']),
    box: Array.isArray(box) && box.length === 4 ? (box as unknown as Box) : null,
  };
}

function readWaiting(json: Record<string, unknown>): Waiting {
  return {
    road: Number(json['road']),
    section: textOf(json['section']),
    priority: textOf(json['priority']),
    district: textOf(json['district']),
    course: textOf(json['course']),
    state: stateOf(json['state']),
    waitingS: Number(json['waitingS']) || 0,
    target: dateOf(json['target']),
    late: json['late'] === true,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null;
}
