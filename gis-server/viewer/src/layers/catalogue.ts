import { type Client, isRecord } from '../http/client';
import type { Box } from '../maps/tileGrid';

/** An attribute as people read it. */
export interface Attribute {
  name: string;
  title: string;
  /** "m", "%"; empty where the attribute has none. */
  unit: string;
  /** text, integer, real, boolean, date or datetime. */
  type: string;
}

/** Whose a layer is that lies on another town's server. */
export interface Origin {
  ja: string;
  en: string;
  url: string;
  /** When its content was the same as there, as ISO 8601; empty before the first time. */
  asOf: string;
  /** Whether the other server could not be asked the last time. */
  isAway: boolean;
}

/** A layer that the visitor may see: an OGC API collection with Machizu's own member. */
export interface LayerEntry {
  id: string;
  title: string;
  group: string;
  /** features, image (a picture) or grid (numbers); only features can be listed and exported. */
  kind: string;
  /** Whether the public sees it too. */
  published: boolean;
  /** Whether the visitor may change its content and words. */
  mayEdit: boolean;
  /** Whether the visitor may open it to the public, and close it. */
  mayPublish: boolean;
  /** Changes whenever the layer does; compared only. */
  revision: string;
  /**
   * The revision that the public sees where changes wait for a publish step; empty where they do
   * not, and for the public.
   */
  shown: string;
  /** The box around its features in lon/lat; null when it is empty. */
  extent: Box | null;
  attributes: Attribute[];
  /** What is shown besides for a stated purpose, one feature at a time. */
  onDemand: Attribute[];
  /** Its name in every language that it has one in. */
  titles: string[];
  /** The first zoom at which tiles hold it. */
  minZoom: number;
  /** Where its data come from, under which conditions they may be used; empty when not told. */
  source: string;
  licence: string;
  /** The day that the data show, as "2026-04-01"; empty when not told. */
  date: string;
  /** How far its places may be off, in metres; null when not told. */
  accuracyM: number | null;
  /** Null for the town's own. */
  origin: Origin | null;
}

/** The layers the visitor may see, in the server's order. */
export async function fetchCatalogue(client: Client): Promise<LayerEntry[]> {
  return readCatalogue(await client.getJson('/ogc/collections?f=json'));
}

/** @throws Error when the answer is no list of collections */
export function readCatalogue(answer: unknown): LayerEntry[] {
  if (!isRecord(answer) || !Array.isArray(answer['collections'])) {
    throw new Error('/ogc/collections has no member "collections"');
  }
  return answer['collections'].filter((one) => !isComputed(one)).map(readLayer);
}

/** What is worked out lies in no layer: it has no tiles and no style. */
function isComputed(collection: unknown): boolean {
  const machizu = isRecord(collection) ? collection['machizu'] : undefined;
  return isRecord(machizu) && machizu['kind'] === 'computed';
}

function readLayer(collection: unknown): LayerEntry {
  if (!isRecord(collection) || typeof collection['id'] !== 'string') {
    throw new Error('a collection has no id');
  }
  const machizu = isRecord(collection['machizu']) ? collection['machizu'] : {};
  const attributes = Array.isArray(machizu['attributes']) ? machizu['attributes'] : [];
  const onDemand = Array.isArray(machizu['onDemand']) ? machizu['onDemand'] : [];
  return {
    id: collection['id'],
    title: text(collection['title']) || collection['id'],
    group: text(machizu['group']),
    kind: text(machizu['kind']) || 'features',
    published: machizu['published'] !== false,
    mayEdit: machizu['mayEdit'] === true,
    mayPublish: machizu['mayPublish'] === true,
    revision: String(machizu['revision'] ?? ''),
    shown: String(machizu['shown'] ?? ''),
    extent: readExtent(collection['extent']),
    attributes: attributes.filter(isRecord).map(readAttribute),
    onDemand: onDemand.filter(isRecord).map(readAttribute),
    titles: isRecord(machizu['titles']) ? Object.values(machizu['titles']).map(text) : [],
    minZoom: Number(machizu['minZoom'] ?? 0),
    source: text(machizu['source']),
    licence: text(machizu['licence']),
    date: text(machizu['date']),
    accuracyM: typeof machizu['accuracyM'] === 'number' ? machizu['accuracyM'] : null,
    origin: readOrigin(machizu['origin']),
  };
}

function readOrigin(origin: unknown): Origin | null {
  if (!isRecord(origin) || !isRecord(origin['server'])) return null;
  return {
    ja: text(origin['server']['ja']),
    en: text(origin['server']['en']),
    url: text(origin['url']),
    asOf: text(origin['asOf']),
    isAway: origin['away'] === true,
  };
}

function readAttribute(attribute: Record<string, unknown>): Attribute {
  const name = text(attribute['name']);
  return {
    name,
    title: text(attribute['title']) || name,
    unit: text(attribute['unit']),
    type: text(attribute['type']).toLowerCase() || 'text',
  };
}

/** `extent.spatial.bbox[0]` is the whole box (OGC API – Features, 7.14.2); it may have heights. */
function readExtent(extent: unknown): Box | null {
  const spatial = isRecord(extent) ? extent['spatial'] : undefined;
  const boxes = isRecord(spatial) ? spatial['bbox'] : undefined;
  const whole: unknown = Array.isArray(boxes) ? boxes[0] : undefined;
  if (!Array.isArray(whole)) return null;
  const [west, south, east, north] = whole.length === 6 ? [0, 1, 3, 4].map((i) => whole[i]) : whole;
  const box: Box = [Number(west), Number(south), Number(east), Number(north)];
  return box.every(Number.isFinite) ? box : null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The layers by group, both in the server's order. */
export function byGroup(layers: readonly LayerEntry[]): Map<string, LayerEntry[]> {
  const groups = new Map<string, LayerEntry[]>();
  for (const layer of layers) {
    const group = groups.get(layer.group);
    if (group === undefined) groups.set(layer.group, [layer]);
    else group.push(layer);
  }
  return groups;
}

/**
 * Where the town is: the box around what it has published, or around all layers as long as nothing
 * is. A file that staff only try out may lie at the other end of the country.
 */
export function townExtent(layers: readonly LayerEntry[]): Box | null {
  return wholeExtent(layers.filter((layer) => layer.published)) ?? wholeExtent(layers);
}

/** The box around all layers; null when none has a place. */
export function wholeExtent(layers: readonly LayerEntry[]): Box | null {
  const boxes = layers.flatMap((layer) => (layer.extent === null ? [] : [layer.extent]));
  if (boxes.length === 0) return null;
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

/** Whether the layer has changed since a publish step showed it to the public. */
export function hasWaitingChanges(layer: LayerEntry): boolean {
  return layer.published && layer.shown !== '' && layer.shown !== layer.revision;
}

/** The layers that both lists have and whose revision differs. */
export function changedBetween(
  before: readonly LayerEntry[],
  after: readonly LayerEntry[],
): LayerEntry[] {
  const known = new Map(before.map((layer) => [layer.id, layer.revision]));
  return after.filter((layer) => known.has(layer.id) && known.get(layer.id) !== layer.revision);
}
