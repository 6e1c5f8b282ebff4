import type { StyleSpecification } from 'maplibre-gl';
import type { Client } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { LayerChange } from '../live/change';
import { fetchStyle } from '../maps/style';
import { unitOf } from '../maps/ramp';
import { type Classes, classesOf, swatchOf } from '../maps/swatch';
import type { Drawn, TownMap } from '../maps/townMap';
import type { ThemeChoice } from '../theme/choice';
import {
  changedBetween,
  fetchCatalogue,
  hasWaitingChanges,
  type LayerEntry,
  townExtent,
} from './catalogue';
import type { Grid } from './gridValue';
import type { Hit, HitPanel } from './hits';
import type { LayerPanel } from './panel';
import type { ShownLayers } from './shownLayers';

const NOTHING: StyleSpecification = { version: 8, sources: {}, layers: [] };

/** The layers as the page has them now, kept the same in the map, the panel and the hits. */
export class TownView {
  private layers: readonly LayerEntry[] = [];
  private style: StyleSpecification = NOTHING;
  private isStaff = false;
  private loads = 0;

  constructor(
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly map: TownMap,
    private readonly shown: ShownLayers,
    private readonly panel: LayerPanel,
    private readonly hits: HitPanel,
  ) {}

  /**
   * Asks the server for everything the visitor may see and shows it. A failure stands in the panel,
   * with a way to try again.
   *
   * @returns whether it is shown
   */
  async load(isStaff = this.isStaff): Promise<boolean> {
    this.isStaff = isStaff;
    // What is asked for is not drawn yet, though the map does not know of it.
    return this.map.during(this.ask());
  }

  private async ask(): Promise<boolean> {
    const load = ++this.loads;
    try {
      const [layers, style] = await Promise.all([
        fetchCatalogue(this.client),
        fetchStyle(this.client, this.choice.current, this.theme.current),
      ]);
      // A later question has overtaken this one; its answer is the newer.
      if (load !== this.loads) return true;
      const changed = changedBetween(this.layers, layers);
      this.layers = layers;
      this.style = style;
      this.shown.know(style, layers.map(({ id }) => id));
      this.map.show(style);
      this.map.startAt(townExtent(layers));
      this.redraw();
      await Promise.all(changed.map((layer) => this.map.refresh(layer.id, null)));
      return true;
    } catch (error) {
      if (load === this.loads) this.panel.showTrouble(error);
      return false;
    }
  }

  /** Shows the layers and the hits again, in the present language. */
  redraw(): void {
    const { layers, style, isStaff } = this;
    this.panel.show({ layers, style, isStaff });
    this.hits.renew(this);
  }

  /**
   * Follows changes that the server told of.
   *
   * @param told the layers whose refresh is worth a note
   * @returns their titles, when they have been refreshed
   */
  async follow(
    changes: readonly LayerChange[],
    told: ReadonlySet<string>,
  ): Promise<string[]> {
    const before = new Set(this.layers.map((layer) => layer.id));
    const isNew = (id: string) => !before.has(id);
    const isOfEntry = (change: LayerChange) => change.entry || this.beginsToWait(change.layer);
    if (changes.some((change) => isOfEntry(change) || isNew(change.layer))) await this.load();
    const titles = changes.map(async ({ layer: id, boxes }) => {
      const layer = this.findLayer(id);
      if (layer === undefined) return [];
      try {
        // A new layer is being loaded for the first time just now.
        if (!isNew(id)) await this.map.refresh(id, boxes);
        return told.has(id) ? [layer.title] : [];
      } catch {
        // The layer has gone in the meantime, or the server has: the catalogue knows, or says so.
        await this.load();
        return [];
      }
    });
    return (await Promise.all(titles)).flat();
  }

  /** The first change that the public does not see is marked in the panel. */
  private beginsToWait(id: string): boolean {
    const layer = this.findLayer(id);
    return layer !== undefined && layer.shown !== '' && !hasWaitingChanges(layer);
  }

  hitsOf(drawn: readonly Drawn[]): Hit[] {
    return drawn.flatMap((one) => this.hitOf(one) ?? []);
  }

  /** Whether the layers are known. */
  get isLoaded(): boolean {
    return this.style !== NOTHING;
  }

  findLayer(id: string): LayerEntry | undefined {
    return this.layers.find((layer) => layer.id === id);
  }

  /** The layers that are on, in the catalogue's order. */
  get layersOn(): LayerEntry[] {
    return this.layers.filter(({ id }) => this.shown.isOn(id));
  }

  /** The layers of numbers that are on, in the catalogue's order. */
  get gridsOn(): Grid[] {
    return this.layersOn.flatMap(({ id }) => this.gridOf(id) ?? []);
  }

  /** A layer of numbers; null when it is none, or none that one may see. */
  gridOf(layerId: string): Grid | null {
    const layer = this.findLayer(layerId);
    if (layer?.kind !== 'grid') return null;
    return { layer, unit: unitOf(this.style, layerId) };
  }

  /** What the colours of a layer mean; null when it has none of its own, or is none that one may see. */
  legendOf(layerId: string): { title: string; classes: Classes } | null {
    const layer = this.findLayer(layerId);
    const classes = layer === undefined ? null : classesOf(this.style, layerId);
    return layer === undefined || classes === null ? null : { title: layer.title, classes };
  }

  /** A feature as a hit; null when its layer is none that one may see. */
  hitOf(drawn: Drawn): Hit | null {
    const layer = this.findLayer(drawn.layerId);
    if (layer === undefined) return null;
    const swatch = swatchOf(this.style, layer.id, drawn.properties);
    return { layer, drawn, swatch, kind: classesOf(this.style, layer.id)?.attribute ?? null };
  }
}
