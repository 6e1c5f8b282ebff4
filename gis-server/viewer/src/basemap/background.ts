import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { isRecord } from '../http/client';
import type { Theme } from '../theme/choice';
import type { BaseMap } from './town';

/** What lies under the layers: the town's own background, nothing, or somebody else's map. */
export type Background = { kind: 'own' } | { kind: 'none' } | { kind: 'tiles'; map: BaseMap };

/** The source of somebody else's tiles. */
export const BACKGROUND_SOURCE = 'machizu-background';

const BLANK: Record<Theme, string> = { light: '#ffffff', dark: '#0b0d10' };
/** GSI's pictures are made for the day. */
const DIMMED = {
  'raster-brightness-max': 0.6,
  'raster-saturation': -0.35,
  'raster-contrast': -0.1,
} as const;

/** Whether a style layer is part of the town's own background. */
export function isBase(layer: LayerSpecification): boolean {
  return isRecord(layer.metadata) && layer.metadata['machizu:base'] === true;
}

/** The background that an address names (`base=none`, `base=pale`); the town's own otherwise. */
export function backgroundNamed(name: string, offered: readonly BaseMap[]): Background {
  if (name === 'none') return { kind: 'none' };
  const map = offered.find((one) => one.id === name);
  return map === undefined ? { kind: 'own' } : { kind: 'tiles', map };
}

/** Its name in an address; empty for the town's own. */
export function nameOf(background: Background): string {
  if (background.kind === 'tiles') return background.map.id;
  return background.kind === 'none' ? 'none' : '';
}

/** The style with this background under the layers. */
export function withBackground(
  style: StyleSpecification,
  background: Background,
  theme: Theme,
  language: 'ja' | 'en',
): StyleSpecification {
  if (background.kind === 'own') return style;
  const layers = style.layers
    .filter((layer) => !isBase(layer))
    .map((layer) => (layer.type === 'background' ? blank(layer, theme) : layer));
  if (background.kind === 'none') return { ...style, layers };
  const { map } = background;
  const ground = layers.findIndex((layer) => layer.type !== 'background');
  const at = ground === -1 ? layers.length : ground;
  const tiles: LayerSpecification = {
    id: BACKGROUND_SOURCE,
    type: 'raster',
    source: BACKGROUND_SOURCE,
    paint: theme === 'dark' ? { ...DIMMED, 'raster-fade-duration': 0 } : { 'raster-fade-duration': 0 },
  };
  return {
    ...style,
    sources: {
      ...style.sources,
      [BACKGROUND_SOURCE]: {
        type: 'raster',
        tiles: [map.tiles],
        tileSize: 256,
        minzoom: map.minzoom,
        maxzoom: map.maxzoom,
        attribution: creditLine(map, language),
      },
    },
    layers: [...layers.slice(0, at), tiles, ...layers.slice(at)],
  };
}

function blank(layer: LayerSpecification & { type: 'background' }, theme: Theme): LayerSpecification {
  return { ...layer, paint: { ...layer.paint, 'background-color': BLANK[theme] } };
}

/** The map library takes credits as HTML. */
function creditLine({ credit, creditLink }: BaseMap, language: 'ja' | 'en'): string {
  const link = /^https?:/.test(creditLink) ? creditLink : '';
  return `<a href="${escaped(link)}" target="_blank" rel="noopener">${escaped(credit[language])}</a>`;
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
