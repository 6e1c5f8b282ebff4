import { type Client, isRecord } from '../../http/client';
import { recordOf, recordsOf, textOf } from '../desk/answer';
import type { PageOf } from '../desk/states';

/** One line of the audit log. */
export interface Line {
  time: string;
  actor: string;
  from: string;
  action: string;
  subject: string;
  object: string;
  /** It is about a person whom the reader is not told of. */
  withheld: boolean;
  reason: string;
  details: string;
  /** Where it stands: the file and its number there. */
  chain: string;
  number: number;
  sealed: boolean;
}

/** What to look for; what is empty is not asked. Days are YYYY-MM-DD and count in Japan. */
export interface LogFilter {
  from: string;
  to: string;
  actor: string;
  action: string;
  layer: string;
  reason: string;
}

export const EVERYTHING: LogFilter = {
  from: '',
  to: '',
  actor: '',
  action: '',
  layer: '',
  reason: '',
};

/** What can stand in the log. */
export const ACTIONS = [
  'SIGN_IN',
  'SIGN_IN_REFUSED',
  'SIGN_OUT',
  'PASSWORD_CHANGED',
  'ACCOUNT_CHANGED',
  'ROLE_CHANGED',
  'TOKEN_CREATED',
  'TOKEN_REVOKED',
  'RIGHTS_CHANGED',
  'PUBLISHED',
  'UNPUBLISHED',
  'LAYER_CREATED',
  'LAYER_DESCRIBED',
  'LAYER_DISCARDED',
  'IMPORTED',
  'EDITED',
  'UNDONE',
  'EXPORTED',
  'PERSONAL_VIEWED',
  'PERSONAL_READ',
  'WATCH_CHANGED',
  'ENTRANCE_REPORTED',
  'REGISTER_COMPARED',
  'PURGED',
  'RETENTION_CHANGED',
  'CHECKLIST_CHANGED',
  'PAPER_ISSUED',
  'PAPER_PAID',
  'PAPER_VOIDED',
  'DOCUMENT_ATTACHED',
  'DOCUMENT_REMOVED',
  'COUNTER_CLOSED',
  'SHELTER_CHANGED',
  'MAP_CHANGED',
  'MAP_PUBLISHED',
  'MAP_UNPUBLISHED',
  'FEEDBACK_RECEIVED',
  'FEEDBACK_CHANGED',
  'RECIPIENT_CHANGED',
  'AUDIT_READ',
  'AUDIT_EXPORTED',
  'BACKED_UP',
  'RESTORED',
  'MOVED',
] as const;

/** Somebody's access to what is kept about one person. */
export interface Access {
  time: string;
  actor: string;
  from: string;
  action: string;
  purpose: string;
  /** named, whole or part. */
  covered: string;
}

/** What checking one file of the log has found. */
export interface ChainReport {
  chain: string;
  lines: number;
  problems: { kind: string; detail: string }[];
}

const PATH = '/api/audit';

/** The filter as the server takes it; the last day counts to its end. */
export function queryOf(filter: LogFilter): URLSearchParams {
  const query = new URLSearchParams();
  const put = (name: string, value: string) => {
    if (value !== '') query.set(name, value);
  };
  put('from', filter.from === '' ? '' : `${filter.from}T00:00:00+09:00`);
  put('to', filter.to === '' ? '' : `${dayAfter(filter.to)}T00:00:00+09:00`);
  put('actor', filter.actor);
  put('action', filter.action);
  put('layer', filter.layer);
  put('reason', filter.reason);
  return query;
}

/** The address of the whole answer as a file. */
export function exportAddress(filter: LogFilter, format: 'csv' | 'jsonl'): string {
  const query = queryOf(filter);
  query.set('format', format);
  return `${PATH}/export?${query}`;
}

/** The address of a person's report as a file or a page to print. */
export function reportAddress(layer: string, id: string, format: 'json' | 'csv' | 'html'): string {
  return `${PATH}/access-report?${new URLSearchParams({ layer, id, format })}`;
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** @throws Error when the answer is no page of the log */
export function readLines(answer: unknown): PageOf<Line> {
  const entries = recordsOf(answer, 'lines').map((line) => ({
    time: textOf(line, 'time'),
    actor: textOf(line, 'actor'),
    from: textOf(line, 'from'),
    action: textOf(line, 'action'),
    subject: textOf(line, 'subject'),
    object: textOf(line, 'object'),
    withheld: line['withheld'] === true,
    reason: textOf(line, 'reason'),
    details: Object.entries(recordOf(line, 'details'))
      .map(([name, value]) => `${name}=${String(value)}`)
      .sort()
      .join('; '),
    chain: textOf(line, 'chain'),
    number: Number(line['number']),
    sealed: line['sealed'] === true,
  }));
  return { entries, next: isRecord(answer) ? textOf(answer, 'next') : '' };
}

/** @throws ProblemError, UnreachableError */
export async function fetchLines(
  client: Client,
  filter: LogFilter,
  after = '',
): Promise<PageOf<Line>> {
  const query = queryOf(filter);
  if (after !== '') query.set('after', after);
  return readLines(await client.getJson(`${PATH}?${query}`));
}

/** @throws ProblemError 404 when there is nobody of that number; UnreachableError */
export async function fetchReport(
  client: Client,
  layer: string,
  id: string,
): Promise<{ accesses: Access[]; complete: boolean }> {
  const answer = await client.getJson(reportAddress(layer, id, 'json'));
  const accesses = recordsOf(answer, 'accesses').map((access) => ({
    time: textOf(access, 'time'),
    actor: textOf(access, 'actor'),
    from: textOf(access, 'from'),
    action: textOf(access, 'action'),
    purpose: textOf(access, 'purpose'),
    covered: textOf(access, 'covered'),
  }));
  return { accesses, complete: isRecord(answer) && answer['complete'] !== false };
}

/** The result of a check as a job gives it. */
export function readChains(result: Record<string, unknown>): ChainReport[] {
  return recordsOf(result, 'chains').map((chain) => ({
    chain: textOf(chain, 'chain'),
    lines: Number(chain['lines']),
    problems: recordsOf(chain, 'problems').map((problem) => ({
      kind: textOf(problem, 'kind'),
      detail: textOf(problem, 'detail'),
    })),
  }));
}
