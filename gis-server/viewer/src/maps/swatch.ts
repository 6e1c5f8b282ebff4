import type { LayerSpecification, LineLayerSpecification, StyleSpecification } from 'maplibre-gl';
import { rampOf, type RampStep } from './ramp';
import { layerIdOf } from './style';

/** How a layer looks on the map, small enough for a legend. */
export interface Swatch {
  shape: 'area' | 'line' | 'point';
  /** CSS colours; null where nothing is drawn. */
  fill: string | null;
  stroke: string | null;
  dashed: boolean;
  /** The colour of the edges of a line that has any. */
  casing?: string;
  /** The name of the image that fills the area, or stands for the point. */
  image?: string;
}

/** How the features of a layer are told apart by colour. */
export interface Classes {
  attribute: string;
  /**
   * In the order of the style; the last one is for all other values, which have no `value`. Those of
   * a grid are ranges of numbers instead.
   */
  signs: { value: string | null; range?: RampStep; swatch: Swatch }[];
}

/**
 * The legend sign of a layer, put together from its style layers: the area's colour from the fill,
 * its edge from the line. Null when the style draws nothing for it.
 *
 * @param properties those of one feature, for the sign of its class; without them, of the first
 */
export function swatchOf(
  style: StyleSpecification,
  layerId: string,
  properties: Record<string, unknown> | null = null,
): Swatch | null {
  const drawn = style.layers.filter((layer) => layerIdOf(layer) === layerId);
  const firstColour = (value: unknown) => colourOf(value, properties);
  const pixels = drawn.find((layer) => layer.type === 'raster');
  if (pixels !== undefined) {
    const first = rampOf(pixels)[0];
    return { shape: 'area', fill: first?.color ?? PICTURE, stroke: PICTURE_EDGE, dashed: false };
  }
  const image = imageOf(drawn, properties);
  const fill = drawn.find((layer) => layer.type === 'fill');
  const lines = linesFor(drawn, properties);
  const line = lines.at(-1);
  const circle = drawn.find((layer) => layer.type === 'circle');
  const dashed = line?.paint?.['line-dasharray'] !== undefined;
  if (circle !== undefined && fill === undefined) {
    return {
      shape: 'point',
      fill: firstColour(circle.paint?.['circle-color']),
      stroke: firstColour(circle.paint?.['circle-stroke-color']),
      dashed,
      ...image,
    };
  }
  const lineColour = line === undefined ? null : firstColour(line.paint?.['line-color']);
  if (fill !== undefined) {
    const stroke = lineColour ?? firstColour(fill.paint?.['fill-outline-color']);
    const colour = drawn
      .filter((layer) => layer.type === 'fill')
      .map((layer) => firstColour(layer.paint?.['fill-color']))
      .find((own) => own !== null);
    return { shape: 'area', fill: colour ?? null, stroke, dashed, ...image };
  }
  if (lineColour === null) {
    const hasSign = image.image !== undefined;
    return hasSign ? { shape: 'point', fill: null, stroke: null, dashed: false, ...image } : null;
  }
  const sign: Swatch = { shape: 'line', fill: null, stroke: lineColour, dashed };
  const casing = firstColour(lines.at(-2)?.paint?.['line-color']);
  return casing === null ? sign : { ...sign, casing };
}

/** The lines that such a feature is drawn with; a line for some kind only is no sign of the others. */
function linesFor(
  drawn: readonly LayerSpecification[],
  properties: Record<string, unknown> | null,
): LineLayerSpecification[] {
  const lines = drawn.filter((layer) => layer.type === 'line');
  const own = lines.filter(({ filter }) => {
    const kind = readKindFilter(filter);
    return kind === null || properties?.[kind.attribute] === kind.value;
  });
  return own.length === 0 ? lines : own;
}

/** Reads `["==", ["get", attribute], value]`; null for every other filter. */
function readKindFilter(filter: unknown): { attribute: string; value: unknown } | null {
  if (!Array.isArray(filter) || filter[0] !== '==') return null;
  const input: unknown = filter[1];
  if (!Array.isArray(input) || input[0] !== 'get' || typeof input[1] !== 'string') return null;
  return { attribute: input[1], value: filter[2] };
}

