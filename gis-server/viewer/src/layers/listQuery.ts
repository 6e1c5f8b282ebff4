import { isRecord } from '../http/client';
import type { Box } from '../maps/tileGrid';

/** Rows on a page of the list. */
export const PAGE_ROWS = 50;

/** The server stops counting here, and gives no more features at once. */
export const MOST = 10_000;

/** By which attribute a list is sorted. */
export interface Sorting {
  attribute: string;
  isDescending: boolean;
}

/** What a list shows. */
export interface ListQuestion {
  layerId: string;
  /** Only features that touch this box; null for all, also those without a place. */
  box: Box | null;
  sorting: Sorting | null;
}

/** One feature of a list. */
export interface ListedFeature {
  id: string;
  properties: Record<string, unknown>;
}

/** A page of a list. */
export interface ListPage {
  features: ListedFeature[];
  /** How many there are in all; null when there are more than {@link MOST}. */
  matched: number | null;
  /** Leads to the next page; null on the last. */
  after: string | null;
}

/** The address of a page. */
export function pagePath(question: ListQuestion, after: string | null): string {
  const query = queryOf(question);
  query.set('limit', String(PAGE_ROWS));
  if (after !== null) query.set('after', after);
  return `${itemsPath(question)}?${query}`;
}

/** The address of the whole list as a file. */
export function downloadPath(question: ListQuestion): string {
  const query = queryOf(question);
  query.set('limit', String(MOST));
  return `${itemsPath(question)}?${query}`;
}

function itemsPath({ layerId }: ListQuestion): string {
  return `/ogc/collections/${encodeURIComponent(layerId)}/items`;
}

function queryOf({ box, sorting }: ListQuestion): URLSearchParams {
  const query = new URLSearchParams({ f: 'json' });
  if (box !== null) query.set('bbox', bounded(box).map((degrees) => degrees.toFixed(6)).join(','));
  if (sorting !== null) {
    query.set('sortby', `${sorting.isDescending ? '-' : '+'}${sorting.attribute}`);
  }
  return query;
}

/** A map of the whole world shows more than the world. */
function bounded([west, south, east, north]: Box): number[] {
  return [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)];
}

/** @throws Error when the answer is no list of features */
export function readPage(answer: unknown): ListPage {
  if (!isRecord(answer) || !Array.isArray(answer['features'])) {
    throw new Error('the answer has no member "features"');
  }
  const { numberMatched, links } = answer;
  return {
    features: answer['features'].filter(isRecord).map(({ id, properties }) => ({
      id: String(id),
      properties: isRecord(properties) ? properties : {},
    })),
    matched: typeof numberMatched === 'number' ? numberMatched : null,
    after: tokenIn(links),
  };
}

/** The token of the next link. */
function tokenIn(links: unknown): string | null {
  const next = (Array.isArray(links) ? links : []).filter(isRecord).find(({ rel }) => rel === 'next');
  const href = next?.['href'];
  return typeof href === 'string' ? new URL(href, 'http://server').searchParams.get('after') : null;
}

/** Whether the server can sort by an attribute: its names stand in a list by commas. */
export function canSortBy(attribute: string): boolean {
  return !attribute.includes(',') && !/^[+\-\s]|\s$/.test(attribute);
}
