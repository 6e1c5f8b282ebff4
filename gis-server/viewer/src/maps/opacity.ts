import type { LayerSpecification } from 'maplibre-gl';

/** The paint properties that make a style layer of a type see-through. */
const PROPERTIES: Partial<Record<LayerSpecification['type'], readonly string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
  raster: ['raster-opacity'],
  heatmap: ['heatmap-opacity'],
  'fill-extrusion': ['fill-extrusion-opacity'],
};

/**
 * A style layer's paint with its own opacity multiplied.
 *
 * @param factor 0 (nothing is seen) to 1 (as the style has it)
 */
export function withOpacity(layer: LayerSpecification, factor: number): LayerSpecification {
  const names = PROPERTIES[layer.type];
  if (names === undefined || factor === 1) return layer;
  const paint: Record<string, unknown> = { ...layer.paint };
  for (const name of names) paint[name] = multiplied(paint[name] ?? 1, factor);
  return { ...layer, paint } as LayerSpecification;
}

/**
 * A paint value times a factor. An expression of the zoom must stay the outermost (style
 * specification, expressions, `zoom`), so such a one is multiplied output by output.
 */
export function multiplied(value: unknown, factor: number): unknown {
  if (typeof value === 'number') return value * factor;
  if (Array.isArray(value)) return multipliedExpression(value, factor);
  if (isZoomFunction(value)) {
    const stops = value.stops.map(([zoom, output]) => [zoom, multiplied(output, factor)]);
    return { ...value, stops };
  }
  return value;
}

function multipliedExpression(expression: readonly unknown[], factor: number): unknown {
  const [name, first, second] = expression;
  if (name === 'step' && isZoom(first)) {
    return expression.map((part, i) => (i >= 2 && i % 2 === 0 ? multiplied(part, factor) : part));
  }
  if (name === 'interpolate' && isZoom(second)) {
    return expression.map((part, i) => (i >= 4 && i % 2 === 0 ? multiplied(part, factor) : part));
  }
  if (name === 'let') return [...expression.slice(0, -1), multiplied(expression.at(-1), factor)];
  return ['*', factor, expression];
}

function isZoom(input: unknown): boolean {
  return Array.isArray(input) && input[0] === 'zoom';
}

/** The older way to write a value by zoom: `{"stops": [[12, 0.2], [16, 1]]}`. */
function isZoomFunction(value: unknown): value is { stops: [unknown, unknown][] } {
  return (
    typeof value === 'object' && value !== null && 'stops' in value && Array.isArray(value.stops)
  );
}
