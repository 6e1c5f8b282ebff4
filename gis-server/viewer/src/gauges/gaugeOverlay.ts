import type { LayerSpecification, Map as MapView } from 'maplibre-gl';
import { SignOverlay } from '../maps/signOverlay';
import type { Theme } from '../theme/choice';
import { type Gauge, inOrder } from './gauge';
import { signOf } from './looks';

const GAUGES = 'machizu-gauges';
/** How near a click must be to the middle of a sign, in pixels. */
const REACH_PX = 20;
/** From here on there is room for words. */
const WORDS_ZOOM = 10.5;

/** Gauges with their bars over the map, the gravest on top. */
export class GaugeOverlay extends SignOverlay {
  constructor(map: MapView, theme: () => Theme, redraw: () => void) {
    super(map, GAUGES, theme, redraw);
  }

  /** @param words what stands below each sign */
  show(gauges: readonly Gauge[], words: (gauge: Gauge) => string): void {
    this.setFeatures(
      inOrder(gauges).flatMap((gauge, order): GeoJSON.Feature[] =>
        gauge.place === null
          ? []
          : [
              {
                type: 'Feature',
                geometry: { type: 'Point', coordinates: gauge.place },
                properties: { gauge: gauge.gauge, sign: signOf(gauge, this.theme()), words: words(gauge), order },
              },
            ],
      ),
    );
  }

  /** The gauge whose sign lies at a place; empty for none. */
  gaugeAt(place: { lng: number; lat: number }): string {
    const found = this.at(place);
    const { x } = this.map.project(place);
    const near = found.find(({ geometry }) => {
      if (geometry.type !== 'Point') return false;
      const [lng = 0, lat = 0] = geometry.coordinates;
      return Math.abs(this.map.project([lng, lat]).x - x) <= REACH_PX;
    });
    return String((near ?? found[0])?.properties['gauge'] ?? '');
  }

  protected layers(theme: Theme): LayerSpecification[] {
    return [
      {
        id: GAUGES,
        type: 'symbol',
        source: GAUGES,
        layout: {
          'icon-image': ['get', 'sign'],
          'icon-anchor': 'bottom',
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          // The higher key is drawn later: the gravest on top.
          'symbol-sort-key': ['-', ['get', 'order']],
        },
      },
      {
        id: `${GAUGES}-words`,
        type: 'symbol',
        source: GAUGES,
        minzoom: WORDS_ZOOM,
        layout: {
          'text-field': ['get', 'words'],
          'text-size': 13,
          'text-anchor': 'top',
          'text-offset': [0, 0.15],
          'symbol-sort-key': ['get', 'order'],
        },
        paint: {
          'text-color': theme === 'dark' ? '#ffffff' : '#1a1a1a',
          'text-halo-color': theme === 'dark' ? '#16191d' : '#ffffff',
          'text-halo-width': 2,
        },
      },
    ];
  }
}
