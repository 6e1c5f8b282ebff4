import { type Client, explain, isRecord } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { HitPanel } from '../layers/hits';
import type { TownView } from '../layers/townView';
import type { Box } from '../maps/tileGrid';
import type { TownMap } from '../maps/townMap';
import type { Notice } from '../page/notice';
import type { SearchHit } from './answer';

/** The parts of the page that show a hit. */
export interface Stage {
  client: Client;
  choice: LanguageChoice;
  map: TownMap;
  town: TownView;
  hits: HitPanel;
  notice: Notice;
}

/** Moves the map to a hit, marks it, and opens what is known about it. */
export async function showHit(hit: SearchHit, stage: Stage): Promise<void> {
  const { client, choice, map, town, hits, notice } = stage;
  if (hit.point === null) {
    notice.show(`${hit.title} ${hit.note}`);
    return;
  }
  map.goTo(hit.bbox ?? hit.point);
  const [lng, lat] = hit.point;
  if (hit.layer === null || hit.id === null) {
    hits.close();
    map.select(hit.bbox === null || hit.kind === 'coordinates' ? pointAt(hit.point) : frame(hit.bbox));
    return;
  }
  const path = `/ogc/collections/${encodeURIComponent(hit.layer)}/items/${hit.id}?f=json`;
  try {
    const feature = await client.getJson(path);
    if (!isRecord(feature) || !isRecord(feature['geometry'])) return;
    const drawn = {
      layerId: hit.layer,
      id: hit.id,
      geometry: feature['geometry'] as unknown as GeoJSON.Geometry,
      properties: isRecord(feature['properties']) ? feature['properties'] : {},
    };
    map.uncover({ lng, lat }, hits.show({ lng, lat }, town.hitsOf([drawn])));
  } catch (error) {
    map.select(pointAt(hit.point));
    notice.show(explain(error, choice.current));
  }
}

function pointAt(coordinates: [number, number]): GeoJSON.Point {
  return { type: 'Point', coordinates };
}

function frame([west, south, east, north]: Box): GeoJSON.LineString {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'LineString', coordinates: ring };
}
