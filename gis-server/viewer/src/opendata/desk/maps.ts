import { isRecord } from '../../http/client';

/** A text in the pages' languages; easy and English may be empty. */
export interface Words {
  ja: string;
  easy: string;
  en: string;
}

export interface ShownLayer {
  layer: string;
  /** Whether it is seen at the start. */
  on: boolean;
}

/** What a map shows. */
export interface MapContent {
  title: Words;
  words: Words;
  theme: string;
  /** The uppermost first. */
  layers: readonly ShownLayer[];
  view: { lon: number; lat: number; zoom: number } | null;
  background: string;
}

/** A map as its section keeps it. */
export interface KeptMap {
  id: string;
  version: number;
  draft: MapContent;
  published: boolean;
  /** Whether the draft is other than what everybody sees. */
  differs: boolean;
  /** The address of its page. */
  page: string;
}

/** What the desk is told. */
export interface MapList {
  maps: readonly KeptMap[];
  /** Whether one may make another. */
  makes: boolean;
  themes: readonly string[];
  backgrounds: readonly string[];
}

export const NO_MAPS: MapList = { maps: [], makes: false, themes: [], backgrounds: [] };

export const NEW_MAP: MapContent = {
  title: { ja: '', easy: '', en: '' },
  words: { ja: '', easy: '', en: '' },
  theme: 'disaster',
  layers: [],
  view: null,
  background: 'town',
};

export function readMaps(answer: unknown): MapList {
  if (!isRecord(answer) || !Array.isArray(answer['maps'])) return NO_MAPS;
  // The server's own writing: its shape is checked by the tests of both.
  return answer as unknown as MapList;
}

/** The tag of the state that was read. */
export function tagOf({ version }: { version: number }): string {
  return `"${version}"`;
}

/** The same layers with one of them moved by so many places. */
export function moved(layers: readonly ShownLayer[], at: number, by: number): ShownLayer[] {
  const others = layers.filter((_, index) => index !== at);
  const layer = layers[at];
  if (layer === undefined) return others;
  others.splice(Math.max(0, Math.min(others.length, at + by)), 0, layer);
  return others;
}
