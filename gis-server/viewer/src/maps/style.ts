import type {
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { isBase } from '../basemap/background';
import type { Client } from '../http/client';
import { type Language, serverLanguage } from '../language/choice';
import type { Theme } from '../theme/choice';

/** The source with the shape of the chosen feature. */
export const SELECTION = 'machizu-selection';

const SELECTION_COLOUR = '#e8006f';

/** @throws ProblemError, UnreachableError */
export async function fetchStyle(
  client: Client,
  language: Language,
  theme: Theme,
): Promise<StyleSpecification> {
  const name = theme === 'dark' ? 'dark' : 'default';
  const path = `/styles/${name}.json?lang=${serverLanguage(language)}`;
  return (await client.getJson(path)) as StyleSpecification;
}

/**
 * Which layer of the catalogue a style layer draws; empty for the background, to which style layers
 * with the metadata `machizu:base` belong.
 */
export function layerIdOf(layer: LayerSpecification): string {
  if (isBase(layer)) return '';
  if (!('source' in layer) || typeof layer.source !== 'string') return '';
  const sourceLayer = 'source-layer' in layer ? layer['source-layer'] : undefined;
  return sourceLayer ?? layer.source;
}

/** The sources that a layer of the catalogue is drawn from. */
export function sourceIdsOf(style: StyleSpecification, layerId: string): string[] {
  const ids = style.layers
    .filter((layer) => layerIdOf(layer) === layerId)
    .map((layer) => ('source' in layer && typeof layer.source === 'string' ? layer.source : ''));
  return [...new Set(ids)];
}

/** The style with the chosen feature drawn over everything. */
export function withSelection(
  style: StyleSpecification,
  shape: GeoJSON.Geometry | null,
): StyleSpecification {
  const source: SourceSpecification = { type: 'geojson', data: selectionData(shape) };
  return {
    ...style,
    sources: { ...style.sources, [SELECTION]: source },
    layers: [
      ...style.layers,
      {
        id: `${SELECTION}-area`,
        type: 'fill',
        source: SELECTION,
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': SELECTION_COLOUR, 'fill-opacity': 0.08 },
      },
      {
        id: `${SELECTION}-line`,
        type: 'line',
        source: SELECTION,
        filter: ['!=', ['geometry-type'], 'Point'],
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': SELECTION_COLOUR, 'line-width': 3 },
      },
      {
        id: `${SELECTION}-point`,
        type: 'circle',
        source: SELECTION,
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 11,
          'circle-color': 'rgba(0,0,0,0)',
          'circle-stroke-color': SELECTION_COLOUR,
          'circle-stroke-width': 3,
        },
      },
    ],
  };
}

/** What the source of the chosen feature holds. */
export function selectionData(shape: GeoJSON.Geometry | null): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] =
    shape === null ? [] : [{ type: 'Feature', geometry: shape, properties: {} }];
  return { type: 'FeatureCollection', features };
}
