import {
  type GeoJSONSource,
  type LngLat,
  Map as MapView,
  type MapGeoJSONFeature,
  type Point,
  setWorkerUrl,
  type StyleSpecification,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { type Background, BACKGROUND_SOURCE, withBackground } from '../basemap/background';
import { titleLanguage } from '../basemap/town';
import type { Client } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { Drawing } from '../signs/drawing';
import { provideImages } from '../signs/images';
import { type Appearance, changeAppearance, PLAIN, withAppearance } from './appearance';
import type { ThemeChoice } from '../theme/choice';
import { addControls } from './controls';
import { hasFailedTiles } from './failedTiles';
import { hasPlace, PLACE } from './permalink';
import { Readiness } from './readiness';
import {
  layerIdOf,
  SELECTION,
  selectionData,
  sourceIdsOf,
  withSelection,
} from './style';
import type { Box } from './tileGrid';
import { absolute, TileRefresher } from './tileRefresh';

/** A drawn feature under the pointer. */
export interface Drawn {
  layerId: string;
  /** The feature's id in its layer; null when the tile gives none. */
  id: string | null;
  geometry: GeoJSON.Geometry;
  /** What the tile holds; at low zooms not everything. */
  properties: Record<string, unknown>;
}

/** What the map tells. */
export interface MapListener {
  /** Somebody asked what lies at a place, with pointer or keyboard. */
  onAsk(place: LngLat, drawn: Drawn[]): void;
  /** The map looks elsewhere, or from nearer or farther, and has come to rest. */
  onMoved(): void;
  /** A tile could not be loaded. */
  onTileTrouble(): void;
  /** Tiles of the background do not come, or come again. */
  onBackgroundTrouble(isMissing: boolean): void;
}

/** What the page around the map allows. */
export interface MapFrame {
  /** Whether the page's address tells where the map looks. */
  inAddress: boolean;
  /** Whether credits may lead away from the page. */
  linksOut: boolean;
  /** What goes with every request for tiles. */
  headers: Record<string, string>;
}

const PAGE: MapFrame = { inAddress: true, linksOut: true, headers: {} };

const MAX_ZOOM = 22;
/** From here on the map shows one town or less. */
const TOWN_ZOOM = 10;
/** Near enough to see one parcel with its neighbours. */
const PLACE_ZOOM = 18;
/** How near a click must be, in pixels. */
const REACH_PX = 4;
/** How far a place stays away from what covers the map, in pixels. */
const MARGIN_PX = 48;
const EMPTY: StyleSpecification = { version: 8, sources: {}, layers: [] };

setWorkerUrl(workerUrl);

/** The map of the town: what it draws, how, and what lies where. */
export class TownMap {
  /** For parts of the page that draw over the map. */
  readonly view: MapView;
  private readonly map: MapView;
  private readonly readiness: Readiness;
  private readonly refresher: TileRefresher;
  private style: StyleSpecification = EMPTY;
  private appearance: Appearance = PLAIN;
  private background: Background = { kind: 'own' };
  private overlays: readonly ((style: StyleSpecification) => StyleSpecification)[] = [];
  private readonly drawings: ((name: string) => Drawing | null)[] = [];
  private isAsking = true;
  private selected: GeoJSON.Geometry | null = null;
  private placed: boolean;

  constructor(
    private readonly root: HTMLElement,
    client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    listener: MapListener,
    frame: MapFrame = PAGE,
  ) {
    this.placed = frame.inAddress && hasPlace(location.hash);
    this.map = new MapView({
      container: root,
      style: EMPTY,
      hash: frame.inAddress ? PLACE : false,
      // Japan, until the layers say where the town is.
      center: [138, 37.5],
      zoom: 4,
      maxZoom: MAX_ZOOM,
      // Every tile beyond a layer's last zoom is that zoom's tile made larger. Cutting it up instead
      // would show the name of a parcel once in each piece.
      zoomLevelsToOverscale: MAX_ZOOM,
      attributionControl: false,
      // Labels that fade are placed a few at a time over dozens of frames, which is half a minute on an
      // office machine that draws without a graphics card; at once they cost one frame.
      fadeDuration: 0,
      // The browser keeps tiles by their revision; a second cache here would show old ones again.
      maxTileCacheSize: 0,
      transformRequest: (url) => ({ url: absolute(url), headers: frame.headers }),
    });
    this.view = this.map;
    provideImages(this.map, (name) => this.drawingOf(name));
    addControls(this.map, choice, frame.linksOut);
    this.readiness = new Readiness(root, this.map, () => this.style !== EMPTY);
    this.refresher = new TileRefresher(this.map, client);
    this.listen(listener);
  }

  /** Busy as long as a work goes on that will change what is drawn. */
  during<T>(work: Promise<T>): Promise<T> {
    return this.readiness.during(work);
  }

  /** Draws a style; what it shares with the one before stays on the screen. */
  show(style: StyleSpecification): void {
    this.style = style;
    this.readiness.busy();
    this.draw();
    void this.readiness.during(this.refresher.retry(this.sourceIds())).catch(() => {
      // What asked for the style has found the server, or tells that it is gone.
    });
  }

  /** Lays this under the layers. */
  setBackground(background: Background): void {
    this.background = background;
    this.redraw();
  }

  /**
   * Draws more than the layers.
   *
   * @param overlays each gives the style with its own part; they are asked whenever a style is drawn
   */
  setOverlays(overlays: readonly ((style: StyleSpecification) => StyleSpecification)[]): void {
    this.overlays = overlays;
  }

  /** Images that overlays name, and nobody else draws. */
  addDrawings(drawings: (name: string) => Drawing | null): void {
    this.drawings.push(drawings);
  }

  private drawingOf(name: string): Drawing | null {
    for (const drawings of this.drawings) {
      const drawing = drawings(name);
      if (drawing !== null) return drawing;
    }
    return null;
  }

  /** Draws the style anew, since an overlay has another part to add. */
  redraw(): void {
    if (this.style === EMPTY) return;
    this.readiness.busy();
    this.draw();
  }

  /** Whether a click asks what lies there; not while it means something else. */
  setAsking(isAsking: boolean): void {
    this.isAsking = isAsking;
  }

  /** Looks at a box, unless the address already said where to look. */
  startAt(box: Box | null): void {
    if (this.placed || box === null) return;
    this.placed = true;
    this.lookAt(box);
  }

  /**
   * @param cover a part of the page that covers the map at its right or bottom; the box comes to
   *     lie beside it
   */
  lookAt(box: Box, cover: DOMRect | null = null): void {
    const [west, south, east, north] = box;
    const padding = { top: 40, left: 40, right: 40, bottom: 40 };
    if (cover !== null && cover.width > 0) {
      const frame = this.root.getBoundingClientRect();
      const isWide = cover.width > frame.width * 0.9;
      if (isWide) padding.bottom += Math.max(0, frame.bottom - cover.top);
      else padding.right += Math.max(0, frame.right - cover.left);
    }
    const options = { padding, maxZoom: 18, animate: false };
    this.map.fitBounds([west, south, east, north], options);
  }

  /** Looks at a place, near enough to see one parcel, or at a box. */
  goTo(target: [number, number] | Box): void {
    if (target.length === 2) {
      this.map.jumpTo({ center: target, zoom: Math.max(this.map.getZoom(), PLACE_ZOOM) });
    } else {
      const [west, south, east, north] = target;
      this.map.fitBounds([west, south, east, north], {
        padding: MARGIN_PX,
        maxZoom: PLACE_ZOOM,
        animate: false,
      });
    }
  }

  /** The place in the middle; null as long as the map shows more than a town. */
  centre(): [number, number] | null {
    if (this.map.getZoom() < TOWN_ZOOM) return null;
    const { lng, lat } = this.map.getCenter().wrap();
    return [lng, lat];
  }

  /** How near the map looks. */
  get zoom(): number {
    return this.map.getZoom();
  }

  /** What the map shows of the earth, a box around it when it is turned. */
  get box(): Box {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  /** Whether a box lies wholly on the screen. */
  shows([west, south, east, north]: Box): boolean {
    const seen = this.map.getBounds();
    return seen.contains([west, south]) && seen.contains([east, north]);
  }

  /** Takes the keyboard. */
  focus(): void {
    this.map.getCanvas().focus();
  }

  /** Draws the layers otherwise: which are on, how strong, in which order. */
  setAppearance(appearance: Appearance): void {
    const before = withAppearance(this.style, this.appearance);
    this.appearance = appearance;
    if (this.style === EMPTY) return;
    this.readiness.busy();
    changeAppearance(this.map, before, withAppearance(this.style, appearance));
  }

  /**
   * Loads what changed of a layer again; ends when it has come in.
   *
   * @param boxes where; null for everywhere
   */
  async refresh(layerId: string, boxes: readonly Box[] | null): Promise<void> {
    const sources = sourceIdsOf(this.style, layerId);
    await this.readiness.during(
      Promise.all(sources.map((id) => this.refresher.refresh(id, boxes))),
    );
  }

  /** Moves a place out from under a part of the page that covers the map. */
  uncover(place: { lng: number; lat: number }, cover: DOMRect): void {
    const frame = this.root.getBoundingClientRect();
    const { x, y } = this.map.project(place);
    const right = frame.left + x - (cover.left - MARGIN_PX);
    const below = frame.top + y - (cover.top - MARGIN_PX);
    if (right <= 0 || below <= 0) return;
    // A cover over the whole width leaves room above it only, any other leaves room at its left.
    const isWide = cover.width > frame.width * 0.9;
    this.map.panBy(isWide ? [0, below] : [right, 0], { duration: 300 });
  }

  /** Marks a feature's shape over everything else; null for none. */
  select(shape: GeoJSON.Geometry | null): void {
    this.selected = shape;
    this.map.getSource<GeoJSONSource>(SELECTION)?.setData(selectionData(shape));
  }

  private draw(): void {
    const shown = withAppearance(this.style, this.appearance);
    const language = titleLanguage(this.choice.current);
    const { background, theme, selected } = this;
    const based = withBackground(shown, background, theme.current, language);
    const whole = this.overlays.reduce((style, overlay) => overlay(style), based);
    this.map.setStyle(withSelection(whole, selected));
  }

  private listen(listener: MapListener): void {
    this.map.on('click', (event) => {
      if (this.isAsking) listener.onAsk(event.lngLat, this.drawnAt(event.point));
    });
    this.map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !this.isAsking) return;
      // Whatever takes the keyboard now must not take this key as pressed on it.
      event.preventDefault();
      const centre = this.map.getCenter();
      listener.onAsk(centre, this.drawnAt(this.map.project(centre)));
    });
    this.listenForTrouble(listener);
    this.map.on('moveend', () => listener.onMoved());
  }

  /** A tile may fail and yet come in by another request; only what is missing in the end is told. */
  private listenForTrouble(listener: MapListener): void {
    const failing = new Set<string>();
    this.map.on('error', (event) => {
      if (!('tile' in event)) listener.onTileTrouble();
      else if ('sourceId' in event) failing.add(String(event.sourceId));
    });
    this.map.on('idle', () => {
      const missing = [...failing].filter((id) => hasFailedTiles(this.map, id));
      failing.clear();
      if (missing.some((id) => id !== BACKGROUND_SOURCE)) listener.onTileTrouble();
      listener.onBackgroundTrouble(
        missing.includes(BACKGROUND_SOURCE) || hasFailedTiles(this.map, BACKGROUND_SOURCE),
      );
    });
  }

  private sourceIds(): string[] {
    return Object.keys(this.style.sources);
  }

  /** All features drawn at a place, the topmost first; one cut by tile edges counts once. */
  private drawnAt({ x, y }: Point): Drawn[] {
    const around: [[number, number], [number, number]] = [
      [x - REACH_PX, y - REACH_PX],
      [x + REACH_PX, y + REACH_PX],
    ];
    const layers = this.style.layers
      .filter((layer) => layerIdOf(layer) !== '' && this.map.getLayer(layer.id) !== undefined)
      .map((layer) => layer.id);
    const found = new Map<string, Drawn>();
    for (const feature of this.map.queryRenderedFeatures(around, { layers })) {
      const drawn = toDrawn(feature);
      const name = drawn.id ?? JSON.stringify(drawn.properties);
      const key = `${drawn.layerId}/${name}`;
      if (!found.has(key)) found.set(key, drawn);
    }
    return [...found.values()];
  }
}

function toDrawn(feature: MapGeoJSONFeature): Drawn {
  return {
    layerId: feature.sourceLayer ?? feature.source,
    id: feature.id === undefined ? null : String(feature.id),
    geometry: feature.geometry,
    properties: feature.properties,
  };
}
