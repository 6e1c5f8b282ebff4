import type { Named } from '../basemap/town';
import { type Client, isRecord } from '../http/client';

/** What the town says of a paper that it issued. */
export interface Paper {
  number: string;
  /** Whether it copies a document of the town; else it answers about a site. */
  isCopy: boolean;
  issued: Date | null;
  /** The moment that the paper tells of; null: that of its issue. */
  asOf: Date | null;
  isValid: boolean;
  /** The lots that it is about; of a copy, what was copied. */
  places: string[];
  language: string;
  /** SHA-256 of the paper as PDF, in hexadecimal. */
  sha256: string;
  sizeBytes: number;
  /** Titles of the layers among those it rests on that have changed since. */
  changedSince: Named[];
}

/**
 * @throws ProblemError 404 `no-such-paper` for a wrong number and a wrong code alike;
 *     UnreachableError
 */
export async function fetchPaper(client: Client, number: string, code: string): Promise<Paper> {
  const path = `/api/sites/certificates/${encodeURIComponent(number)}/check`;
  return readPaper(await client.getJson(`${path}?code=${encodeURIComponent(code)}`));
}

/** @throws Error when the answer is no paper */
export function readPaper(json: unknown): Paper {
  if (!isRecord(json) || typeof json['number'] !== 'string' || typeof json['sha256'] !== 'string') {
    throw new Error('the answer is no paper');
  }
  const size = json['sizeBytes'];
  return {
    number: json['number'],
    isCopy: json['kind'] === 'copy',
    issued: moment(json['issued']),
    asOf: moment(json['asOf']),
    // A word that nobody knows does not make a paper valid.
    isValid: json['state'] === 'valid',
    places: texts(json['places']),
    language: typeof json['language'] === 'string' ? json['language'] : '',
    sha256: json['sha256'].toLowerCase(),
    sizeBytes: typeof size === 'number' ? size : 0,
    changedSince: titles(json['changedSince']),
  };
}

/** The number of a paper as people type it, in one form: ２０２６ー１２ is 2026-12. */
export function tidyNumber(typed: string): string {
  return inOneForm(typed);
}

/** The code beside the QR code in one form: groups of four with hyphens between. */
export function tidyCode(typed: string): string {
  const signs = inOneForm(typed).replace(/[^0-9A-Z]/g, '');
  return signs.match(/.{1,4}/g)?.join('-') ?? '';
}

function inOneForm(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[‐‑‒–—―−ー－_]/g, '-')
    .replace(/\s/g, '');
}

function moment(value: unknown): Date | null {
  const date = typeof value === 'string' ? new Date(value) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function titles(value: unknown): Named[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((one) => {
    const [ja, en] = texts([one['ja'], one['en']]);
    return { ja: ja ?? '', en: en ?? ja ?? '' };
  });
}
