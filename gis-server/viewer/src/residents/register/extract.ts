import { type Client, isRecord } from '../../http/client';

/** An extract of the register, compared with the layers. */
export interface Extract {
  id: string;
  state: string;
  created: Date;
  createdBy: string;
  counts: Record<string, number>;
}

/** One difference. */
export interface ExtractRow {
  number: number;
  kind: string;
  /** The key of the household. */
  household: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Households that may be meant, by their ids. */
  candidates: number[];
  placed: string;
}

/** A page of differences. */
export interface RowPage {
  rows: ExtractRow[];
  /** What the next page is asked with; empty on the last. */
  next: string;
}

/** A household that has a place. */
export interface PlacedHousehold {
  household: number;
  address: string;
}

/** The kinds of differences in the order in which they are offered. */
export const KINDS = [
  'born',
  'moved-in',
  'moved-within',
  'changed',
  'gone',
  'household-new',
  'household-moved',
  'household-changed',
  'household-gone',
] as const;

/** How counts stand in the list: persons, households, their places, and what could not be read. */
export const COUNTS = ['unchanged', ...KINDS, 'matched', 'unmatched', 'ambiguous', 'settled', 'skipped'] as const;

/** How households are placed that somebody has to look at. */
const OPEN = ['unmatched', 'ambiguous'] as const;

const EXTRACTS = '/api/register/extracts';
const PAGE = 50;

/** @throws ProblemError 403 `register-hidden` for who does not see everybody; UnreachableError */
export async function fetchExtracts(client: Client): Promise<Extract[]> {
  const json = await client.getJson(EXTRACTS);
  const list = isRecord(json) && Array.isArray(json['extracts']) ? json['extracts'] : [];
  return list.filter(isRecord).map(readExtract);
}

/** @throws ProblemError, UnreachableError */
export async function fetchExtract(client: Client, id: string): Promise<Extract> {
  const json = await client.getJson(`${EXTRACTS}/${encodeURIComponent(id)}`);
  if (!isRecord(json)) throw new Error('this is no extract');
  return readExtract(json);
}

export function readExtract(json: Record<string, unknown>): Extract {
  const counts = isRecord(json['counts']) ? json['counts'] : {};
  return {
    id: String(json['id']),
    state: String(json['state']),
    created: new Date(String(json['created'])),
    createdBy: String(json['createdBy'] ?? ''),
    counts: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count) || 0])),
  };
}

/**
 * @param question `kind` or `placed`, with the value asked for
 * @param after the `next` of the page before; empty for the first
 * @param purpose with one, names are shown and the look is written down; empty for none
 * @throws ProblemError, UnreachableError
 */
export async function fetchRows(
  client: Client,
  id: string,
  question: { kind: string } | { placed: string },
  after: string,
  purpose = '',
): Promise<RowPage> {
  const query = new URLSearchParams({ ...question, limit: String(PAGE) });
  if (after !== '') query.set('after', after);
  const path = `${EXTRACTS}/${encodeURIComponent(id)}/rows?${query}`;
  return readRows(purpose === '' ? await client.getJson(path) : await client.getJsonFor(purpose, path));
}

/** The rows of households that somebody has to place, the first of them. */
export async function fetchOpenRows(client: Client, id: string): Promise<ExtractRow[]> {
  const pages = await Promise.all(OPEN.map((placed) => fetchRows(client, id, { placed }, '')));
  return pages.flatMap(({ rows }) => rows);
}

/** @throws Error when the answer is no page of rows */
export function readRows(json: unknown): RowPage {
  if (!isRecord(json) || !Array.isArray(json['rows'])) throw new Error('this is no page of rows');
  const { next } = json;
  return {
    rows: json['rows'].filter(isRecord).map((row) => ({
      number: Number(row['number']),
      kind: String(row['kind']),
      household: String(row['household']),
      before: isRecord(row['before']) ? row['before'] : null,
      after: isRecord(row['after']) ? row['after'] : null,
      candidates: Array.isArray(row['candidates']) ? row['candidates'].map(Number) : [],
      placed: typeof row['placed'] === 'string' ? row['placed'] : '',
    })),
    next: typeof next === 'number' ? String(next) : '',
  };
}

/** The attributes by which the two sides of a row differ, or all of the only side. */
export function differencesOf({ before, after }: ExtractRow): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => {
    const [was, is] = [before?.[name] ?? '', after?.[name] ?? ''];
    return String(was) !== String(is);
  });
}

/** @throws ProblemError, UnreachableError */
export async function findHouseholds(client: Client, part: string): Promise<PlacedHousehold[]> {
  const json = await client.getJson(`/api/register/households?q=${encodeURIComponent(part)}`);
  const list = isRecord(json) && Array.isArray(json['households']) ? json['households'] : [];
  return list.filter(isRecord).map((one) => ({
    household: Number(one['household']),
    address: String(one['address']),
  }));
}

/** Says where a household lives. @param place null for nowhere @throws ProblemError, UnreachableError */
export async function settleRow(
  client: Client,
  id: string,
  row: number,
  place: number | null,
): Promise<void> {
  await client.patchJson(`${EXTRACTS}/${encodeURIComponent(id)}/rows/${row}`, { place }, '*');
}

/** @returns the answer with the address of the job @throws ProblemError, UnreachableError */
export async function compareFile(client: Client, file: File): Promise<Response> {
  const form = new FormData();
  form.append('file', file);
  return client.postForm(EXTRACTS, form);
}

/** @returns the answer with the address of the job @throws ProblemError, UnreachableError */
export async function applyExtract(client: Client, id: string): Promise<Response> {
  return client.postJson(`${EXTRACTS}/${encodeURIComponent(id)}/apply`, {});
}

/** @throws ProblemError, UnreachableError */
export async function removeExtract(client: Client, id: string): Promise<void> {
  await client.delete(`${EXTRACTS}/${encodeURIComponent(id)}`);
}
