import { type Client, isRecord } from '../http/client';
import type { Language } from '../language/choice';

/** A text in the two languages of the server. */
export interface Named {
  ja: string;
  en: string;
}

/** A background of somebody else's, as raster tiles. */
export interface BaseMap {
  id: string;
  title: Named;
  tiles: string;
  minzoom: number;
  maxzoom: number;
  credit: Named;
  creditLink: string;
}

/** What snow clearing is about; whether anybody sees these layers is another matter. */
export interface SnowLayers {
  roads: string;
  /** Of the ways that plows are to go. */
  routes: string;
  /** Whether the public sees vehicles, late. */
  publicVehicles: boolean;
}

/** What the watch over households is about; whether anybody sees these layers is another matter. */
export interface WatchLayers {
  households: string;
  residents: string;
}

/** What the page must know of the town before it draws. */
export interface Town {
  name: Named;
  /** The number of the plane-rectangular zone, 1 to 19; null when the settings do not say it. */
  zone: number | null;
  baseMaps: BaseMap[];
  /** null as long as it is not known. */
  snow: SnowLayers | null;
  /** null as long as it is not known. */
  watch: WatchLayers | null;
  /** The layer of gauges, whether or not anybody sees it; empty as long as it is not known. */
  gauges: string;
}

/** A page that cannot learn anything of the town still works with its own layers. */
export const UNKNOWN_TOWN: Town = {
  name: { ja: '', en: '' },
  zone: null,
  baseMaps: [],
  snow: null,
  watch: null,
  gauges: '',
};

/** The language in which the server names things. */
export function titleLanguage(language: Language): 'ja' | 'en' {
  return language === 'en' ? 'en' : 'ja';
}

/** EPSG codes of the zones on JGD2011 follow this one. */
const BEFORE_ZONE_I = 6668;
const ZONES = 19;

/** @throws ProblemError, UnreachableError */
export async function fetchTown(client: Client): Promise<Town> {
  return readTown(await client.getJson('/api/town'));
}

/** @throws Error when the answer is no town */
export function readTown(answer: unknown): Town {
  if (!isRecord(answer)) throw new Error('/api/town is no object');
  const baseMaps = Array.isArray(answer['baseMaps']) ? answer['baseMaps'] : [];
  return {
    name: named(answer['name']),
    zone: zoneOf(answer['crs']),
    baseMaps: baseMaps.filter(isRecord).map((map) => ({
      id: String(map['id']),
      title: named(map['title']),
      tiles: String(map['tiles']),
      minzoom: Number(map['minzoom']),
      maxzoom: Number(map['maxzoom']),
      credit: named(map['credit']),
      creditLink: String(map['creditLink']),
    })),
    snow: snowLayers(answer['snow']),
    watch: watchLayers(answer['watch']),
    gauges: isRecord(answer['gauges']) ? String(answer['gauges']['layer']) : '',
  };
}

function snowLayers(value: unknown): SnowLayers | null {
  if (!isRecord(value)) return null;
  return {
    roads: String(value['roads']),
    routes: String(value['routes']),
    publicVehicles: value['publicVehicles'] === true,
  };
}

function watchLayers(value: unknown): WatchLayers | null {
  if (!isRecord(value)) return null;
  return { households: String(value['households']), residents: String(value['residents']) };
}

function zoneOf(crs: unknown): number | null {
  const code = typeof crs === 'string' ? Number(crs.replace(/^EPSG:/, '')) : Number.NaN;
  const zone = code - BEFORE_ZONE_I;
  return zone >= 1 && zone <= ZONES ? zone : null;
}

function named(value: unknown): Named {
  const text = (member: string) =>
    isRecord(value) && typeof value[member] === 'string' ? value[member] : '';
  return { ja: text('ja'), en: text('en') };
}
