import type { LayerSpecification, Map as MapView, StyleSpecification } from 'maplibre-gl';
import { withOpacity } from './opacity';
import { type Move, withMoves } from './stack';
import { layerIdOf } from './style';

export type { Move } from './stack';

/** Percent of a layer that is as strong as its style has it. */
export const FULL = 100;

/** What somebody wants otherwise than the style has it. Layers are those of the catalogue. */
export interface Appearance {
  /** On, though their style has them off at first. */
  readonly on: ReadonlySet<string>;
  /** Off, though their style has them on. */
  readonly off: ReadonlySet<string>;
  /** How strong, in whole percent below {@link FULL}. */
  readonly opacity: ReadonlyMap<string, number>;
  /** In which order they are moved. */
  readonly moves: readonly Move[];
}

/** Everything as the style has it. */
export const PLAIN: Appearance = { on: new Set(), off: new Set(), opacity: new Map(), moves: [] };

/** Whether the style has a layer on at first: not when all its style layers say `none`. */
export function isOnAtFirst(style: StyleSpecification, layerId: string): boolean {
  const own = style.layers.filter((layer) => layerIdOf(layer) === layerId);
  return own.length === 0 || own.some((layer) => layer.layout?.visibility !== 'none');
}

/** Whether a layer is on. */
export function isOn(style: StyleSpecification, { on, off }: Appearance, layerId: string): boolean {
  return isOnAtFirst(style, layerId) ? !off.has(layerId) : on.has(layerId);
}

/** The style as somebody wants to see it. */
export function withAppearance(
  style: StyleSpecification,
  appearance: Appearance,
): StyleSpecification {
  const { on, off, opacity, moves } = appearance;
  if (on.size + off.size + opacity.size + moves.length === 0) return style;
  const wanted = [...on].filter((id) => !isOnAtFirst(style, id));
  const layers = style.layers.map((layer) => {
    const id = layerIdOf(layer);
    const shown = wanted.includes(id) ? 'visible' : off.has(id) ? 'none' : null;
    return withOpacity(withVisibility(layer, shown), (opacity.get(id) ?? FULL) / FULL);
  });
  return withMoves({ ...style, layers }, moves);
}

function withVisibility(
  layer: LayerSpecification,
  visibility: 'visible' | 'none' | null,
): LayerSpecification {
  if (visibility === null) return layer;
  return { ...layer, layout: { ...layer.layout, visibility } } as LayerSpecification;
}

/**
 * Makes a map look otherwise without loading anything again: only what differs in visibility,
 * opacity and order is set.
 *
 * @param before what the map draws now, and `after`, of the same style layers
 */
export function changeAppearance(
  map: MapView,
  before: StyleSpecification,
  after: StyleSpecification,
): void {
  const old = new Map(before.layers.map((layer) => [layer.id, layer]));
  for (const layer of after.layers) {
    const was = old.get(layer.id);
    if (was === undefined || map.getLayer(layer.id) === undefined) continue;
    const visibility = layer.layout?.visibility ?? 'visible';
    if (visibility !== (was.layout?.visibility ?? 'visible')) {
      map.setLayoutProperty(layer.id, 'visibility', visibility);
    }
    for (const [name, value, wasValue] of changedPaint(layer, was)) {
      if (JSON.stringify(value) !== JSON.stringify(wasValue)) {
        map.setPaintProperty(layer.id, name as never, value as never);
      }
    }
  }
  reorder(map, after.layers.map(({ id }) => id));
}

function changedPaint(layer: LayerSpecification, was: LayerSpecification) {
  const now = (layer.paint ?? {}) as Record<string, unknown>;
  const then = (was.paint ?? {}) as Record<string, unknown>;
  const names = new Set([...Object.keys(now), ...Object.keys(then)]);
  return [...names].map((name) => [name, now[name], then[name]] as const);
}

/** Moves only the layers that do not lie right; what the map has besides (a selection) stays above. */
function reorder(map: MapView, wanted: readonly string[]): void {
  const there = wanted.filter((id) => map.getLayer(id) !== undefined);
  const known = new Set(there);
  const present = map.getLayersOrder();
  const now = present.filter((id) => known.has(id));
  let above = present[present.findLastIndex((id) => known.has(id)) + 1];
  for (let i = there.length - 1; i >= 0; i--) {
    const id = there[i];
    if (id === undefined) continue;
    if (now[i] !== id) {
      map.moveLayer(id, above);
      now.splice(now.indexOf(id), 1);
      now.splice(i, 0, id);
    }
    above = id;
  }
}
