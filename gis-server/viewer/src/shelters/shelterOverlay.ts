import type { GeoJSONSource, LayerSpecification, Map as MapView, StyleSpecification } from 'maplibre-gl';
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
export class ShelterOverlay {
  private isOn = false;
  /** Of which the own signs give way. */
  private layers: ReadonlySet<string> = new Set();
  private data: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

  constructor(
    private readonly map: MapView,
    private readonly theme: () => Theme,
    private readonly redraw: () => void,
  ) {}

  /** The style with the shelters, while they are shown. */
  readonly overlay = (style: StyleSpecification): StyleSpecification =>
    this.isOn
      ? {
          ...style,
          sources: { ...style.sources, [SHELTERS]: { type: 'geojson', data: this.data } },
          layers: [...style.layers.filter((layer) => !this.layers.has(layerIdOf(layer))), ...layers(this.theme())],
        }
      : style;

  setOn(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.redraw();
  }

  /** @param words what stands below each sign */
  show(shelters: readonly Shelter[], words: (shelter: Shelter) => string): void {
    const features = shelters.flatMap((shelter): GeoJSON.Feature[] =>
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
    );
    const data: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features };
    if (JSON.stringify(data) === JSON.stringify(this.data)) return;
    this.data = data;
    const layers = new Set(shelters.map(({ layer }) => layer));
    const isOther = [...layers].sort().join() !== [...this.layers].sort().join();
    this.layers = layers;
    if (this.isOn && isOther) this.redraw();
    if (this.isOn) this.map.getSource<GeoJSONSource>(SHELTERS)?.setData(data);
  }

  /** The shelter whose sign lies at a place; empty for none. */
  shelterAt(place: { lng: number; lat: number }): string {
    if (!this.isOn || this.map.getLayer(SHELTERS) === undefined) return '';
    const { x, y } = this.map.project(place);
    const around: [[number, number], [number, number]] = [
      [x - 2, y - 2],
      [x + 2, y + 2],
    ];
    const [found] = this.map.queryRenderedFeatures(around, { layers: [SHELTERS] });
    return String(found?.properties['shelter'] ?? '');
  }
}

function layers(theme: Theme): LayerSpecification[] {
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
