import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import type { Client } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { fetchCatalogue, townExtent } from '../layers/catalogue';
import { boxOf, middleOf } from '../maps/box';
import { fetchStyle, selectionData } from '../maps/style';
import type { Box } from '../maps/tileGrid';
import { TownMap } from '../maps/townMap';
import type { ThemeChoice } from '../theme/choice';

const FOUND = 'counter-found';
const FOUND_COLOUR = '#0017c1';
/** From here on single lots are large enough for a finger. */
const LOTS_ZOOM = 17;
/** How much nearer one press brings a map that shows too much. */
const NEARER = 2;
const OUT_OF_VIEW_ZOOM = 11;

export interface CounterMapListener {
  /** A lot may lie where somebody pressed. */
  onPlace(place: [number, number]): void;
  /** The map came nearer first, as lots were too small to be pressed. */
  onNearer(): void;
}

/** The town's map at the counter: the site, what was found, and presses on lots. */
export class CounterMap {
  private readonly map: TownMap;
  private town: Box | null = null;
  private found: GeoJSON.Geometry | null = null;
  private pending: Box | null = null;
  private hasSite = false;
  private isPicking = false;
  private wanted: Promise<void> | null = null;

  /** @param headers go with every request for tiles */
  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    headers: Record<string, string>,
    listener: CounterMapListener,
  ) {
    const frame = { inAddress: false, linksOut: false, headers };
    this.map = new TownMap(
      root,
      client,
      choice,
      theme,
      {
        onAsk: ({ lng, lat }) => {
          if (!this.isPicking) return;
          if (this.map.zoom >= LOTS_ZOOM - 0.5) listener.onPlace([lng, lat]);
          else {
            this.map.view.jumpTo({ center: [lng, lat], zoom: Math.min(LOTS_ZOOM, this.map.zoom + NEARER) });
            listener.onNearer();
          }
        },
        onMoved: () => {},
        onTileTrouble: () => {},
        onBackgroundTrouble: () => {},
      },
      frame,
    );
    // A map that lies askew helps nobody who only wants to find a lot.
    this.map.view.dragRotate.disable();
    this.map.view.touchZoomRotate.disableRotation();
    this.map.view.touchPitch.disable();
    this.map.view.keyboard.disableRotation();
    this.map.setOverlays([(style) => this.withFound(style)]);
    choice.onChange(() => {
      this.wanted = null;
    });
  }

  /** Draws the town, unless it is drawn. @throws ProblemError, UnreachableError */
  ready(): Promise<void> {
    this.wanted ??= this.map.during(this.draw()).catch((error: unknown) => {
      this.wanted = null;
      throw error;
    });
    return this.wanted;
  }

  /** Whether a press chooses a lot. */
  setPicking(isPicking: boolean): void {
    this.isPicking = isPicking;
  }

  /**
   * Marks the site and what was found.
   *
   * @param lookAt what the map is to show whole; null leaves it where it is
   */
  show(site: GeoJSON.Geometry | null, found: GeoJSON.Geometry | null, lookAt: GeoJSON.Geometry | null): void {
    this.found = found;
    this.hasSite = site !== null;
    this.map.select(site);
    this.map.view.getSource<GeoJSONSource>(FOUND)?.setData(selectionData(found));
    const box = lookAt === null ? null : boxOf(lookAt);
    if (box !== null) this.fit(box);
  }

  /** Nothing is marked, and the map looks at the whole town again. */
  home(): void {
    this.setPicking(false);
    this.show(null, null, null);
    if (this.town !== null) this.fit(this.town);
  }

  focus(): void {
    this.map.focus();
  }

  /** The map has come into view; only now it has a size. */
  comes(): void {
    this.map.view.resize();
    if (this.pending !== null) this.fit(this.pending);
  }

  private fit(box: Box): void {
    const [west, south, east, north] = box;
    this.pending = this.root.clientWidth === 0 ? box : null;
    if (this.pending !== null) {
      // Out of view it cannot look at a whole box, but it shows nothing of what it showed before.
      this.map.view.jumpTo({ center: middleOf(box), zoom: OUT_OF_VIEW_ZOOM });
      return;
    }
    this.map.view.resize();
    this.map.view.fitBounds([west, south, east, north], { padding: 56, maxZoom: 19, animate: false });
  }

  private async draw(): Promise<void> {
    const { client, choice, theme } = this;
    const [layers, style] = await Promise.all([
      fetchCatalogue(client),
      fetchStyle(client, choice.current, theme.current),
    ]);
    const isFirst = this.town === null;
    this.town = townExtent(layers);
    this.map.show(style);
    if (isFirst && this.town !== null && this.pending === null && this.found === null && !this.hasSite) this.fit(this.town);
  }

  private withFound(style: StyleSpecification): StyleSpecification {
    return {
      ...style,
      sources: { ...style.sources, [FOUND]: { type: 'geojson', data: selectionData(this.found) } },
      layers: [
        ...style.layers,
        {
          id: `${FOUND}-area`,
          type: 'fill',
          source: FOUND,
          filter: ['==', ['geometry-type'], 'Polygon'],
          paint: { 'fill-color': FOUND_COLOUR, 'fill-opacity': 0.18 },
        },
        {
          id: `${FOUND}-line`,
          type: 'line',
          source: FOUND,
          filter: ['!=', ['geometry-type'], 'Point'],
          paint: { 'line-color': FOUND_COLOUR, 'line-width': 4 },
        },
        {
          id: `${FOUND}-point`,
          type: 'circle',
          source: FOUND,
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-radius': 12,
            'circle-color': 'rgba(0,0,0,0)',
            'circle-stroke-color': FOUND_COLOUR,
            'circle-stroke-width': 4,
          },
        },
      ],
    };
  }
}
