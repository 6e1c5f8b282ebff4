import { AttributionControl, type Map as MapView, NavigationControl } from 'maplibre-gl';
import type { LanguageChoice } from '../language/choice';
import { PlainCredits } from './plainCredits';
import { texts } from './texts';

/**
 * Zoom, compass and sources; named in the language of the page.
 *
 * @param linksOut whether the sources may be links
 */
export function addControls(map: MapView, choice: LanguageChoice, linksOut: boolean): void {
  map.addControl(new NavigationControl(), 'top-left');
  // Where there is room the credits stand open: some sources are free to use on that condition.
  map.addControl(linksOut ? new AttributionControl({}) : new PlainCredits(), 'bottom-left');
  choice.bind(() => {
    const words = texts[choice.current];
    name(map, '.maplibregl-ctrl-zoom-in', words.zoomIn);
    name(map, '.maplibregl-ctrl-zoom-out', words.zoomOut);
    name(map, '.maplibregl-ctrl-compass', words.north);
    name(map, '.maplibregl-ctrl-attrib-button', words.sources);
    map.getCanvas().setAttribute('aria-label', `${words.map}: ${words.mapHelp}`);
  });
}

/** The map library takes its words only once, at the start; ours change with the page. */
function name(map: MapView, selector: string, words: string): void {
  const control = map.getContainer().querySelector(selector);
  control?.setAttribute('aria-label', words);
  control?.setAttribute('title', words);
}
