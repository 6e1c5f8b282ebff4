import type { Map as MapView, StyleSpecification } from 'maplibre-gl';
import type { Theme } from '../theme/choice';
import { belowTexts, CONDITION, roadLayers, ROADS } from './looks';
import { type Condition, conditionOf, directionsOf, type RoadSheet } from './roadSheet';

/** How near a click must be, in pixels. */
const REACH_PX = 6;

/**
 * Roads by their condition, over the layers of the map. The lines come with the tiles of the roads,
 * which the map has anyway; only each road's condition is added to them. So news and another moment
 * cost neither tiles nor a new layout, with 5,000 roads as with fifty.
 */
export class RoadOverlay {
  private sheet: RoadSheet | null = null;
  private nowS = 0;
  private readonly applied = new Map<number, Condition>();

  constructor(
    private readonly map: MapView,
    private readonly theme: () => Theme,
    private readonly redraw: () => void,
  ) {
    map.on('sourcedata', (event) => {
      // A source that begins anew knows no conditions.
      if (event.sourceId !== ROADS || event.sourceDataType !== 'metadata') return;
      this.applied.clear();
      this.apply();
    });
  }

  /** The style with the roads, while they are shown. */
  readonly overlay = (style: StyleSpecification): StyleSpecification => {
    const { sheet } = this;
    if (sheet === null) return style;
    const layers = roadLayers(sheet.layer, this.otherwise(sheet), this.theme());
    return {
      ...style,
      sources: { ...style.sources, [ROADS]: { type: 'vector', url: `/tiles/${sheet.layer}.json` } },
      layers: belowTexts(style.layers, layers),
    };
  };

  /**
   * @param sheet null for no roads
   * @param nowS Unix seconds, from which ages count
   */
  show(sheet: RoadSheet | null, nowS: number): void {
    const before = this.sheet;
    this.sheet = sheet;
    const isOther =
      sheet === null || before === null
        ? sheet !== before
        : sheet.layer !== before.layer || this.otherwise(sheet) !== this.otherwise(before);
    this.nowS = nowS;
    if (sheet === null) this.applied.clear();
    if (isOther) this.redraw();
    this.apply();
  }

  /** The roads themselves have changed. */
  reload(): void {
    const source = this.map.getSource(ROADS);
    if (source !== undefined && 'setUrl' in source && 'url' in source) {
      (source as { setUrl(url: string): void }).setUrl(String(source.url));
    }
  }

  /** The road that is drawn at a place: its id, and its line or a piece of it; null for none. */
  roadAt(place: { lng: number; lat: number }): { id: number; shape: GeoJSON.Geometry } | null {
    if (this.sheet === null || this.map.getLayer(`${ROADS}-edge`) === undefined) return null;
    const { x, y } = this.map.project([place.lng, place.lat]);
    const found = this.map.queryRenderedFeatures(
      [
        [x - REACH_PX, y - REACH_PX],
        [x + REACH_PX, y + REACH_PX],
      ],
      { layers: [`${ROADS}-edge`] },
    );
    for (const { id, geometry } of found) {
      if (typeof id === 'number') return { id, shape: geometry };
    }
    return null;
  }

  private otherwise(sheet: RoadSheet): Condition {
    return conditionOf(directionsOf(sheet, -1), this.nowS);
  }

  private apply(): void {
    const { sheet, map, applied, nowS } = this;
    if (sheet === null || map.getSource(ROADS) === undefined) return;
    const feature = (id: number) => ({ source: ROADS, sourceLayer: sheet.layer, id });
    for (const id of applied.keys()) {
      if (sheet.roads.has(id)) continue;
      map.removeFeatureState(feature(id), CONDITION);
      applied.delete(id);
    }
    for (const [id, directions] of sheet.roads) {
      const condition = conditionOf(directions, nowS);
      if (applied.get(id) === condition) continue;
      map.setFeatureState(feature(id), { [CONDITION]: condition });
      applied.set(id, condition);
    }
  }
}
