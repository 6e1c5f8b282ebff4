import { isLanguage, type Language } from '../language/choice';
import type { Box } from '../maps/tileGrid';

/** A layer of the map, as far as the script needs to know it. */
export interface FactsLayer {
  id: string;
  title: string;
  attributes: readonly { name: string; title: string }[];
}

/** What the server wrote into the page about its map. */
export interface Facts {
  id: string;
  /** Where its style is. */
  style: string;
  language: Language;
  /** Where it begins; null where its makers chose nothing. */
  view: { lon: number; lat: number; zoom: number } | null;
  /** Around everything that it shows; null for nothing. */
  box: Box | null;
  layers: readonly FactsLayer[];
}

/** Reads what stands in the page. */
export function readFacts(text: string): Facts {
  const { id, style, language, view, box, layers } = JSON.parse(text) as Partial<Facts>;
  return {
    id: id ?? '',
    style: style ?? '',
    language: isLanguage(language ?? null) ? (language as Language) : 'ja',
    view: view ?? null,
    box: box ?? null,
    layers: layers ?? [],
  };
}

/** The address at which somebody tells of a mistake at a place, or in a feature there. */
export function feedbackAddress(
  page: string,
  place: { lng: number; lat: number },
  feature: { layer: string; id: string } | null,
): string {
  const [path, query] = page.split('?');
  const asked = new URLSearchParams(query);
  asked.set('lon', place.lng.toFixed(6));
  asked.set('lat', place.lat.toFixed(6));
  if (feature !== null) {
    asked.set('layer', feature.layer);
    asked.set('feature', feature.id);
  }
  return `${path}?${asked}`;
}

/** What a feature tells, in the order of its layer's attributes; what is empty is left out. */
export function toldOf(
  layer: FactsLayer,
  properties: Record<string, unknown>,
  yesNo: readonly [string, string],
): [title: string, value: string][] {
  return layer.attributes.flatMap(({ name, title }) => {
    const value = properties[name];
    if (value === null || value === undefined || value === '') return [];
    if (typeof value === 'boolean') return [[title, yesNo[value ? 0 : 1]] as [string, string]];
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return [[title, text] as [string, string]];
  });
}
