import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import { svgElement } from '../page/element';
import type { Theme } from '../theme/choice';
import { type Condition, CONDITIONS } from './roadSheet';

/** The source with the tiles of the roads. */
export const ROADS = 'machizu-snow-roads';

/** The name of a road's condition among the states of the map's features. */
export const CONDITION = 'snow';

/** The conditions in the order of the legend. */
export const LEGEND: readonly Exclude<Condition, 'none'>[] = [
  'notYet',
  'snowedOver',
  'partly',
  'cannotTell',
  'hour1',
  'hours3',
  'hours6',
  'older',
];

interface Look {
  colour: Record<Theme, string>;
  /** Of the whole line at zoom 14, in pixels. */
  widthPx: number;
  /** In line widths; whole lines have none. */
  dash?: readonly number[];
  /** Two thin lines with nothing between them. */
  isHollow?: boolean;
}

/**
 * A condition is told by its pattern as well as its colour: full where it is cleared, the thinner and
 * paler the longer ago; hollow where it is not; broken where it is in part, or cannot be told. Blue
 * against red and orange is told apart with every kind of colour blindness.
 */
const LOOKS: Record<Exclude<Condition, 'none'>, Look> = {
  notYet: { colour: { light: '#b3161b', dark: '#ff8a80' }, widthPx: 5.5, isHollow: true },
  snowedOver: { colour: { light: '#7a2e9e', dark: '#d9a6ff' }, widthPx: 4.5, dash: [0.4, 1] },
  partly: { colour: { light: '#a85400', dark: '#ffb866' }, widthPx: 4.5, dash: [2.2, 0.9] },
  cannotTell: { colour: { light: '#4f565e', dark: '#c3c9d0' }, widthPx: 3, dash: [1, 1.6] },
  hour1: { colour: { light: '#00357f', dark: '#a9ccff' }, widthPx: 6 },
  hours3: { colour: { light: '#1566c9', dark: '#6fa8f5' }, widthPx: 4.8 },
  hours6: { colour: { light: '#2f8fd6', dark: '#4a8fd0' }, widthPx: 3.6 },
  older: { colour: { light: '#4a93ad', dark: '#4c8196' }, widthPx: 2.4 },
};

const EDGE: Record<Theme, string> = { light: '#ffffff', dark: '#0b0d10' };
const HOLLOW_LINE_PX = 1.5;
const EDGE_PX = 2.4;
/** How wide lines are at a zoom, against zoom 14. */
const BY_ZOOM: readonly [zoom: number, part: number][] = [
  [9, 0.25],
  [12, 0.55],
  [14, 1],
  [17, 2],
  [20, 3],
];

/**
 * The style layers for roads by their condition. A pattern of dashes cannot depend on the state of a
 * feature, so each has a layer of its own, in which all other roads have no width.
 *
 * @param otherwise the condition of roads that have none of their own
 */
export function roadLayers(
  sourceLayer: string,
  otherwise: Condition,
  theme: Theme,
): LineLayerSpecification[] {
  const solid = LEGEND.filter((name) => !LOOKS[name].dash && !LOOKS[name].isHollow);
  const hollow = LEGEND.filter((name) => LOOKS[name].isHollow);
  const dashed = LEGEND.filter((name) => LOOKS[name].dash);
  const line = (
    name: string,
    paint: LineLayerSpecification['paint'],
    cap: 'butt' | 'round' = 'butt',
  ): LineLayerSpecification => ({
    id: `${ROADS}-${name}`,
    type: 'line',
    source: ROADS,
    'source-layer': sourceLayer,
    layout: { 'line-cap': cap, 'line-join': 'round' },
    paint: paint ?? {},
  });
  const by = (pick: (name: Exclude<Condition, 'none'>) => number | string, none: number | string) =>
    match(otherwise, pick, none);
  const only = (names: readonly Condition[], width: (look: Look) => number) =>
    byZoom(by((name) => (names.includes(name) ? width(LOOKS[name]) : 0), 0));
  const colour = by((name) => LOOKS[name].colour[theme], 'rgba(0,0,0,0)');
  return [
    line('edge', {
      'line-color': EDGE[theme],
      'line-width': byZoom(by((name) => LOOKS[name].widthPx + EDGE_PX, 0)),
      'line-opacity': by(() => 1, 0) as ExpressionSpecification,
    }, 'round'),
    line('hollow', {
      'line-color': colour as ExpressionSpecification,
      'line-gap-width': only(hollow, (look) => look.widthPx - 2 * HOLLOW_LINE_PX),
      'line-width': only(hollow, () => HOLLOW_LINE_PX),
    }),
    line('solid', {
      'line-color': colour as ExpressionSpecification,
      'line-width': only(solid, (look) => look.widthPx),
    }, 'round'),
    ...dashed.map((name) =>
      line(name, {
        'line-color': LOOKS[name].colour[theme],
        'line-dasharray': [...(LOOKS[name].dash ?? [])],
        'line-width': only([name], (look) => look.widthPx),
      }),
    ),
  ];
}

/** A road in a condition, as a sign for the legend. */
export function sampleOf(condition: Exclude<Condition, 'none'>, theme: Theme): SVGSVGElement {
  const { colour, widthPx, dash, isHollow } = LOOKS[condition];
  const line = (width: number, ink: string, extra: Record<string, string> = {}) =>
    svgElement('path', {
      d: 'M2 8 H38',
      fill: 'none',
      stroke: ink,
      'stroke-width': String(width),
      ...extra,
    });
  const parts = [line(widthPx, colour[theme], dash ? { 'stroke-dasharray': dash.map((part) => part * widthPx).join(' ') } : {})];
  if (isHollow) parts.push(line(widthPx - 2 * HOLLOW_LINE_PX, EDGE[theme]));
  return svgElement(
    'svg',
    { class: 'snow-sample', viewBox: '0 0 40 16', 'aria-hidden': 'true' },
    ...parts,
  );
}

/** Above everything but the texts of the map, which stay readable. */
export function belowTexts(
  layers: readonly LayerSpecification[],
  added: readonly LayerSpecification[],
): LayerSpecification[] {
  const at = layers.findLastIndex(({ type }) => type !== 'symbol') + 1;
  return [...layers.slice(0, at), ...added, ...layers.slice(at)];
}

function match(
  otherwise: Condition,
  pick: (name: Exclude<Condition, 'none'>) => number | string,
  none: number | string,
): unknown {
  const of = (name: Condition) => (name === 'none' ? none : pick(name));
  return [
    'match',
    ['coalesce', ['feature-state', CONDITION], otherwise],
    ...CONDITIONS.flatMap((name) => [name, of(name)]),
    none,
  ];
}

function byZoom(width: unknown): ExpressionSpecification {
  return [
    'interpolate',
    ['linear'],
    ['zoom'],
    ...BY_ZOOM.flatMap(([zoom, part]) => [zoom, ['*', part, width]]),
  ] as ExpressionSpecification;
}
