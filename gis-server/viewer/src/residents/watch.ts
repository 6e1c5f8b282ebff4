import { type Client, isRecord } from '../http/client';

/** What the server keeps of a household that somebody has taken up. */
export interface WatchCase {
  id: number;
  version: number;
  household: number;
  state: 'open' | 'visited' | 'settled';
  /** `account:NAME` or `group:NAME`; empty while nobody looks after it. */
  assignee: string;
  /** The day to look again, as YYYY-MM-DD; empty for none. */
  followUp: string;
  origin: string;
  opened: Date;
  openedBy: string;
}

/** Why a household stands in the list. */
export interface Reason {
  code: string;
  points: number;
  /** What else the server tells of it. */
  values: Record<string, unknown>;
}

/** A household of the list. */
export interface WatchLine {
  /** From 1, the most urgent first; 0 where there is no ranking. */
  rank: number;
  household: number;
  /** Empty when the layer has none. */
  address: string;
  score: number;
  /** null when it has no place on the map. */
  place: [number, number] | null;
  reasons: Reason[];
  openCase: WatchCase | null;
}

/** A page of the list. */
export interface WatchPage {
  lines: WatchLine[];
  /** How many there are in all; null where nobody counts. */
  count: number | null;
  hasSnowfall: boolean;
  /** What the next page is asked with; empty on the last. */
  next: string;
}

/** The parts of the list; the server knows all but `settled`. */
export const FILTERS = ['all', 'without-case', 'with-case', 'reported', 'follow-up', 'settled'] as const;

export type Filter = (typeof FILTERS)[number];

