import { explainProblem, isRecord } from '../http/client';
import type { Language } from '../language/choice';
import { texts } from './texts';

/** Something wrong with one row of the file, or with the file as a whole. */
export interface ImportProblem {
  /** Counted from 1; 0 for the whole file. */
  row: number;
  place: string;
  code: string;
  /** The kind of problem in Japanese; empty in English. */
  title: string;
  reason: string;
  advice: string;
  /** rejected, repaired or note. */
  severity: string;
}

/** What came of an import. */
export interface ImportReport {
  imported: number;
  rejected: number;
  /** The import made the layer, which only staff see until it is published. */
  isNewLayer: boolean;
  problems: ImportProblem[];
  /** Problems that are counted but not told one by one. */
  omitted: number;
}

/** Reads the result of a job that is done. */
export function readReport(result: Record<string, unknown>): ImportReport {
  const problems = Array.isArray(result['problems']) ? result['problems'] : [];
  return {
    imported: count(result['imported']),
    rejected: count(result['rejected']),
    isNewLayer: result['newLayer'] === true,
    problems: problems.filter(isRecord).map(readProblem),
    omitted: count(result['problemsOmitted']),
  };
}

function readProblem(problem: Record<string, unknown>): ImportProblem {
  return {
    row: count(problem['row']),
    place: text(problem['place']),
    code: text(problem['code']),
    title: text(problem['title']),
    reason: text(problem['reason']),
    advice: text(problem['advice']),
    severity: text(problem['severity']).toLowerCase(),
  };
}

/** The rows came in, and only what was to be said of the layer did not. */
const IMPORTED = 'not-described';

/** What a failed import says of itself: that it failed, why, and that nothing has changed. */
export function failureText(result: Record<string, unknown>, language: Language): string {
  const words = texts[language];
  const why = explainProblem(
    text(result['title']),
    text(result['detail']),
    text(result['advice']),
    language,
  );
  if (result['code'] === IMPORTED) return why;
  // Some reasons of the server end with these very words.
  const isSaid = why.toLowerCase().includes(words.unchanged.toLowerCase().slice(0, -1));
  return [words.failed, why, ...(isSaid ? [] : [words.unchanged])].join(' ');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