/** The pattern of an area, else the sign of a point, that the style layers draw. */
function imageOf(
  drawn: readonly LayerSpecification[],
  properties: Record<string, unknown> | null,
): { image?: string } {
  const isArea = drawn.some((layer) => layer.type === 'fill');
  for (const layer of drawn) {
    const value = isArea
      ? layer.type === 'fill' && layer.paint?.['fill-pattern']
      : layer.type === 'symbol' && layer.layout?.['icon-image'];
    const image = value ? textOf(value, properties) : null;
    if (image !== null) return { image };
  }
  return {};
}

/** The text that a value gives for these properties, or the first that it can give. */
function textOf(value: unknown, properties: Record<string, unknown> | null): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  // What a `case` tells apart is too fine for a legend: the usual, which stands last, will do.
  if (Array.isArray(value) && value[0] === 'case') return textOf(value.at(-1), properties);
  const match = readMatch(value);
  if (match === null) return null;
  const own = String(properties?.[match.attribute]);
  const found = match.outputs.find(({ inputs }) => properties === null || inputs.includes(own));
  return textOf(found === undefined ? match.otherwise : found.output, properties);
}

/**
 * The classes that a layer is coloured by; null when all its features look alike. Where patterns or
 * signs tell another attribute apart, its values follow.
 */
export function classesOf(style: StyleSpecification, layerId: string): Classes | null {
  let attribute: string | null = null;
  const signs: Classes['signs'][number][] = [];
  const told = new Set<string>();
  for (const layer of style.layers) {
    if (layerIdOf(layer) !== layerId) continue;
    const ramp = rampOf(layer);
    if (ramp.length > 0) return { attribute: '', signs: ramp.map(rampSign) };
    const match = readMatch(colourValueOf(layer)) ?? readMatch(imageValueOf(layer));
    if (match === null || told.has(match.attribute)) continue;
    told.add(match.attribute);
    const values = match.outputs.map(({ inputs }) => inputs);
    // All other values have a sign too, but only for the attribute that colours the layer.
    for (const inputs of [...values, ...(attribute === null ? [null] : [])]) {
      const swatch = swatchOf(style, layerId, { [match.attribute]: inputs?.[0] });
      if (swatch !== null) signs.push({ value: inputs?.join('・') ?? null, swatch });
    }
    attribute ??= match.attribute;
  }
  return attribute === null ? null : { attribute, signs };
}

/** The sign of a picture: the green of a photo from above. */
const PICTURE = '#7d9471';
const PICTURE_EDGE = '#5c6b54';

function rampSign(step: RampStep): Classes['signs'][number] {
  const swatch: Swatch = { shape: 'area', fill: step.color, stroke: PICTURE_EDGE, dashed: false };
  return { value: null, range: step, swatch };
}

function colourValueOf(layer: LayerSpecification): unknown {
  switch (layer.type) {
    case 'fill':
      return layer.paint?.['fill-color'];
    case 'line':
      return layer.paint?.['line-color'];
    case 'circle':
      return layer.paint?.['circle-color'];
    default:
      return undefined;
  }
}

function imageValueOf(layer: LayerSpecification): unknown {
  if (layer.type === 'fill') return layer.paint?.['fill-pattern'];
  return layer.type === 'symbol' ? layer.layout?.['icon-image'] : undefined;
}

interface Match {
  attribute: string;
  outputs: { inputs: string[]; output: unknown }[];
  otherwise: unknown;
}

/** Reads `["match", ["get", attribute], value or values, output, …, otherwise]`. */
function readMatch(value: unknown): Match | null {
  if (!Array.isArray(value) || value[0] !== 'match') return null;
  const [, input, ...rest] = value as unknown[];
  if (!Array.isArray(input) || input[0] !== 'get' || typeof input[1] !== 'string') return null;
  const outputs = [];
  for (let i = 0; i + 1 < rest.length; i += 2) {
    outputs.push({ inputs: [rest[i]].flat().map(String), output: rest[i + 1] });
  }
  return { attribute: input[1], outputs, otherwise: rest.at(-1) };
}

/** The colour of a feature's class, or the first that the value can give. */
function colourOf(value: unknown, properties: Record<string, unknown> | null): string | null {
  const match = readMatch(value);
  if (match === null || properties === null) return firstColour(value);
  const own = String(properties[match.attribute]);
  const found = match.outputs.find(({ inputs }) => inputs.includes(own));
  return firstColour(found === undefined ? match.otherwise : found.output);
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
