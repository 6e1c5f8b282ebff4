import {
  createExpression,
  featureFilter,
  type FilterSpecification,
  latest,
  type StylePropertySpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { expect, test, vi } from 'vitest';

// Maps on paper evaluate styles in Java. What MapLibre makes of the same expressions is written down here, and a
// test of the server compares. `npx vitest run src/maps/paperExpressions -u` writes the file.

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const styles = import.meta.glob<
  { type: string; filter?: Json; paint?: Record<string, Json>; layout?: Record<string, Json> }[]
>('../../../../data-samples/src/main/resources/samples/styles/*.json', { eager: true, import: 'default' });

interface Feature {
  type: 1 | 2 | 3;
  id: number;
  properties: Record<string, string | number | boolean>;
}

const features: Feature[] = [
  { type: 3, id: 7, properties: { kind: 'a', n: 3, half: 2.5, minus: -2.5, flag: true, text: ' 12.50 ', colour: '#0072b2' } },
  { type: 2, id: 8, properties: { kind: '町道1級', n: 1234567.891, half: 0.5, flag: false, text: 'x', colour: 'no' } },
  { type: 1, id: 9, properties: { n: '3', kind: 5, text: '', big: 1e21, small: 1.5e-7, exact: 0.1 } },
  { type: 3, id: 10, properties: {} },
  { type: 3, id: 11, properties: { 用途: '店舗', 用途地域: '商業地域', 地目: '田', 地番: '3-1', 大字: '中央', 丁目: '一丁目', 名称: '図書館', 種別: '文化', 容積率: 400, 建蔽率: 80 } },
  { type: 2, id: 12, properties: { 道路種別: '道道', 幅員_m: 12.25, 路線名: '緑野東和線', 路線番号: '道道1101号', 一方通行: '逆', 条項: '42条2項', 口径_mm: 100, 管径_mm: 250 } },
];
const zooms = [9, 13.25, 16, 18.73, 22];

const numberOf = (value: Json[]): [string, string, Json] => ['line', 'line-width', value];
const textOf = (value: Json): [string, string, Json] => ['symbol', 'text-field', value];
const colourOf = (value: Json): [string, string, Json] => ['fill', 'fill-color', value];
const wordOf = (value: Json): [string, string, Json] => ['symbol', 'text-anchor', value];

/** One of each thing that an expression can say, and of each way in which a value may not fit. */
const properties: [string, string, Json][] = [
  ...['+', '*', 'min', 'max'].map((op) => numberOf([op, ['get', 'n'], 2, ['get', 'half']])),
  ...['-', '/', '%', '^'].map((op) => numberOf([op, ['get', 'n'], 2])),
  ...['abs', 'ceil', 'floor', 'round', 'sqrt', 'ln', 'log2', 'log10', '-'].map((op) => numberOf([op, ['get', 'half']])),
  numberOf(['round', ['get', 'minus']]),
  numberOf(['round', ['*', 0.1, ['get', 'n']]]),
  numberOf(['get', 'n']),
  numberOf(['get', 'text']),
  numberOf(['number', ['get', 'text'], ['get', 'n'], 1.5]),
  numberOf(['to-number', ['get', 'text']]),
  numberOf(['to-number', ['get', 'kind'], ['get', 'flag'], 4]),
  numberOf(['to-number', ['get', 'nothing'], 4]),
  numberOf(['coalesce', ['get', 'nothing'], ['get', 'n'], 9]),
  numberOf(['+', ['coalesce', ['get', 'half'], 4], 1]),
  numberOf(['length', ['get', 'kind']]),
  numberOf(['index-of', '道', ['get', 'kind']]),
  numberOf(['step', ['zoom'], 1, 10, 2, 16, ['get', 'n']]),
  numberOf(['step', ['get', 'half'], 1, 0.5, 2, 2.5, 3]),
  numberOf(['interpolate', ['linear'], ['zoom'], 10, 1, 16, 7]),
  numberOf(['interpolate', ['exponential', 2], ['zoom'], 10, 1, 20, ['*', 3, ['coalesce', ['get', 'half'], 1]]]),
  numberOf(['interpolate', ['exponential', 1.4], ['coalesce', ['get', 'half'], 0], 0, 1, 5, 9]),
  numberOf(['match', ['get', 'n'], [1, 3], 8, 5, 9, 2]),
  numberOf(['match', ['get', 'kind'], ['a', 'b'], 8, '町道1級', ['get', 'n'], 2]),
  numberOf(['case', ['has', 'half'], ['get', 'half'], ['==', ['geometry-type'], 'Point'], 5, 6]),
  numberOf(['case', ['get', 'flag'], 1, 2]),
  numberOf(['at', 1, ['literal', [4, 5, 6]]]),
  numberOf(['id']),
  ['symbol', 'text-offset', [1, 0.5]],
  ['symbol', 'text-offset', ['interpolate', ['linear'], ['zoom'], 10, ['literal', [0, 1]], 20, ['literal', [1, 3]]]],
  ['line', 'line-dasharray', [3, 2]],
  ['line', 'line-dasharray', ['step', ['zoom'], ['literal', [1, 1]], 15, ['literal', [4, 2]]]],
  textOf(['get', 'kind']),
  textOf(['get', 'n']),
  textOf(['get', 'flag']),
  textOf(['get', 'big']),
  textOf(['get', 'small']),
  textOf(['get', 'exact']),
  textOf(['to-string', ['get', 'half']]),
  textOf(['to-string', ['has', 'half']]),
  textOf(['concat', 'W=', ['number-format', ['get', 'n'], { 'min-fraction-digits': 1, 'max-fraction-digits': 1 }], 'm']),
  textOf(['number-format', ['get', 'n'], {}]),
  textOf(['number-format', ['get', 'half'], { 'max-fraction-digits': 0 }]),
  textOf(['number-format', ['get', 'minus'], { 'min-fraction-digits': 2 }]),
  textOf(['concat', ['get', 'kind'], '・', ['get', 'n'], '・', ['get', 'nothing'], ['get', 'flag']]),
  textOf(['upcase', ['string', ['get', 'kind'], 'none']]),
  textOf(['downcase', 'ABC']),
  textOf(['slice', ['get', 'kind'], 1, 3]),
  textOf(['slice', 'みどり野町', -2]),
  textOf(['format', ['get', 'kind'], { 'font-scale': 0.8 }, '\n', {}, ['get', 'text'], {}]),
  textOf(['coalesce', ['get', 'nothing'], ['get', 'text'], 'none']),
  textOf(['case', ['in', '級', ['coalesce', ['get', 'text'], '級']], 'yes', 'no']),
  textOf(['match', ['geometry-type'], 'Polygon', 'area', ['LineString', 'Point'], 'other', '']),
  colourOf('#37a66b'),
  colourOf('rgba(255, 128, 0, 0.5)'),
  colourOf('hsl(120, 50%, 40%)'),
  colourOf(['get', 'colour']),
  colourOf(['to-color', ['get', 'colour'], '#112233']),
  colourOf(['rgb', 10, 20, ['coalesce', ['get', 'n'], 30]]),
  colourOf(['rgba', 10, 20, 30, 0.25]),
  colourOf(['interpolate', ['linear'], ['zoom'], 10, '#ff0000', 20, 'rgba(0, 0, 255, 0)']),
  colourOf(['match', ['get', 'kind'], 'a', '#fff2cc', ['町道1級', '道道'], 'hsla(40, 80%, 50%, 0.5)', '#cccccc']),
  colourOf(['step', ['zoom'], '#000000', 15, ['case', ['has', 'half'], '#ffffff', 'red']]),
  wordOf(['match', ['get', 'kind'], 'a', 'top', 'left']),
  wordOf(['step', ['zoom'], 'top', 15, 'bottom-left']),
  ['symbol', 'icon-image', ['match', ['get', 'kind'], 'a', 'machizu:dots', '']],
  ['symbol', 'text-allow-overlap', ['step', ['zoom'], false, 15, true]],
];

const filters: Json[] = [
  ['==', ['get', 'kind'], 'a'],
  ['==', ['get', 'n'], 3],
  ['!=', ['get', 'kind'], 'a'],
  ['==', ['get', 'nothing'], null],
  ['==', 'kind', 'a'],
  ['!=', 'kind', 'a'],
  ['==', 'n', '3'],
  ['>', ['get', 'n'], 2],
  ['<=', ['to-number', ['get', 'n'], 0], 3],
  ['>=', ['get', 'kind'], 'b'],
  ['>', 'n', 2],
  ['<', 'half', 1],
  ['==', '$type', 'Polygon'],
  ['in', '$type', 'Point', 'LineString'],
  ['in', 'kind', 'a', '町道1級'],
  ['!in', 'kind', 'a', 5],
  ['has', 'half'],
  ['!has', 'half'],
  ['!', ['has', 'half']],
  ['all', ['has', 'n'], ['==', 'kind', 'a']],
  ['any', ['has', 'half'], ['>', ['to-number', ['get', 'n'], 0], 2]],
  ['none', ['==', 'kind', 'a'], ['has', 'big']],
  ['all', ['has', 'kind'], ['has', 'n']],
  ['all'],
  ['any'],
  ['in', ['get', 'kind'], ['literal', ['a', 5]]],
  ['in', '道', ['get', 'kind']],
  ['in', 'a', ['literal', ['a']]],
  ['case', ['has', 'flag'], ['get', 'flag'], true],
  ['get', 'flag'],
  ['to-boolean', ['get', 'text']],
  ['step', ['zoom'], ['has', 'n'], 15, ['has', 'half']],
  ['==', ['id'], 9],
  ['==', ['geometry-type'], 'LineString'],
  ['match', ['get', 'kind'], ['a', 'b'], true, false],
  true,
];

/** What the sample town's styles say, each once. */
for (const layers of Object.values(styles)) {
  for (const layer of layers) {
    for (const [property, value] of Object.entries({ ...layer.paint, ...layer.layout })) {
      if (Array.isArray(value) && typeof value[0] === 'string' && property !== 'text-variable-anchor-offset') {
        properties.push([layer.type, property, value]);
      }
    }
    if (layer.filter !== undefined) filters.push(layer.filter);
  }
}

type Specification = Record<string, Record<string, StylePropertySpecification> | undefined>;

function specificationOf(type: string, property: string): StylePropertySpecification {
  const all = latest as unknown as Specification;
  const found = all[`paint_${type}`]?.[property] ?? all[`layout_${type}`]?.[property];
  if (found === undefined) throw new Error(`no property ${property} of ${type}`);
  return found;
}

const rounded = (value: number) => Number(value.toPrecision(12));

/** A value as JSON; colours as red, green, blue and alpha from 0 to 1; null where the default holds. */
function plain(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return rounded(value);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  if ('sections' in value) return String(value);
  if ('name' in value) return value.name;
  if ('rgb' in value) return { rgba: (value.rgb as number[]).map(rounded) };
  throw new Error(`cannot write ${JSON.stringify(value)}`);
}

test('what expressions give on the screen, for maps on paper', async () => {
  // MapLibre tells of each value that does not fit; that is what is asked here.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const errors: string[] = [];
  const tableOf = properties.map(([type, property, value]) => {
    // With a default that nothing else gives, one sees where MapLibre falls back to it.
    const { default: _, ...specification } = specificationOf(type, property);
    const read = Array.isArray(value) && typeof value[0] === 'string';
    const made = read ? createExpression(value, 'test', specification as StylePropertySpecification) : null;
    if (made?.result === 'error') errors.push(`${property} ${JSON.stringify(value)}: ${made.value[0]?.message}`);
    const compiled = made?.result === 'success' ? made.value : null;
    const expected = features.map((feature) =>
      zooms.map((zoom) => {
        if (compiled === null) return specification.type === 'color' ? plainColour(value) : value;
        return plain(compiled.evaluate({ zoom }, feature as never));
      }),
    );
    return { property, kind: specification.type, value, expected };
  });
  const filtersOf = filters.map((filter) => {
    const { filter: takes } = featureFilter(structuredClone(filter) as FilterSpecification, 'test');
    return { filter, expected: features.map((feature) => zooms.map((zoom) => takes({ zoom }, feature as never))) };
  });
  expect(errors).toEqual([]);
  const lines = (rows: unknown[]) => rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n');
  await expect(
    `{"zooms":${JSON.stringify(zooms)},\n "features":[\n${lines(features)}\n ],\n "properties":[\n${lines(tableOf)}\n ],\n "filters":[\n${lines(filtersOf)}\n ]}\n`,
  ).toMatchFileSnapshot('../../../src/test/resources/org/machizu/maps/expression/expected.json');
});

/** A plain colour is read by the expression that coerces it. */
function plainColour(value: Json): unknown {
  const made = createExpression(['to-color', value], 'test', { type: 'color' } as StylePropertySpecification);
  if (made.result === 'error') throw new Error(`no colour: ${JSON.stringify(value)}`);
  return plain(made.value.evaluate({ zoom: 0 }, features[0] as never));
}
