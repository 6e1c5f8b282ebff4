import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import { getVersion, setWorkerUrl } from 'maplibre-gl';
import { isBase } from '../basemap/background';
import { belowTexts } from '../snow/looks';
import type { Client } from '../http/client';
import type { Language, LanguageChoice } from '../language/choice';
import { fetchCatalogue, townExtent } from '../layers/catalogue';
import { boxOf } from '../maps/box';
import { fetchStyle, layerIdOf } from '../maps/style';
import type { Box } from '../maps/tileGrid';
import { TownMap } from '../maps/townMap';
import type { ThemeChoice } from '../theme/choice';
import type { GuidedRoute } from './guidance';
import type { Hazard } from './hazards';
import { shelterTexts } from './shelterTexts';
import type { Shelter, ShelterStatus } from './shelters';

const WAY = 'safety-way';
const SHELTERS = 'safety-shelters';
const SELF = 'safety-self';
/** How near a press on a shelter must be, in pixels. */
const REACH_PX = 22;
/** From here on labels of single lots and houses come, which lead nobody to a shelter. */
const LOTS_ZOOM = 17;

const LOOKS: Record<ShelterStatus, string> = { open: '#00754f', opening: '#7a5c00', closing: '#7a5c00', closed: '#595959' };

export interface SafetyMapListener {
  /** @param shelter the one that is drawn there; null for none */
  onPress(place: [number, number], shelter: string | null): void;
  onTileTrouble(): void;
}

