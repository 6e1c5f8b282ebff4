import { type Client, isRecord } from '../http/client';

/** Somebody has found an entrance blocked by snow. */
export interface EntranceReport {
  id: string;
  seen: Date;
  source: string;
  place: [number, number];
  note: string;
  hasPhoto: boolean;
  isClosed: boolean;
  /** That stand near, as far as one may see them. */
  households: number[];
}

/** A page of reports, the newest first. */
export interface ReportPage {
  reports: EntranceReport[];
  /** What the next page is asked with; empty on the last. */
  next: string;
}

/** What is told of an entrance. */
export interface NewReport {
  /** Made once for each report, so that one that is sent twice counts once. */
  id: string;
  place: [number, number];
  seen: Date;
  note: string;
  photo: File | null;
}

const REPORTS = '/api/snow/watch/reports';

/** @throws ProblemError, UnreachableError */
export async function fetchReports(client: Client, before: string): Promise<ReportPage> {
  const from = before === '' ? '' : `&before=${encodeURIComponent(before)}`;
  return readReports(await client.getJson(`${REPORTS}?limit=100${from}`));
}

/** @throws Error when the answer is no page of reports */
export function readReports(json: unknown): ReportPage {
  if (!isRecord(json) || !Array.isArray(json['reports'])) throw new Error('this is no page of reports');
  const reports = json['reports'].filter(isRecord).map((one): EntranceReport => ({
    id: String(one['id']),
    seen: new Date(String(one['seen'])),
    source: String(one['source']),
    place: [Number(one['lon']), Number(one['lat'])],
    note: typeof one['note'] === 'string' ? one['note'] : '',
    hasPhoto: one['photo'] === true,
    isClosed: typeof one['closed'] === 'string',
    households: Array.isArray(one['households']) ? one['households'].map(Number) : [],
  }));
  return { reports, next: typeof json['next'] === 'string' ? json['next'] : '' };
}

/** Where the browser finds the photo of a report. */
export function reportPhotoPath(id: string): string {
  return `${REPORTS}/${encodeURIComponent(id)}/photo`;
}

/** @throws ProblemError, UnreachableError */
export async function closeReport(client: Client, id: string): Promise<void> {
  await client.patchJson(`${REPORTS}/${encodeURIComponent(id)}`, { state: 'closed' }, '*');
}

/** @throws ProblemError, UnreachableError */
export async function sendReport(client: Client, report: NewReport): Promise<void> {
  const { id, place, note, photo } = report;
  const [lon, lat] = place;
  const seen = report.seen.toISOString();
  if (photo === null) {
    await client.postJson(REPORTS, { id, lon, lat, seen, note });
    return;
  }
  const form = new FormData();
  for (const [name, value] of Object.entries({ id, lon, lat, seen, note })) form.append(name, String(value));
  form.append('file', photo);
  await client.postForm(REPORTS, form);
}
