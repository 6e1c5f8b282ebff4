import { isRecord } from '../http/client';
import { type Worded, wordedIn } from '../language/worded';

// The town's hazard maps, as /api/hazards/maps gives them.

/** Kept in this order: the worst that is thought of first. */
export const SCALES = ['largest', 'planned', 'frequent'] as const;
export type Scale = (typeof SCALES)[number];

export interface HazardMap {
  map: string;
  /** The hazard's word: flood, landslide … */
  hazard: string;
  hazardTitles: Worded;
  scale: Scale | null;
  layer: string;
  /** Whether it is a grid of numbers instead of areas. */
  isGrid: boolean;
  titles: Worded;
}

/** Maps that are shown together. */
export interface Sight {
  /** Stands in the address: `flood-largest`. */
  key: string;
  hazard: string;
  scale: Scale | null;
  maps: readonly HazardMap[];
}

/** Zones have colours of their own; every depth has the same ones, so only one map of depths is read at a time. */
const ZONED = new Set(['landslide', 'volcano', 'earthquake', 'fire']);
/** In the order of the law. */
const ORDER = ['flood', 'inland_flood', 'storm_surge', 'tsunami', 'landslide', 'volcano', 'earthquake', 'fire'];

/**
 * The maps of what can be reached. Where water only comes from, as a pond, stands on the map anyway,
 * and says nothing about the land around it.
 *
 * @throws Error when the answer is no list of maps
 */
export function readMaps(json: unknown): HazardMap[] {
  if (!isRecord(json) || !Array.isArray(json['maps'])) throw new Error('the answer is no list of hazard maps');
  return json['maps'].filter(isRecord).flatMap((map) => {
    const { hazard, layer } = map;
    if (typeof hazard !== 'string' || typeof layer !== 'string' || map['extent'] === 'origin') return [];
    return [
      {
        map: typeof map['map'] === 'string' ? map['map'] : layer,
        hazard,
        hazardTitles: wordedIn(map, 'hazardTitle'),
        scale: SCALES.find((scale) => scale === map['scale']) ?? null,
        layer,
        isGrid: map['kind'] === 'grid',
        titles: wordedIn(map, 'title'),
      },
    ];
  });
}

/** What can be chosen among: depths of one hazard at one scale. */
export function depthSights(maps: readonly HazardMap[]): Sight[] {
  return sightsOf(maps.filter(({ hazard }) => !ZONED.has(hazard)));
}

/** What can be shown besides: zones of one hazard. */
export function zoneSights(maps: readonly HazardMap[]): Sight[] {
  return sightsOf(maps.filter(({ hazard }) => ZONED.has(hazard)));
}

function sightsOf(maps: readonly HazardMap[]): Sight[] {
  const sights = new Map<string, { hazard: string; scale: Scale | null; maps: HazardMap[] }>();
  for (const map of maps) {
    const key = map.scale === null ? map.hazard : `${map.hazard}-${map.scale}`;
    const sight = sights.get(key) ?? { hazard: map.hazard, scale: map.scale, maps: [] };
    sight.maps.push(map);
    sights.set(key, sight);
  }
  const rank = ({ hazard, scale }: { hazard: string; scale: Scale | null }) =>
    (ORDER.indexOf(hazard) + 1 || ORDER.length + 1) * 10 + (scale === null ? 9 : SCALES.indexOf(scale));
  return [...sights]
    .map(([key, { hazard, scale, maps: all }]) => {
      // A grid and areas of the same flood over each other would have colours of neither.
      const areas = all.filter(({ isGrid }) => !isGrid);
      return { key, hazard, scale, maps: areas.length === 0 ? all : areas };
    })
    .sort((a, b) => rank(a) - rank(b));
}

/** The layers of maps, each once. */
export function layersOf(sights: readonly Sight[]): string[] {
  return [...new Set(sights.flatMap(({ maps }) => maps.map(({ layer }) => layer)))];
}
