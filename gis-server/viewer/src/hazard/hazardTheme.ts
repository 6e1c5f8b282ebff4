import { type Client, explain } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { ShownLayers } from '../layers/shownLayers';
import { Postponed } from '../live/change';
import type { Classes } from '../maps/swatch';
import type { TownMap } from '../maps/townMap';
import { textButton } from '../page/element';
import { drawShelter } from '../shelters/looks';
import type { Shelter } from '../shelters/shelter';
import { shelterCard } from '../shelters/shelterCard';
import { ShelterOverlay } from '../shelters/shelterOverlay';
import { ShelterStore } from '../shelters/shelterStore';
import { peopleText, standingText } from '../shelters/words';
import type { ThemeChoice } from '../theme/choice';
import { hazardCard } from './hazardCard';
import { depthSights, layersOf, readMaps, type Sight, zoneSights } from './hazardMaps';
import { HazardPanel } from './hazardPanel';
import { texts } from './texts';

const MAPS = '/api/hazards/maps?lang=all';
/** All open maps ask for shelters within this time after there were news of them. */
const ASK_WITHIN_MS = 1500;
/** Ages are told anew, and what nobody told of is asked, after this time. */
const TICK_MS = 60_000;

/** What the theme sees of the page. */
export interface HazardSight {
  /** Further layers that belong to the picture, as far as they are there: gauges, underpasses. */
  besides: readonly string[];
  user: string;
}

/** What the theme needs of the page, and whom it tells. */
export interface HazardListener {
  /** The theme was opened or closed. */
  onShown(isOn: boolean): void;
  onFeature(layer: string, feature: string): void;
  /** @param shelter whose row is wanted; empty for the desk as a whole */
  onDesk(shelter: string): void;
  /** Whoever is here opens and closes shelters, or does not. */
  onKeeps(keeps: boolean): void;
  classesOf(layer: string): { title: string; classes: Classes } | null;
}

const NOWHERE: HazardSight = { besides: [], user: '' };

/**
 * Hazards on the map: the town's hazard maps, one of depths at a time, shelters as they stand, and
 * with them gauges and underpasses. Nothing is asked for before somebody opens it, or the desk.
 */
export class HazardTheme {
  readonly panel: HazardPanel;
  readonly store: ShelterStore;
  private readonly signs: ShelterOverlay;
  private readonly switch: HTMLButtonElement;
  private readonly asking: Postponed;
  private sight = NOWHERE;
  private isOpen = false;
  private isNeeded = false;
  private maps: { depths: Sight[]; zones: Sight[] } | null = null;
  /** Layers that were off before the theme switched them on. */
  private raised: string[] = [];
  /** Hazard maps that were on before it was opened. */
  private before: string[] = [];
  private asks = 0;
  /** What was told last of whether whoever is here keeps shelters. */
  private told: boolean | null = null;

  constructor(
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly map: TownMap,
    private readonly listener: HazardListener,
  ) {
    this.store = new ShelterStore(client, (error) => this.tell(error));
    this.signs = new ShelterOverlay(map.view, () => theme.current, () => map.redraw());
    map.addDrawings(drawShelter);
    this.asking = new Postponed(ASK_WITHIN_MS, () => this.store.hurry());
    this.panel = new HazardPanel(choice, theme, {
      onHide: () => this.setOpen(false),
      onDepth: (sight) => this.chooseDepth(sight),
      onZones: (sight, isOn) => this.layers?.setOn(layersOf([sight]), isOn),
      onDesk: () => listener.onDesk(''),
    });
    this.switch = textButton('', 'button-small hazards-switch', () => {
      this.setOpen(!this.isOpen);
      if (this.isOpen) this.panel.focus();
    });
    this.switch.setAttribute('aria-pressed', 'false');
    this.store.onChange(() => this.show());
    choice.bind(() => {
      this.switch.textContent = texts[choice.current].heading;
      this.show();
    });
    theme.onChange(() => this.show());
    setInterval(() => {
      if (!document.hidden) this.hurry();
    }, TICK_MS);
  }

  /** What is on and off on the map; known a little later than the theme. */
  layers: ShownLayers | null = null;

  /** The button that opens the theme, for the page's tools. */
  get button(): HTMLElement {
    return this.switch;
  }

  /** The style with the shelters. */
  get overlay() {
    return this.signs.overlay;
  }

  /** Whether whoever is here opens and closes shelters, as far as that is known. */
  get keeps(): boolean {
    return this.store.sheet?.keeps ?? false;
  }

  /**
   * Takes what there is to see for whoever is here now.
   *
   * @param isOpen whether the address asks for the theme
   * @param hasLayers whether the address says which layers are on
   */
  learn(sight: HazardSight, isOpen: boolean, hasLayers: boolean): void {
    const isOther = JSON.stringify(sight) !== JSON.stringify(this.sight);
    this.sight = sight;
    if (isOther) {
      this.store.clear();
      this.maps = null;
    }
    if (isOpen && !this.isOpen) this.setOpen(true, hasLayers);
    else if (isOther) this.load(false);
  }

  /** Somebody else on the page, as the desk, wants the shelters too. */
  need(isNeeded: boolean): void {
    this.isNeeded = isNeeded;
    this.signs.setOn(this.isWanted);
    if (isNeeded && this.store.sheet === null) this.load(false);
  }

