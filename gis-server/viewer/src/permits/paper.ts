import { isRecord } from '../http/client';

// Papers of the counter and what was taken in for them, as /api/sites/certificates and its
// neighbours give it.

export const STATES = ['making', 'due', 'paid', 'free', 'void'] as const;
export type PaperState = (typeof STATES)[number];

export interface Paper {
  number: string;
  kind: 'site' | 'copy';
  state: PaperState;
  issued: string;
  asOf: string;
  /** Empty at the desk. */
  terminal: string;
  places: string[];
  feeYen: number;
  pages: number;
  /** Address of the PDF; empty when it never became whole. */
  pdf: string;
  /** Address of the receipt; empty when nothing was paid. */
  receipt: string;
  reason: string;
}

export interface Sum {
  papers: number;
  yen: number;
}

export interface Takings {
  from: number;
  to: number;
  paid: Sum;
  back: Sum;
  due: Sum;
  totalYen: number;
}

export interface Closing {
  number: number;
  at: string;
  author: string;
  takings: Takings;
  countedYen: number | null;
  differenceYen: number | null;
  note: string;
}

/** @throws Error when it is no paper */
export function readPaper(json: unknown): Paper {
  if (!isRecord(json) || typeof json['number'] !== 'string') throw new Error('no paper');
  return {
    number: json['number'],
    kind: json['kind'] === 'copy' ? 'copy' : 'site',
    state: STATES.find((state) => state === json['state']) ?? 'making',
    issued: text(json['issued']),
    asOf: text(json['asOf']),
    terminal: text(json['terminal']),
    places: Array.isArray(json['places']) ? json['places'].map(String) : [],
    feeYen: number(json['feeYen']),
    pages: number(json['pages']),
    pdf: text(json['pdf']),
    receipt: text(json['receipt']),
    reason: text(json['reason']),
  };
}

/** @throws Error when it is no list of papers */
export function readPapers(json: unknown): { papers: Paper[]; next: string } {
  if (!isRecord(json) || !Array.isArray(json['papers'])) throw new Error('no papers');
  return { papers: json['papers'].map(readPaper), next: text(json['next']) };
}

/** @throws Error when it tells of no takings */
export function readTakings(json: unknown): Takings {
  if (!isRecord(json)) throw new Error('no takings');
  return {
    from: number(json['from']),
    to: number(json['to']),
    paid: readSum(json['paid']),
    back: readSum(json['back']),
    due: readSum(json['due']),
    totalYen: number(json['totalYen']),
  };
}

export function readClosings(json: unknown): Closing[] {
  const list = isRecord(json) && Array.isArray(json['closings']) ? json['closings'] : [];
  return list.filter(isRecord).map((closing) => ({
    number: number(closing['number']),
    at: text(closing['at']),
    author: text(closing['author']),
    takings: readTakings(closing['takings']),
    countedYen: numberOrNull(closing['countedYen']),
    differenceYen: numberOrNull(closing['differenceYen']),
    note: text(closing['note']),
  }));
}

/** One line of a small table: what it is of, and its figures. */
export interface StatisticRow {
  name: string;
  value: number;
}

export interface Statistics {
  byDistrict: StatisticRow[];
  byChannel: StatisticRow[];
  papers: number;
  voided: number;
  paidYen: number;
  /** People who were called, and how long they waited, in seconds. */
  called: number;
  left: number;
  meanS: number;
  longestS: number;
}

/** Sums up the days that the server tells of. */
export function readStatistics(json: unknown): Statistics {
  const rows = (name: string): Record<string, unknown>[] =>
    isRecord(json) && Array.isArray(json[name]) ? json[name].filter(isRecord) : [];
  const enquiries = rows('enquiries');
  const waiting = rows('waiting');
  const papers = rows('papers');
  const called = total(waiting, 'people');
  const waitedS = waiting.reduce((sum, row) => sum + number(row['people']) * number(row['meanS']), 0);
  return {
    byDistrict: summed(enquiries, 'district'),
    byChannel: summed(enquiries, 'channel'),
    papers: total(papers, 'papers'),
    voided: total(papers, 'voided'),
    paidYen: total(papers, 'paidYen'),
    called,
    left: total(waiting, 'left'),
    meanS: called === 0 ? 0 : waitedS / called,
    longestS: Math.max(0, ...waiting.map((row) => number(row['longestS']))),
  };
}

/** How often each, the most often first. */
function summed(rows: Record<string, unknown>[], name: string): StatisticRow[] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const key = text(row[name]);
    sums.set(key, (sums.get(key) ?? 0) + number(row['times']));
  }
  return [...sums]
    .map(([key, value]) => ({ name: key, value }))
    .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name));
}

function total(rows: Record<string, unknown>[], name: string): number {
  return rows.reduce((sum, row) => sum + number(row[name]), 0);
}

function readSum(json: unknown): Sum {
  const sum = isRecord(json) ? json : {};
  return { papers: number(sum['papers']), yen: number(sum['yen']) };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
