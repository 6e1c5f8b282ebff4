import type {
  GeoJSONSource,
  LayerSpecification,
  MapGeoJSONFeature,
  Map as MapView,
  StyleSpecification,
} from 'maplibre-gl';
import type { Theme } from '../theme/choice';

/** How far beside a place its sign may begin, in pixels. */
const BESIDE_PX = 2;

/** Signs of places that change, over the map while they are shown. */
export abstract class SignOverlay {
  private isOn = false;
  private data: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

  /**
   * @param source the id of the source, and of the layer with the signs
   * @param redraw asks the map for its style anew
   */
  constructor(
    protected readonly map: MapView,
    private readonly source: string,
    protected readonly theme: () => Theme,
    private readonly redraw: () => void,
  ) {}

  /** The style with the signs, while they are shown. */
  readonly overlay = (style: StyleSpecification): StyleSpecification =>
    this.isOn
      ? {
          ...style,
          sources: { ...style.sources, [this.source]: { type: 'geojson', data: this.data } },
          layers: [...this.below(style.layers), ...this.layers(this.theme())],
        }
      : style;

  setOn(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.redraw();
  }

  /** The layers of the signs and their words. */
  protected abstract layers(theme: Theme): LayerSpecification[];

  /** What is left of the map's own layers below the signs. */
  protected below(layers: LayerSpecification[]): LayerSpecification[] {
    return layers;
  }

  /** @param isOther whether the map's own layers below are others than before */
  protected setFeatures(features: GeoJSON.Feature[], isOther = false): void {
    const data: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features };
    if (JSON.stringify(data) === JSON.stringify(this.data)) return;
    this.data = data;
    if (!this.isOn) return;
    if (isOther) this.redraw();
    this.map.getSource<GeoJSONSource>(this.source)?.setData(data);
  }

  /** What lies at a place, the topmost first; none while the signs are not shown. */
  protected at(place: { lng: number; lat: number }): MapGeoJSONFeature[] {
    if (!this.isOn || this.map.getLayer(this.source) === undefined) return [];
    const { x, y } = this.map.project(place);
    const around: [[number, number], [number, number]] = [
      [x - BESIDE_PX, y - BESIDE_PX],
      [x + BESIDE_PX, y + BESIDE_PX],
    ];
    return this.map.queryRenderedFeatures(around, { layers: [this.source] });
  }
}
