import { isRecord } from '../http/client';
import type { Box } from '../maps/tileGrid';

const KINDS = ['coordinates', 'facility', 'address', 'parcel', 'feature'] as const;

export type HitKind = (typeof KINDS)[number];

/** One thing that the server found. */
export interface SearchHit {
  kind: HitKind;
  /** Null for a position, which lies in no layer. */
  layer: string | null;
  /** Null for a position, and for a part of the town. */
  id: string | null;
  title: string;
  detail: string;
  /** Longitude and latitude; null when it has no place on the map. */
  point: [number, number] | null;
  bbox: Box | null;
  /** What to know about it; empty for nothing. */
  note: string;
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** Whether more would fit. */
  more: boolean;
}

/** Reads the answer of `/api/search`; a hit that makes no sense is left out. */
export function readAnswer(json: unknown): SearchAnswer {
  if (!isRecord(json) || !Array.isArray(json['hits'])) throw new Error('this is no search answer');
  const hits = json['hits'].flatMap((one: unknown) => readHit(one) ?? []);
  return { hits, more: json['more'] === true };
}

function readHit(one: unknown): SearchHit | null {
  if (!isRecord(one)) return null;
  const kind = KINDS.find((known) => known === one['kind']);
  const { title, detail, layer, id, note } = one;
  if (kind === undefined || typeof title !== 'string') return null;
  return {
    kind,
    layer: typeof layer === 'string' ? layer : null,
    id: typeof id === 'number' || typeof id === 'string' ? String(id) : null,
    title,
    detail: typeof detail === 'string' ? detail : '',
    point: numbers(one['point'], 2) as [number, number] | null,
    bbox: numbers(one['bbox'], 4) as Box | null,
    note: typeof note === 'string' ? note : '',
  };
}

function numbers(value: unknown, count: number): number[] | null {
  const fits =
    Array.isArray(value) && value.length === count && value.every((n) => Number.isFinite(n));
  return fits ? (value as number[]) : null;
}
