import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { layerIdOf } from './style';

/** Numbers of a grid that have one colour: from `from` on, and below `below`; null for without end. */
export interface RampStep {
  from: number | null;
  below: number | null;
  color: string;
  /** "m"; empty where the style names none. */
  unit: string;
}

/** The classes of a grid of numbers, as its style layer's metadata have them; empty without any. */
export function rampOf(layer: LayerSpecification): RampStep[] {
  if (layer.type !== 'raster') return [];
  const ramp = metadataOf(layer)['machizu:ramp'];
  if (!Array.isArray(ramp)) return [];
  let from: number | null = null;
  return ramp.map((step: Record<string, unknown>) => {
    const below = typeof step['below'] === 'number' ? step['below'] : null;
    const made = { from, below, color: String(step['color']), unit: ownUnit(layer) };
    from = below;
    return made;
  });
}

/** What a layer's grid is counted in, as its style says (`machizu:unit`); empty when it does not. */
export function unitOf(style: StyleSpecification, layerId: string): string {
  const own = style.layers.filter((layer) => layerIdOf(layer) === layerId);
  return own.map(ownUnit).find((unit) => unit !== '') ?? '';
}

function ownUnit(layer: LayerSpecification): string {
  const unit = metadataOf(layer)['machizu:unit'];
  return typeof unit === 'string' ? unit.trim() : '';
}

function metadataOf(layer: LayerSpecification): Record<string, unknown> {
  return (layer.metadata ?? {}) as Record<string, unknown>;
}
