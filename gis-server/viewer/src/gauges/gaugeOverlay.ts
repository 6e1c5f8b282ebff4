import type { GeoJSONSource, LayerSpecification, Map as MapView, StyleSpecification } from 'maplibre-gl';
import type { Theme } from '../theme/choice';
import { type Gauge, inOrder } from './gauge';
import { signOf } from './looks';

const GAUGES = 'machizu-gauges';
/** How near a click must be to the middle of a sign, in pixels. */
const REACH_PX = 20;
/** From here on there is room for words. */
const WORDS_ZOOM = 10.5;

/** Gauges with their bars over the map, the gravest on top. */
export class GaugeOverlay {
  private isOn = false;
  private data: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

  constructor(
    private readonly map: MapView,
    private readonly theme: () => Theme,
    private readonly redraw: () => void,
  ) {}

  /** The style with the gauges, while they are shown. */
  readonly overlay = (style: StyleSpecification): StyleSpecification =>
    this.isOn
      ? {
          ...style,
          sources: { ...style.sources, [GAUGES]: { type: 'geojson', data: this.data } },
          layers: [...style.layers, ...layers(this.theme())],
        }
      : style;

  setOn(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.redraw();
  }

  /** @param words what stands below each sign */
  show(gauges: readonly Gauge[], words: (gauge: Gauge) => string): void {
    const features = inOrder(gauges).flatMap((gauge, order): GeoJSON.Feature[] =>
      gauge.place === null
        ? []
        : [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: gauge.place },
              properties: { gauge: gauge.gauge, sign: signOf(gauge, this.theme()), words: words(gauge), order },
            },
          ],
    );
    const data: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features };
    if (JSON.stringify(data) === JSON.stringify(this.data)) return;
    this.data = data;
    if (this.isOn) this.map.getSource<GeoJSONSource>(GAUGES)?.setData(data);
  }

  /** The gauge whose sign lies at a place; empty for none. */
  gaugeAt(place: { lng: number; lat: number }): string {
    if (!this.isOn || this.map.getLayer(GAUGES) === undefined) return '';
    const { x, y } = this.map.project(place);
    const around: [[number, number], [number, number]] = [
      [x - 2, y - 2],
      [x + 2, y + 2],
    ];
    const found = this.map.queryRenderedFeatures(around, { layers: [GAUGES] });
    const near = found.find(({ geometry }) => {
      if (geometry.type !== 'Point') return false;
      const [lng = 0, lat = 0] = geometry.coordinates;
      const at = this.map.project([lng, lat]);
      return Math.abs(at.x - x) <= REACH_PX;
    });
    return String((near ?? found[0])?.properties['gauge'] ?? '');
  }
}

function layers(theme: Theme): LayerSpecification[] {
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