/** One line of a case's history. */
export interface CaseEntry {
  time: Date;
  actor: string;
  step: string;
  outcome: string;
  note: string;
  /** Its hash; empty for none. */
  photo: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** A case with all that has been done, and the tag of this state of it. */
export interface CaseWithHistory {
  one: WatchCase;
  history: CaseEntry[];
  etag: string;
}

/** A household as it is looked at by itself. */
export interface Household {
  id: number;
  address: string;
  place: [number, number] | null;
  attributes: Record<string, unknown>;
  members: Record<string, unknown>[];
  /** The newest first. */
  cases: WatchCase[];
}

/** Somebody, or a group, that can be given a case. */
export interface Assignee {
  /** As the server takes it. */
  code: string;
  isGroup: boolean;
  name: string;
  /** In both languages of the server; null for a role that the page has words for. */
  titles: { ja: string; en: string } | null;
}

/** What was found at a visit, as the server takes it. */
export const OUTCOMES = ['well', 'helped', 'not-home', 'needs-more'] as const;

const WATCH = '/api/snow/watch';
const CASES = `${WATCH}/cases`;
const PAGE = 50;

/** @throws ProblemError, UnreachableError */
export async function fetchPage(client: Client, filter: Filter, after: string): Promise<WatchPage> {
  if (filter === 'settled') {
    const before = after === '' ? '' : `&before=${after}`;
    return readCases(await client.getJson(`${CASES}?state=settled&limit=${PAGE}${before}`));
  }
  const from = after === '' ? '' : `&after=${after}`;
  return readPage(await client.getJson(`${WATCH}?only=${filter}&limit=${PAGE}${from}`));
}

/** @throws Error when the answer is no page of the list */
export function readPage(json: unknown): WatchPage {
  if (!isRecord(json) || !Array.isArray(json['households'])) {
    throw new Error('this is no page of households');
  }
  return {
    lines: json['households'].filter(isRecord).map(readLine),
    count: Number(json['count']) || 0,
    hasSnowfall: isRecord(json['snowfall']),
    next: nextOf(json),
  };
}

/** @throws Error when the answer is no page of cases */
export function readCases(json: unknown): WatchPage {
  if (!isRecord(json) || !Array.isArray(json['cases'])) throw new Error('this is no page of cases');
  const lines = json['cases'].filter(isRecord).map((one) => ({
    rank: 0,
    household: Number(one['household']),
    address: textOf(one, 'address'),
    score: 0,
    place: placeOf(one),
    reasons: [],
    openCase: readCase(one),
  }));
  return { lines, count: null, hasSnowfall: true, next: nextOf(json) };
}

function readLine(json: Record<string, unknown>): WatchLine {
  const reasons = Array.isArray(json['reasons']) ? json['reasons'].filter(isRecord) : [];
  return {
    rank: Number(json['rank']),
    household: Number(json['household']),
    address: textOf(json, 'address'),
    score: Number(json['score']) || 0,
    place: placeOf(json),
    reasons: reasons.map(({ code, points, ...values }) => ({
      code: String(code),
      points: Number(points) || 0,
      values,
    })),
    openCase: isRecord(json['case']) ? readCase(json['case']) : null,
  };
}

export function readCase(json: Record<string, unknown>): WatchCase {
  const state = textOf(json, 'state');
  return {
    id: Number(json['id']),
    version: Number(json['version']),
    household: Number(json['household']),
    state: state === 'visited' || state === 'settled' ? state : 'open',
    assignee: textOf(json, 'assignee'),
    followUp: textOf(json, 'followUp'),
    origin: textOf(json, 'origin'),
    opened: new Date(textOf(json, 'opened')),
    openedBy: textOf(json, 'openedBy'),
  };
}

/**
 * @param purpose with one, names are shown, and the look is written down; empty for none
 * @throws ProblemError, UnreachableError
 */
export async function fetchHousehold(client: Client, id: number, purpose = ''): Promise<Household> {
  const path = `${WATCH}/households/${id}`;
  const json = purpose === '' ? await client.getJson(path) : await client.getJsonFor(purpose, path);
  if (!isRecord(json)) throw new Error('this is no household');
  const records = (name: string) => {
    const list = json[name];
    return Array.isArray(list) ? list.filter(isRecord) : [];
  };
  return {
    id,
    address: textOf(json, 'address'),
    place: placeOf(json),
    attributes: isRecord(json['attributes']) ? json['attributes'] : {},
    members: records('members').map(({ attributes }) => (isRecord(attributes) ? attributes : {})),
    cases: records('cases').map(readCase),
  };
}

/** @throws ProblemError, UnreachableError */
export async function fetchCase(client: Client, id: number): Promise<CaseWithHistory> {
  const { value, etag } = await client.getTagged(`${CASES}/${id}`);
  if (!isRecord(value)) throw new Error('this is no case');
  const history = Array.isArray(value['history']) ? value['history'].filter(isRecord) : [];
  return { one: readCase(value), history: history.map(readEntry), etag };
}

export function readEntry(json: Record<string, unknown>): CaseEntry {
  return {
    time: new Date(textOf(json, 'time')),
    actor: textOf(json, 'actor'),
    step: textOf(json, 'step'),
    outcome: textOf(json, 'outcome'),
    note: textOf(json, 'note'),
    photo: textOf(json, 'photo'),
    before: isRecord(json['before']) ? json['before'] : {},
    after: isRecord(json['after']) ? json['after'] : {},
  };
}

/** Where the browser finds a photo of a visit. */
export function photoPath(caseId: number, hash: string): string {
  return `${CASES}/${caseId}/photos/${encodeURIComponent(hash)}`;
}

/**
 * Takes a household up.
 *
 * @param report the id of the report it is taken up for; empty for none
 * @throws ProblemError 409 `case-open` when somebody has done so meanwhile; UnreachableError
 */
export async function openCase(
  client: Client,
  household: number,
  origin: string,
  report: string,
  note: string,
): Promise<void> {
  const of = report === '' ? {} : { report };
  await client.postJson(CASES, { household, origin, note, ...of });
}

/** @throws ProblemError 412 `case-stale` when it is not as it was seen; UnreachableError */
export async function stepCase(
  client: Client,
  id: number,
  step: Record<string, unknown>,
  etag: string,
): Promise<void> {
  await client.patchJson(`${CASES}/${id}`, step, etag);
}

/** @throws ProblemError 412 `case-stale` when it is not as it was seen; UnreachableError */
export async function visitCase(
  client: Client,
  id: number,
  visit: { outcome: string; note: string; photo: File | null },
  etag: string,
): Promise<void> {
  const path = `${CASES}/${id}/visits`;
  const { outcome, note, photo } = visit;
  if (photo === null) {
    await client.postJson(path, { outcome, note }, etag);
    return;
  }
  const form = new FormData();
  form.append('outcome', outcome);
  form.append('note', note);
  form.append('file', photo);
  await client.postForm(path, form, etag);
}

/** @throws ProblemError, UnreachableError */
export async function fetchAssignees(client: Client): Promise<Assignee[]> {
  return readAssignees(await client.getJson(`${WATCH}/assignees`));
}

export function readAssignees(json: unknown): Assignee[] {
  const records = (name: string) => {
    const list = isRecord(json) ? json[name] : undefined;
    return Array.isArray(list) ? list.filter(isRecord) : [];
  };
  const groups = records('groups').map((group): Assignee => {
    const { title } = group;
    const name = textOf(group, 'name');
    const titles = isRecord(title) ? { ja: textOf(title, 'ja'), en: textOf(title, 'en') } : null;
    return { code: `group:${name}`, isGroup: true, name, titles };
  });
  const accounts = records('accounts').map((account): Assignee => ({
    code: `account:${textOf(account, 'name')}`,
    isGroup: false,
    name: textOf(account, 'displayName'),
    titles: null,
  }));
  return [...groups, ...accounts];
}

function placeOf(json: Record<string, unknown>): [number, number] | null {
  const { lon, lat } = json;
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : null;
}

function nextOf(json: Record<string, unknown>): string {
  const { next } = json;
  return typeof next === 'number' || typeof next === 'string' ? String(next) : '';
}

function textOf(json: Record<string, unknown>, name: string): string {
  const value = json[name];
  return typeof value === 'string' ? value : '';
}
