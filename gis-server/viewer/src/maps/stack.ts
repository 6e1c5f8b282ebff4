import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { layerIdOf } from './style';

/** A layer that somebody laid directly above another one; above nothing, at the bottom of all. */
export interface Move {
  layer: string;
  above: string;
}

/**
 * The layers of the catalogue as they lie upon each other, the topmost first. Where a layer lies is
 * where its topmost drawing lies; its labels do not count, since labels stand above everything.
 *
 * @param ids the catalogue's; those that the style does not draw are not in the answer
 */
export function stackOf(style: StyleSpecification, ids: Iterable<string>): string[] {
  const known = new Set(ids);
  const tops = new Map<string, number>();
  for (const id of known) {
    const top = topOf(style.layers, id);
    if (top >= 0) tops.set(id, top);
  }
  return [...tops].sort(([, a], [, b]) => b - a).map(([id]) => id);
}

/**
 * The style with some layers laid elsewhere, one after the other. A layer moves with all it draws
 * but its labels: these stay above everything, so that an aerial photo over the map hides no names.
 * A layer without any other drawing (signs of facilities) moves with its labels.
 * Layers that the style does not have are passed over.
 */
export function withMoves(style: StyleSpecification, moves: readonly Move[]): StyleSpecification {
  let layers = style.layers;
  for (const { layer, above } of moves) {
    const moving = drawingsOf(layers, layer);
    if (moving.length === 0 || layer === above) continue;
    const rest = layers.filter((one) => !moving.includes(one));
    const at = above === '' ? floorOf(rest) : topOf(rest, above) + 1;
    // An unknown layer to lie above: this one stays where the style has it.
    if (at === 0 && above !== '') continue;
    layers = [...rest.slice(0, at), ...moving, ...rest.slice(at)];
  }
  return layers === style.layers ? style : { ...style, layers };
}

/**
 * The fewest moves that make one order into another.
 *
 * @param from the topmost first
 * @param to the same layers
 */
export function movesBetween(from: readonly string[], to: readonly string[]): Move[] {
  const staying = longestKept(from, to);
  const moves: Move[] = [];
  // From below, so that what a layer is laid upon already lies in its place.
  for (let i = to.length - 1; i >= 0; i--) {
    const layer = to[i];
    if (layer === undefined || staying.has(layer)) continue;
    moves.push({ layer, above: to[i + 1] ?? '' });
  }
  return moves;
}

/** The layers of a longest run that stands in the same order in both (LIS by patience, O(n²)). */
function longestKept(from: readonly string[], to: readonly string[]): Set<string> {
  const place = new Map(from.map((id, i) => [id, i]));
  const best: { length: number; before: number }[] = [];
  let end = -1;
  to.forEach((id, i) => {
    const here = place.get(id) ?? -1;
    let found = { length: 1, before: -1 };
    for (let j = 0; j < i; j++) {
      const earlier = best[j];
      if (earlier === undefined || (place.get(to[j] ?? '') ?? -1) >= here) continue;
      if (earlier.length + 1 > found.length) found = { length: earlier.length + 1, before: j };
    }
    best.push(found);
    if (end < 0 || found.length > (best[end]?.length ?? 0)) end = i;
  });
  const kept = new Set<string>();
  for (let i = end; i >= 0; i = best[i]?.before ?? -1) kept.add(to[i] ?? '');
  return kept;
}

/** What moves of a layer: its drawings without labels, or its labels when it has nothing else. */
function drawingsOf(layers: readonly LayerSpecification[], id: string): LayerSpecification[] {
  const own = layers.filter((layer) => layerIdOf(layer) === id);
  const shapes = own.filter((layer) => layer.type !== 'symbol');
  return shapes.length > 0 ? shapes : own;
}

/** The place of a layer's topmost drawing; -1 when it has none. */
function topOf(layers: readonly LayerSpecification[], id: string): number {
  const topmost = drawingsOf(layers, id).at(-1);
  return topmost === undefined ? -1 : layers.indexOf(topmost);
}

/** The place of the lowest drawing of any source, above the background. */
function floorOf(layers: readonly LayerSpecification[]): number {
  const lowest = layers.findIndex((layer) => layerIdOf(layer) !== '');
  return lowest < 0 ? layers.length : lowest;
}