  /** @param isDrawn whether the map already shows what it is to show */
  setOpen(isOpen: boolean, isDrawn = false): void {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.switch.setAttribute('aria-pressed', String(isOpen));
    const held = this.panel.root.contains(document.activeElement);
    this.panel.setOpen(isOpen);
    this.mapMoved();
    if (!isOpen && held) this.switch.focus();
    this.signs.setOn(this.isWanted);
    this.listener.onShown(isOpen);
    if (isOpen) this.load(!isDrawn);
    else this.lower();
  }

  /** A card about the shelter whose sign lies at a place; null for none. */
  shelterCardAt(place: { lng: number; lat: number }): (() => HTMLElement) | null {
    return this.cardOf(this.store.find(this.signs.shelterAt(place)));
  }

  /** A card about the shelter of a feature; null while the theme is closed, and for none. */
  cardOfFeature(layer: string, feature: string): (() => HTMLElement) | null {
    return this.isOpen ? this.cardOf(this.store.findFeature(layer, feature), false) : null;
  }

  /** What may happen at a place; null while the theme is closed. */
  answerAt(place: { lng: number; lat: number }): (() => HTMLElement) | null {
    if (!this.isOpen) return null;
    return () => hazardCard(this.client, this.choice.current, place);
  }

  /** There are news of shelters. */
  news(): void {
    if (this.isWanted) this.asking.ask();
  }

  /** Asks again, as after the line was lost. */
  hurry(): void {
    if (this.isWanted && this.store.sheet !== null) this.store.hurry();
  }

  /** The map looks elsewhere. */
  mapMoved(): void {
    this.panel.setPlace(this.map.centre());
  }

  /** Layers were switched on or off, here or elsewhere. */
  layersChanged(): void {
    if (this.isOpen) this.show();
  }

  private get isWanted(): boolean {
    return this.isOpen || this.isNeeded;
  }

  private load(raises: boolean): void {
    if (!this.isWanted) return;
    const ask = ++this.asks;
    const work = Promise.all([
      this.client.getJson(MAPS).then(readMaps),
      this.store.load(),
    ]);
    this.map
      .during(work)
      .then(([maps]) => {
        if (ask !== this.asks) return;
        this.maps = { depths: depthSights(maps), zones: zoneSights(maps) };
        this.panel.showTrouble('');
        if (raises && this.isOpen) this.raise();
        this.show();
      })
      .catch((error: unknown) => this.tell(error));
  }

  /** Shows the worst flood with all zones, gauges and underpasses. */
  private raise(): void {
    const { maps, layers } = this;
    if (maps === null || layers === null) return;
    const wanted = [...layersOf(maps.depths.slice(0, 1)), ...layersOf(maps.zones), ...this.sight.besides];
    this.before = layersOf([...maps.depths, ...maps.zones]).filter((layer) => layers.isOn(layer));
    this.raised = wanted.filter((layer) => !layers.isOn(layer));
    const others = layersOf(maps.depths.slice(1)).filter((layer) => layers.isOn(layer) && !wanted.includes(layer));
    layers.switch(this.raised, others);
  }

  /** The hazard maps go with the theme, and whatever else it had switched on; what was on before comes back. */
  private lower(): void {
    const { maps, layers } = this;
    const sights = maps === null ? [] : [...maps.depths, ...maps.zones];
    const over = [...new Set([...layersOf(sights), ...this.raised])];
    const { before } = this;
    this.raised = [];
    this.before = [];
    layers?.switch(
      before.filter((layer) => !layers.isOn(layer)),
      over.filter((layer) => layers.isOn(layer) && !before.includes(layer)),
    );
  }

  private chooseDepth(sight: Sight | null): void {
    const { maps, layers } = this;
    if (maps === null || layers === null) return;
    const wanted = sight === null ? [] : layersOf([sight]);
    const others = layersOf(maps.depths).filter((layer) => !wanted.includes(layer));
    layers.switch(wanted, others);
  }

  private cardOf(shelter: Shelter | null, hasWay = true): (() => HTMLElement) | null {
    if (shelter === null) return null;
    const { store, theme, listener } = this;
    return () =>
      shelterCard(
        {
          store,
          language: this.choice.current,
          theme: () => theme.current,
          onFeature: hasWay ? (layer, feature) => listener.onFeature(layer, feature) : null,
          onDesk: this.keeps ? (id) => listener.onDesk(id) : null,
        },
        store.find(shelter.id) ?? shelter,
      );
  }

  private show(): void {
    const { maps, layers, store, listener } = this;
    const language = this.choice.current;
    this.signs.show(store.sheet?.shelters ?? [], (shelter) =>
      shelter.state.status === 'closed'
        ? shelter.names[language]
        : [shelter.names[language], standingText(shelter, language), peopleText(shelter, language)].join('\n'),
    );
    const isShown = (sight: Sight) => layers !== null && layersOf([sight]).some((layer) => layers.isOn(layer));
    this.panel.show({
      depths: maps?.depths ?? null,
      zones: maps?.zones ?? [],
      chosen: maps?.depths.find(isShown) ?? null,
      zonesOn: maps?.zones.filter(isShown) ?? [],
      shelters: store.sheet,
      classesOf: (layer) => listener.classesOf(layer),
      keepsShelters: this.keeps,
    });
    const keeps = store.sheet?.keeps ?? null;
    if (keeps === this.told) return;
    this.told = keeps;
    listener.onKeeps(keeps === true);
  }

  private tell(error: unknown): void {
    this.panel.showTrouble(explain(error, this.choice.current));
  }
}
