import type { LineLayerSpecification, StyleSpecification } from 'maplibre-gl';
import { type Client, isRecord } from '../http/client';
import { svgElement } from '../page/element';
import { belowTexts } from '../snow/looks';
import type { Theme } from '../theme/choice';

const HINTS = 'machizu-hints';
const BAND: Record<Theme, string> = { light: '#ffb400', dark: '#b98300' };
const EDGE: Record<Theme, string> = { light: '#5a3d00', dark: '#ffe9b0' };

/** @throws ProblemError, UnreachableError, Error when the answer is none of stretches */
export async function fetchHints(client: Client): Promise<GeoJSON.MultiLineString[]> {
  return readHints(await client.getJson('/api/snow/hints'));
}

/** The stretches to be cleared with care: lines, and nothing else is told of them. */
export function readHints(json: unknown): GeoJSON.MultiLineString[] {
  if (!isRecord(json) || !Array.isArray(json['stretches'])) throw new Error('these are no stretches');
  return json['stretches'].filter(isRecord).flatMap(({ geometry }) => {
    const isLine = isRecord(geometry) && geometry['type'] === 'MultiLineString';
    return isLine ? [geometry as unknown as GeoJSON.MultiLineString] : [];
  });
}

/**
 * The stretches as a broad band with edges around the road, so that its state is seen within, and
 * the band is seen whatever colours one tells apart.
 */
export function withHints(
  style: StyleSpecification,
  stretches: readonly GeoJSON.MultiLineString[],
  theme: Theme,
): StyleSpecification {
  if (stretches.length === 0) return style;
  const features = stretches.map(
    (geometry): GeoJSON.Feature => ({ type: 'Feature', geometry, properties: {} }),
  );
  const line = (name: string, colour: string, widthPx: number): LineLayerSpecification => ({
    id: `${HINTS}-${name}`,
    type: 'line',
    source: HINTS,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': ['interpolate', ['linear'], ['zoom'], 10, widthPx / 3, 14, widthPx, 18, widthPx * 2.5],
    },
  });
  return {
    ...style,
    sources: {
      ...style.sources,
      [HINTS]: { type: 'geojson', data: { type: 'FeatureCollection', features } },
    },
    layers: belowTexts(style.layers, [
      line('edge', EDGE[theme], 19),
      line('band', BAND[theme], 15),
    ]),
  };
}

/** The band as the legend shows it. */
export function hintSample(theme: Theme): SVGSVGElement {
  const stroke = (colour: string, width: string) =>
    svgElement('line', { x1: '3', y1: '8', x2: '37', y2: '8', stroke: colour, 'stroke-width': width });
  return svgElement(
    'svg',
    { class: 'snow-sample', viewBox: '0 0 40 16', 'aria-hidden': 'true' },
    stroke(EDGE[theme], '14'),
    stroke(BAND[theme], '10'),
  );
}
