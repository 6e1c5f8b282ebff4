import type { FeatureOpening } from '../layers/featureOpening';
import type { HitPanel } from '../layers/hits';
import type { Box } from '../maps/tileGrid';
import type { TownMap } from '../maps/townMap';
import type { Notice } from '../page/notice';
import type { SearchHit } from './answer';

/** The parts of the page that show a hit. */
export interface Stage {
  map: TownMap;
  opening: FeatureOpening;
  hits: HitPanel;
  notice: Notice;
}

/** Moves the map to a hit, marks it, and opens what is known about it. */
export async function showHit(hit: SearchHit, { map, opening, hits, notice }: Stage): Promise<void> {
  if (hit.note !== '') notice.show(`${hit.title} ${hit.note}`);
  if (hit.layer !== null && hit.id !== null) {
    await opening.open({ layerId: hit.layer, id: hit.id }, true);
    return;
  }
  if (hit.point === null) return;
  hits.close();
  map.goTo(hit.bbox ?? hit.point);
  map.select(
    hit.bbox === null || hit.kind === 'coordinates' ? pointAt(hit.point) : frame(hit.bbox),
  );
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
