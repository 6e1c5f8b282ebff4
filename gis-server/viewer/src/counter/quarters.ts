import { type Client, isRecord } from '../http/client';
import { rowOf, type Row, ROWS } from './kana';

/** A part of the town in which lots have numbers. */
export interface Quarter {
  /** 本町 */
  name: string;
  /** ホンチョウ; empty where the data do not say how it is read. */
  reading: string;
  /** 一丁目, 二丁目; none where the name is all. */
  blocks: string[];
}

/** @throws ProblemError, UnreachableError, Error when the answer is no list */
export async function fetchQuarters(client: Client): Promise<Quarter[]> {
  return readQuarters(await client.getJson('/api/sites/quarters'));
}

/** @throws Error when the answer is no list of quarters */
export function readQuarters(json: unknown): Quarter[] {
  if (!isRecord(json) || !Array.isArray(json['quarters'])) throw new Error('these are no quarters');
  const order = new Intl.Collator('ja');
  return json['quarters']
    .filter(isRecord)
    .map((one) => ({
      name: text(one['name']),
      reading: text(one['reading']),
      blocks: Array.isArray(one['blocks']) ? one['blocks'].map(text) : [],
    }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => order.compare(a.reading || a.name, b.reading || b.name));
}

/** The rows of kana in which there are quarters; none where too few readings are known. */
export function rowsOf(quarters: readonly Quarter[]): Row[] {
  const known = quarters.map(({ reading }) => rowOf(reading));
  // A quarter that stands in no row would be found by nobody who looks by rows.
  return known.includes(null) ? [] : ROWS.filter((row) => known.includes(row));
}

/** @param row null for all */
export function inRow(quarters: readonly Quarter[], row: Row | null): Quarter[] {
  return row === null ? [...quarters] : quarters.filter(({ reading }) => rowOf(reading) === row);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
