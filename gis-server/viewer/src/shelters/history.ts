import { type Client, isRecord } from '../http/client';
import type { Language } from '../language/choice';
import { shortMomentText } from '../language/moments';
import { type Congestion, oneOf, type Status, STATUSES } from './shelter';
import { texts } from './texts';

/** One line of what was said of a shelter. */
export interface ShelterChange {
  at: Date | null;
  /** An account, or the shelter's own token as `shelter:S01`. */
  by: string;
  status: Status;
  people: number | null;
  full: boolean;
  note: string;
}

/** A page of them, newest first. */
export interface HistoryPage {
  changes: ShelterChange[];
  /** Where the next page begins; null after the last. */
  next: number | null;
}

/**
 * @param before where the page begins, as the one before told; null for the newest
 * @throws ProblemError, UnreachableError
 */
export async function fetchHistory(client: Client, id: string, before: number | null = null): Promise<HistoryPage> {
  const query = before === null ? '' : `?before=${before}`;
  return readHistory(await client.getJson(`/api/shelters/${encodeURIComponent(id)}/history${query}`));
}

/** @throws Error when the answer is no history */
export function readHistory(json: unknown): HistoryPage {
  if (!isRecord(json) || !Array.isArray(json['changes'])) throw new Error('the answer is no history of a shelter');
  const changes = json['changes'].filter(isRecord).map((change) => {
    const at = new Date(String(change['at']));
    return {
      at: Number.isNaN(at.getTime()) ? null : at,
      by: typeof change['by'] === 'string' ? change['by'] : '',
      status: oneOf(STATUSES, change['status']) ?? 'closed',
      people: typeof change['people'] === 'number' ? change['people'] : null,
      full: change['full'] === true,
      note: typeof change['note'] === 'string' ? change['note'] : '',
    };
  });
  return { changes, next: typeof json['next'] === 'number' ? json['next'] : null };
}

/** When, as `1/31 05:12`. */
export function whenText({ at }: ShelterChange): string {
  return at === null ? '' : shortMomentText(at);
}

/** `開設中・62人・満員「毛布あり」`. */
export function whatText(change: Pick<ShelterChange, 'status' | 'people' | 'full' | 'note'>, language: Language): string {
  const words = texts[language];
  const full: Congestion = 'full';
  const parts = [
    words.statuses[change.status],
    change.people === null ? '' : words.people(String(change.people), ''),
    change.full ? words.congestions[full] : '',
  ].filter((part) => part !== '');
  const said = parts.join(language === 'en' ? ', ' : '・');
  if (change.note === '') return said;
  return language === 'en' ? `${said} “${change.note}”` : `${said}「${change.note}」`;
}
