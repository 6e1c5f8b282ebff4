import { isRecord } from '../../http/client';
import { momentOf, numberOf, textOf } from '../gauge';

/** Something with a begin and an end that was entered about a gauge. */
export interface Span {
  number: number;
  what: 'maintenance' | 'accepted' | 'drill';
  from: Date;
  to: Date;
  name: string;
  /** Of a drill: whether the public may be told of it. */
  isPublic: boolean;
  author: string;
  reason: string;
}

/** How a gauge is set up from a moment on; what is not named stays. */
export interface SetUp {
  number: number;
  from: Date;
  recorded: Date;
  author: string;
  reason: string;
  settings: Record<string, unknown>;
}

/** What was entered about a gauge. */
export interface Entries {
  /** With the ends that were entered later. */
  spans: Span[];
  setUps: SetUp[];
}

const SPANS = ['maintenance', 'accepted', 'drill'] as const;

/** Reads the answer of `/api/gauges/{gauge}/entries`. */
export function readEntries(json: unknown): Entries {
  const list = isRecord(json) && Array.isArray(json['entries']) ? json['entries'].filter(isRecord) : [];
  // In the order in which they were entered: the last word on an end counts.
  const byNumber = [...list].sort((a, b) => (numberOf(a['number']) ?? 0) - (numberOf(b['number']) ?? 0));
  const spans = new Map<number, Span>();
  const setUps: SetUp[] = [];
  for (const entry of byNumber) {
    const number = numberOf(entry['number']);
    if (number === null) continue;
    const about = { number, author: textOf(entry['author']), reason: textOf(entry['reason']) };
    const from = momentOf(entry['from']);
    const to = momentOf(entry['to']);
    const what = SPANS.find((one) => one === entry['what']);
    if (what !== undefined && from !== null && to !== null) {
      spans.set(number, { ...about, what, from, to, name: textOf(entry['name']), isPublic: entry['public'] === true });
    } else if (entry['what'] === 'ended' && to !== null) {
      const ended = spans.get(numberOf(entry['entry']) ?? -1);
      if (ended !== undefined) ended.to = to;
    } else if (entry['what'] === 'settings' && from !== null && isRecord(entry['settings'])) {
      setUps.push({ ...about, from, recorded: momentOf(entry['recorded']) ?? from, settings: entry['settings'] });
    }
  }
  return { spans: [...spans.values()], setUps };
}

/** What of a kind is on at a moment; the one that ends last. */
export function spanAt({ spans }: Entries, what: Span['what'], at: Date): Span | null {
  const on = spans.filter((span) => span.what === what && span.from <= at && at < span.to);
  return on.sort((a, b) => b.to.getTime() - a.to.getTime())[0] ?? null;
}

/** A setting as it counts at a moment, and since when. */
export interface Counting {
  value: unknown;
  since: Date;
  author: string;
}

/** What was set by people, by the name of the setting; what is not there is as the layer has it. */
export function countingAt({ setUps }: Entries, at: Date): Map<string, Counting> {
  const inOrder = setUps
    .filter(({ from }) => from <= at)
    .sort((a, b) => a.from.getTime() - b.from.getTime() || a.number - b.number);
  const counting = new Map<string, Counting>();
  for (const { settings, from, author } of inOrder) {
    for (const [name, value] of Object.entries(settings)) counting.set(name, { value, since: from, author });
  }
  return counting;
}
