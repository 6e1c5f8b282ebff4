import type { Map as MapView } from 'maplibre-gl';
import { type Drawing, pixelsOf } from './drawing';
import { readImageName } from './name';
import { patternOf } from './patterns';
import { symbolOf } from './symbols';

/** More is not seen, and costs memory. */
const MAX_RATIO = 3;

/** The drawing of a built-in image; null for a name that is none. */
export function drawingOf(name: string): Drawing | null {
  const read = readImageName(name);
  if (read === null) return null;
  return read.kind === 'symbol' ? symbolOf(read) : patternOf(read);
}

/**
 * Draws the built-in images when a style first asks for them, as sharp as the screen is.
 *
 * @param more draws what other parts of the page name; null for what is none of theirs
 */
export function provideImages(map: MapView, more: (name: string) => Drawing | null): void {
  map.setMissingStyleImageResolver((name) => {
    const drawing = drawingOf(name) ?? more(name);
    if (drawing === null || map.hasImage(name)) return;
    const pixelRatio = Math.min(MAX_RATIO, Math.max(1, Math.ceil(window.devicePixelRatio)));
    map.addImage(name, pixelsOf(drawing, pixelRatio), { pixelRatio });
  });
}
