import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { layerIdOf } from './style';

/** How a layer looks on the map, small enough for a legend. */
export interface Swatch {
  shape: 'area' | 'line' | 'point';
  /** CSS colours; null where nothing is drawn. */
  fill: string | null;
  stroke: string | null;
  dashed: boolean;
}

/**
 * The legend sign of a layer, put together from its style layers: the area's colour from the fill,
 * its edge from the line. Null when the style draws nothing for it.
 */
export function swatchOf(style: StyleSpecification, layerId: string): Swatch | null {
  const drawn = style.layers.filter((layer) => layerIdOf(layer) === layerId);
  const fill = drawn.find((layer) => layer.type === 'fill');
  const line = drawn.find((layer) => layer.type === 'line');
  const circle = drawn.find((layer) => layer.type === 'circle');
  const dashed = line?.paint?.['line-dasharray'] !== undefined;
  if (circle !== undefined && fill === undefined) return { ...pointSwatch(circle), dashed: false };
  const lineColour = line === undefined ? null : firstColour(line.paint?.['line-color']);
  if (fill !== undefined) {
    const stroke = lineColour ?? firstColour(fill.paint?.['fill-outline-color']);
    return { shape: 'area', fill: firstColour(fill.paint?.['fill-color']), stroke, dashed };
  }
  if (lineColour !== null) return { shape: 'line', fill: null, stroke: lineColour, dashed };
  return null;
}

function pointSwatch(circle: LayerSpecification & { type: 'circle' }): Omit<Swatch, 'dashed'> {
  return {
    shape: 'point',
    fill: firstColour(circle.paint?.['circle-color']),
    stroke: firstColour(circle.paint?.['circle-stroke-color']),
  };
}

/** Colours as the style specification writes them: #rgb…, rgb(), hsl(), or a name. */
const COLOUR = /^(#[0-9a-f]{3,8}|(rgb|hsl)a?\(.*\))$/i;

/** Expressions whose first words are no outputs: what stands before the first output is skipped. */
const OUTPUTS_FROM: Record<string, number> = { match: 3, step: 2, interpolate: 4, case: 2 };

/** The first colour that a paint value can give; null when it gives none. */
function firstColour(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return null;
  const outputs = value.slice(OUTPUTS_FROM[String(value[0])] ?? 1);
  for (const part of outputs) {
    if (typeof part === 'string' && COLOUR.test(part)) return part;
    const inner = Array.isArray(part) ? firstColour(part) : null;
    if (inner !== null && COLOUR.test(inner)) return inner;
  }
  return null;
}