/** The map of the page: the town, one kind of hazard, shelters, the ways, and where one is. */
export class SafetyMap {
  private readonly map: TownMap;
  private style: StyleSpecification | null = null;
  private town: Box | null = null;
  private hazardLayers: readonly string[] = [];
  private shelters: readonly Shelter[] = [];
  private suitsFor: Hazard | null = null;
  private routes: readonly GuidedRoute[] = [];
  private chosen = 0;
  private self: GeoJSON.Feature | null = null;
  private place: [number, number] | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    listener: SafetyMapListener,
  ) {
    // Under the worker's own scope, so that the map can be drawn without a network.
    setWorkerUrl(`/safety-map.js?${getVersion()}`);
    const frame = { inAddress: false, linksOut: true, headers: {} };
    this.map = new TownMap(
      root,
      client,
      choice,
      theme,
      {
        onAsk: ({ lng, lat }) => listener.onPress([lng, lat], this.shelterAt(lng, lat)),
        onMoved: () => {},
        onTileTrouble: () => listener.onTileTrouble(),
        onBackgroundTrouble: () => {},
      },
      frame,
    );
    this.map.view.dragRotate.disable();
    this.map.view.touchZoomRotate.disableRotation();
    this.map.view.touchPitch.disable();
    this.map.setOverlays([(style) => this.withOurs(style)]);
  }

  /** What is drawn now, for keeping it. */
  get drawn(): StyleSpecification | null {
    return this.style === null ? null : this.shown(this.style);
  }

  /** @throws ProblemError, UnreachableError */
  async draw(): Promise<void> {
    const work = Promise.all([
      fetchCatalogue(this.client),
      fetchStyle(this.client, this.choice.current, this.theme.current),
    ]);
    const [layers, style] = await this.map.during(work);
    this.style = style;
    this.town ??= townExtent(layers);
    this.map.show(this.shown(style));
    if (this.place === null && this.routes.length === 0) this.map.startAt(this.town);
  }

  /** Ends once everything that is to be drawn has been drawn. */
  whenIdle(act: () => void): void {
    this.map.view.once('idle', act);
  }

  /** Which hazard maps lie over the town. */
  showHazards(layers: readonly string[]): void {
    if (JSON.stringify(layers) === JSON.stringify(this.hazardLayers)) return;
    this.hazardLayers = layers;
    if (this.style !== null) this.map.show(this.shown(this.style));
  }

  /** @param suitsFor those that do not suit this hazard are drawn small; null for any */
  showShelters(shelters: readonly Shelter[], suitsFor: Hazard | null): void {
    this.shelters = shelters;
    this.suitsFor = suitsFor;
    this.set(SHELTERS, this.shelterData());
  }

  /** @param chosen which of them is drawn strong */
  showRoutes(routes: readonly GuidedRoute[], chosen: number, look: boolean): void {
    this.routes = routes;
    this.chosen = chosen;
    this.set(WAY, this.wayData());
    const line = routes[chosen]?.line;
    const box = line === undefined ? null : boxOf({ type: 'LineString', coordinates: line });
    if (look && box !== null) this.lookAt(box);
  }

  /** The place that is asked about. */
  showPlace(place: [number, number] | null, look: boolean): void {
    this.place = place;
    this.map.select(place === null ? null : { type: 'Point', coordinates: place });
    if (place !== null && look) this.map.view.jumpTo({ center: place, zoom: Math.max(15, this.map.zoom) });
  }

  /** Where the phone is. */
  showSelf(place: [number, number] | null, look: boolean): void {
    this.self = place === null ? null : { type: 'Feature', geometry: { type: 'Point', coordinates: place }, properties: {} };
    this.set(SELF, this.selfData());
    if (place !== null && look) this.map.view.easeTo({ center: place, duration: 300 });
  }

  goTo(place: [number, number]): void {
    this.map.view.jumpTo({ center: place, zoom: Math.max(15, this.map.zoom) });
  }

  /** The map has come into view, or has another size. */
  comes(): void {
    this.map.view.resize();
  }

  centre(): [number, number] | null {
    return this.map.centre();
  }

  focus(): void {
    this.map.focus();
  }

  private lookAt(box: Box): void {
    if (this.root.clientWidth === 0) return;
    this.map.view.resize();
    const [west, south, east, north] = box;
    this.map.view.fitBounds([west, south, east, north], { padding: 36, maxZoom: 17, animate: false });
  }

  /** The town's own ground and the chosen hazard; everything else would only be in the way. */
  private shown(style: StyleSpecification): StyleSpecification {
    const base = new Set(style.layers.filter(isBase).map((layer) => ('source' in layer ? String(layer.source) : '')));
    const hazards = new Set(this.hazardLayers);
    const layers = style.layers.flatMap((layer) => {
      const id = layerIdOf(layer);
      if (hazards.has(id)) return [{ ...layer, layout: { ...layer.layout, visibility: 'visible' } } as typeof layer];
      if (isBase(layer) || id === '') return [layer];
      const isGround = base.has(id) && (layer.minzoom ?? 0) < LOTS_ZOOM && layer.layout?.visibility !== 'none';
      return isGround ? [layer] : [];
    });
    const used = new Set(layers.map((layer) => ('source' in layer ? String(layer.source) : '')));
    const sources = Object.fromEntries(Object.entries(style.sources).filter(([id]) => used.has(id)));
    return { ...style, sources, layers };
  }

  private withOurs(style: StyleSpecification): StyleSpecification {
    const source = (data: GeoJSON.FeatureCollection) => ({ type: 'geojson' as const, data });
    const isChosen = ['==', ['get', 'rank'], 0] as unknown as boolean;
    const ways = belowTexts(style.layers, [
      {
        id: `${WAY}-edge`,
        type: 'line',
        source: WAY,
        filter: ['==', ['get', 'kind'], 'way'],
        layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': ['-', 0, ['get', 'rank']] },
        paint: { 'line-color': '#ffffff', 'line-width': ['case', isChosen, 11, 7] },
      },
      {
        id: `${WAY}-other`,
        type: 'line',
        source: WAY,
        filter: ['all', ['==', ['get', 'kind'], 'way'], ['>', ['get', 'rank'], 0]],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': '#4a6fd8', 'line-width': 4, 'line-dasharray': [2, 1.2] },
      },
      {
        id: `${WAY}-chosen`,
        type: 'line',
        source: WAY,
        filter: ['all', ['==', ['get', 'kind'], 'way'], ['==', ['get', 'rank'], 0]],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': '#0017c1', 'line-width': 7 },
      },
      {
        id: `${WAY}-warning`,
        type: 'line',
        source: WAY,
        filter: ['==', ['get', 'kind'], 'warning'],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': '#ffb400', 'line-width': 5, 'line-dasharray': [1, 0.8] },
      },
    ]);
    return {
      ...style,
      sources: {
        ...style.sources,
        [WAY]: source(this.wayData()),
        [SHELTERS]: source(this.shelterData()),
        [SELF]: source(this.selfData()),
      },
      layers: [
        ...ways,
        {
          id: `${SHELTERS}-sign`,
          type: 'symbol',
          source: SHELTERS,
          layout: {
            'icon-image': ['get', 'sign'],
            'icon-allow-overlap': true,
            'symbol-sort-key': ['get', 'order'],
            'text-field': ['get', 'words'],
            'text-size': 12,
            'text-anchor': 'top',
            'text-offset': [0, 1.1],
            'text-optional': true,
          },
          paint: {
            'text-color': this.theme.current === 'dark' ? '#ffffff' : '#1a1a1a',
            'text-halo-color': this.theme.current === 'dark' ? '#16191d' : '#ffffff',
            'text-halo-width': 1.5,
          },
        },
        {
          id: `${SELF}-dot`,
          type: 'circle',
          source: SELF,
          paint: { 'circle-radius': 8, 'circle-color': '#0017c1', 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 3 },
        },
      ],
    };
  }

  private set(source: string, data: GeoJSON.FeatureCollection): void {
    this.map.view.getSource<GeoJSONSource>(source)?.setData(data);
  }

  private wayData(): GeoJSON.FeatureCollection {
    const features: GeoJSON.Feature[] = this.routes.map(({ line }, index) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: line },
      properties: { kind: 'way', rank: index === this.chosen ? 0 : index + 1 },
    }));
    for (const { geometry } of this.routes[this.chosen]?.warnings ?? []) {
      if (geometry !== null) features.push({ type: 'Feature', geometry, properties: { kind: 'warning', rank: 0 } });
    }
    return { type: 'FeatureCollection', features };
  }

  private shelterData(): GeoJSON.FeatureCollection {
    const language = this.choice.current;
    return {
      type: 'FeatureCollection',
      features: this.shelters.map((shelter) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: shelter.place },
        properties: { id: shelter.id, ...looksOf(shelter, this.suitsFor, language) },
      })),
    };
  }

  private selfData(): GeoJSON.FeatureCollection {
    return { type: 'FeatureCollection', features: this.self === null ? [] : [this.self] };
  }

  private shelterAt(lng: number, lat: number): string | null {
    const { view } = this.map;
    if (view.getLayer(`${SHELTERS}-sign`) === undefined) return null;
    const { x, y } = view.project([lng, lat]);
    const near = this.shelters
      .map(({ id, place }) => ({ id, at: view.project(place) }))
      .map(({ id, at }) => ({ id, px: Math.hypot(at.x - x, at.y - y) }))
      .filter(({ px }) => px <= REACH_PX)
      .sort((one, other) => one.px - other.px);
    return near[0]?.id ?? null;
  }
}

/** The sign, its words and its rank: open ones that suit stand in front, told in words too. */
function looksOf(shelter: Shelter, hazard: Hazard | null, language: Language) {
  const words = shelterTexts[language];
  const suits = hazard === null ? 'yes' : (shelter.suits.get(hazard) ?? 'unknown');
  const isOf = suits === 'yes' || suits === 'upper_floor';
  const told = isOf ? words.statuses[shelter.status] : words.suits[suits];
  const colour = isOf ? LOOKS[shelter.status] : '#8c8c8c';
  return {
    sign: `machizu:symbol/shelter/#ffffff/${colour}/${isOf ? 26 : 18}`,
    words: `${shelter.name[language]}\n${told}`,
    order: (isOf ? 0 : 10) + (shelter.status === 'open' ? 0 : 1),
  };
}
