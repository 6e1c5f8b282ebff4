import { isRecord } from '../../http/client';
import type { Shelter } from '../shelter';

/** What the shelter's phone says of it; the same names as in the body that the server takes. */
export interface Fields {
  status: string;
  people: number | null;
  full: boolean;
  note: string;
  facilities: readonly string[];
  pets: string;
  barrierFree: readonly string[];
}

export type FieldName = keyof Fields;

const NAMES: readonly FieldName[] = ['status', 'people', 'full', 'note', 'facilities', 'pets', 'barrierFree'];

/** A change that the server has not taken yet. */
export interface Waiting {
  /** What is to stand there. */
  value: Fields[FieldName];
  /** What stood there when it was changed here. */
  before: Fields[FieldName];
  /** When, in the server's time (ms since 1970). */
  at: number;
}

export type Pending = Partial<Record<FieldName, Waiting>>;

/** What is known of a shelter, as fields. */
export function fieldsOf({ state, facilities, pets, barrierFree }: Shelter): Fields {
  return {
    status: state.status,
    people: state.people,
    full: state.full,
    note: state.note,
    facilities,
    pets,
    barrierFree,
  };
}

/** The fields with the changes that wait. */
export function withPending(fields: Fields, pending: Pending): Fields {
  return { ...fields, ...bodyOf(pending) };
}

/** What is asked of the server. */
export function bodyOf(pending: Pending): Partial<Fields> {
  const body: Record<string, unknown> = {};
  for (const name of NAMES) {
    const waiting = pending[name];
    if (waiting !== undefined) body[name] = waiting.value;
  }
  return body as Partial<Fields>;
}

/**
 * Adds a change. What was changed before and waits keeps what stood there at first; what comes back to
 * that needs no sending, unless it may be on its way.
 */
export function withChange(
  pending: Pending,
  fields: Fields,
  changes: Partial<Fields>,
  at: number,
): Pending {
  const next: Pending = { ...pending };
  for (const name of NAMES) {
    const value = changes[name];
    if (value === undefined) continue;
    next[name] = { value, before: pending[name]?.before ?? fields[name], at };
  }
  return next;
}

/**
 * What is still to be sent when the server has another state than the one that the changes were made
 * on. What nobody else has changed goes; of two changes of the same field the newer one holds.
 *
 * @param now what the server has
 * @param changedAt when somebody last changed it there (ms since 1970)
 * @returns what goes, and which fields were given up for the server's
 */
export function settle(pending: Pending, now: Fields, changedAt: number): { pending: Pending; lost: FieldName[] } {
  const kept: Pending = {};
  const lost: FieldName[] = [];
  for (const name of NAMES) {
    const waiting = pending[name];
    if (waiting === undefined || isSame(waiting.value, now[name])) continue;
    const isTheirs = !isSame(waiting.before, now[name]);
    if (isTheirs && changedAt > waiting.at) lost.push(name);
    else kept[name] = { ...waiting, before: now[name] };
  }
  return { pending: kept, lost };
}

/** What remains when the server has taken some of it: what was changed again meanwhile. */
export function afterSending(pending: Pending, sent: Pending): Pending {
  const rest: Pending = {};
  for (const name of NAMES) {
    const waiting = pending[name];
    const gone = sent[name];
    if (waiting === undefined) continue;
    if (gone !== undefined && isSame(gone.value, waiting.value)) continue;
    rest[name] = gone === undefined ? waiting : { ...waiting, before: gone.value };
  }
  return rest;
}

export function isEmpty(pending: Pending): boolean {
  return NAMES.every((name) => pending[name] === undefined);
}

/** Reads what was kept on the phone; what makes no sense is nothing. */
export function readPending(json: unknown): Pending {
  const pending: Pending = {};
  if (!isRecord(json)) return pending;
  for (const name of NAMES) {
    const kept = json[name];
    if (isRecord(kept) && typeof kept['at'] === 'number' && 'value' in kept && 'before' in kept) {
      pending[name] = kept as unknown as Waiting;
    }
  }
  return pending;
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && [...a].sort().join() === [...b].sort().join();
}
