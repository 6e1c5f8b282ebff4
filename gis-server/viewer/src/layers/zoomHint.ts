import type { StyleSpecification } from 'maplibre-gl';
import { layerIdOf } from '../maps/style';
import type { LayerEntry } from './catalogue';

/** What makes a layer that is on appear on the map. */
export type ZoomHint = 'closer' | 'farther' | null;

/** Zoom in or out to see a layer; null when it is drawn at this zoom, or never. */
export function zoomHint(style: StyleSpecification, layer: Pick<LayerEntry, 'id' | 'minZoom'>, zoom: number): ZoomHint {
  const all = style.layers.filter((one) => layerIdOf(one) === layer.id);
  const shown = all.filter((one) => one.layout?.visibility !== 'none');
  const ranges = (shown.length > 0 ? shown : all).map((one) => ({
    from: Math.max(one.minzoom ?? 0, layer.minZoom),
    to: one.maxzoom ?? Infinity,
  }));
  if (ranges.length === 0 || ranges.some(({ from, to }) => from <= zoom && zoom < to)) return null;
  return ranges.some(({ from }) => zoom < from) ? 'closer' : 'farther';
}
