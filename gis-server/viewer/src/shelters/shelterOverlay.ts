import type { LayerSpecification, Map as MapView } from 'maplibre-gl';
import { SignOverlay } from '../maps/signOverlay';
import { layerIdOf } from '../maps/style';
import type { Theme } from '../theme/choice';
import { signOf } from './looks';
import type { Shelter, Status } from './shelter';

const SHELTERS = 'machizu-shelters';
/** From here on there is room for words. */
const WORDS_ZOOM = 13;
/** Open ones lie on top. */
const ORDER: Record<Status, number> = { closed: 0, closing: 1, opening: 1, open: 2 };

/** Shelters by their state over the map, in place of the plain signs of their layer. */
export class ShelterOverlay extends SignOverlay {
  /** Of which the own signs give way. */
  private own: ReadonlySet<string> = new Set();

  constructor(map: MapView, theme: () => Theme, redraw: () => void) {
    super(map, SHELTERS, theme, redraw);
  }

  /** @param words what stands below each sign */
  show(shelters: readonly Shelter[], words: (shelter: Shelter) => string): void {
    const own = new Set(shelters.map(({ layer }) => layer));
    const isOther = [...own].sort().join() !== [...this.own].sort().join();
    this.own = own;
    this.setFeatures(
      shelters.flatMap((shelter): GeoJSON.Feature[] =>
        shelter.place === null
          ? []
          : [
              {
                type: 'Feature',
                geometry: { type: 'Point', coordinates: shelter.place },
                properties: {
                  shelter: shelter.id,
                  sign: signOf(shelter, this.theme()),
                  words: words(shelter),
                  order: ORDER[shelter.state.status],
                },
              },
            ],
      ),
      isOther,
    );
  }

  /** The shelter whose sign lies at a place; empty for none. */
  shelterAt(place: { lng: number; lat: number }): string {
    return String(this.at(place)[0]?.properties['shelter'] ?? '');
  }

  protected override below(layers: LayerSpecification[]): LayerSpecification[] {
    return layers.filter((layer) => !this.own.has(layerIdOf(layer)));
  }

  protected layers(theme: Theme): LayerSpecification[] {
    return [
      {
        id: SHELTERS,
        type: 'symbol',
        source: SHELTERS,
        layout: {
          'icon-image': ['get', 'sign'],
          'icon-anchor': 'bottom',
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.55, 14, 1],
          // The higher key is drawn later: open ones on top.
          'symbol-sort-key': ['get', 'order'],
        },
      },
      {
        id: `${SHELTERS}-words`,
        type: 'symbol',
        source: SHELTERS,
        minzoom: WORDS_ZOOM,
        layout: {
          'text-field': ['get', 'words'],
          'text-size': 12,
          'text-anchor': 'top',
          'text-offset': [0, 0.15],
          'text-max-width': 10,
          'symbol-sort-key': ['-', ['get', 'order']],
        },
        paint: {
          'text-color': theme === 'dark' ? '#c9f2da' : '#075236',
          'text-halo-color': theme === 'dark' ? '#16191d' : '#ffffff',
          'text-halo-width': 2,
        },
      },
    ];
  }
}
