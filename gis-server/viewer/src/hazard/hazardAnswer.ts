import { isRecord } from '../http/client';
import { type Worded, wordedIn } from '../language/worded';

// What may happen at a place, as /api/hazards gives it; the short form for the map's side panel.

export const RESULTS = ['in', 'near', 'out', 'unknown'] as const;
export type Result = (typeof RESULTS)[number];

/** What is known of one hazard at a place. */
export interface HazardFinding {
  hazard: string;
  titles: Worded;
  result: Result;
  summaries: Worded;
  advices: Worded;
  /** Of the town's maps, what each says; only those that say something. */
  sources: readonly { titles: Worded; statuses: Worded; date: string }[];
}

export interface HazardAnswer {
  hazards: readonly HazardFinding[];
  notices: Worded;
}

/** @throws Error when the answer is none about a place */
export function readAnswer(json: unknown): HazardAnswer {
  if (!isRecord(json) || !Array.isArray(json['hazards'])) throw new Error('the answer is none about hazards');
  return {
    hazards: json['hazards'].filter(isRecord).map((finding) => ({
      hazard: typeof finding['hazard'] === 'string' ? finding['hazard'] : '',
      titles: wordedIn(finding, 'title'),
      result: RESULTS.find((result) => result === finding['result']) ?? 'unknown',
      summaries: wordedIn(finding, 'summary', 'summaries'),
      advices: wordedIn(finding, 'advice'),
      sources: sourcesOf(finding['maps']),
    })),
    notices: wordedIn(json, 'notice'),
  };
}

function sourcesOf(maps: unknown): HazardFinding['sources'] {
  if (!Array.isArray(maps)) return [];
  return maps.filter(isRecord).flatMap(({ result, source }) => {
    if ((result !== 'in' && result !== 'near') || !isRecord(source)) return [];
    const date = typeof source['date'] === 'string' ? source['date'] : '';
    return [{ titles: wordedIn(source, 'title'), statuses: wordedIn(source, 'statusText'), date }];
  });
}

/** What concerns a place first: in a zone, beside one, not known, in none. */
export function byConcern(findings: readonly HazardFinding[]): HazardFinding[] {
  const rank: Record<Result, number> = { in: 0, near: 1, unknown: 2, out: 3 };
  return findings
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => rank[a.finding.result] - rank[b.finding.result] || a.at - b.at)
    .map(({ finding }) => finding);
}
