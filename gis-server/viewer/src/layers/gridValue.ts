import { type Client, isRecord } from '../http/client';
import { type Language, localeOf } from '../language/choice';
import type { LayerEntry } from './catalogue';

/** A layer of numbers that is on. */
export interface Grid {
  layer: LayerEntry;
  /** "m"; empty where its style names none. */
  unit: string;
}

/** A server that has not answered by then is told as one that does not answer. */
const PATIENCE_MS = 15_000;

/**
 * The number of a grid at a place; null where it has none.
 *
 * @param place in degrees; a map that was pushed around the world may give more than 180
 * @param signal ends the question
 * @throws ProblemError, UnreachableError, Error when the answer is no value
 */
export async function fetchGridValue(
  client: Client,
  layerId: string,
  place: { lng: number; lat: number },
  signal: AbortSignal,
): Promise<number | null> {
  const lon = place.lng - 360 * Math.floor((place.lng + 180) / 360);
  const path = `/api/layers/${encodeURIComponent(layerId)}/value?lon=${lon}&lat=${place.lat}`;
  const within = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  return readGridValue(await client.getJson(path, within));
}

/** @throws Error when the answer is no value */
export function readGridValue(answer: unknown): number | null {
  const value = isRecord(answer) ? answer['value'] : undefined;
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new Error('the answer is no value of a grid');
}

/** Two decimals, of small numbers two digits: a grid's numbers are seldom as good as they are long. */
export function gridValueText(value: number, unit: string, language: Language): string {
  const text = value.toLocaleString(localeOf(language), {
    maximumFractionDigits: 2,
    maximumSignificantDigits: 2,
    roundingPriority: 'morePrecision',
  });
  return unit === '' ? text : `${text} ${unit}`;
}
