import type { StyleSpecification } from 'maplibre-gl';
import { type Client, explain, isRecord } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { agoText } from '../language/moments';
import { Postponed } from '../live/change';
import type { TownMap } from '../maps/townMap';
import { textButton } from '../page/element';
import type { ThemeChoice } from '../theme/choice';
import { readTrails, type Trail, vehiclesAt } from '../tracks/trail';
import { ageS, listed, nameOf, readVehicles, type Vehicle, withMoved } from '../tracks/vehicle';
import { VehicleOverlay } from '../tracks/vehicleOverlay';
import { headingOf } from './heading';
import { roadCard } from './roadCard';
import { RoadOverlay } from './roadOverlay';
import { readEvent, type RoadNews, type RoadSheet, type SnowEvent } from './roadSheet';
import { RoadStore } from './roadStore';
import { type Span, spanOf, stepOf } from './replay';
import { SnowPanel } from './snowPanel';
import { StreetBox } from './streetBox';
import { texts } from './texts';
import { TimeBar } from './timeBar';

/** Ages of roads and positions are told anew after this time. */
const TICK_MS = 30_000;
/** How far clearing is, is asked again within this time after news. */
const PROGRESS_MS = 15_000;
/** How far back trails of the present are drawn. */
const TRAILS_S = 6 * 3600;

/** A night's trails have ten thousands of places, which no office machine draws ten times a second. */
const TRAILS_EVERY_MS = 1500;

/** What somebody sees of snow clearing. */
export interface SnowSight {
  /** The layer of the roads. */
  roads: string;
  /** Whether there is anything of vehicles for them: by name, or late and without. */
  seesVehicles: boolean;
  /** Whether they are staff who see the routes, and with them vehicles by name, and the desk. */
  isDuty: boolean;
  /** Who they are: what one was shown is not kept for another. */
  user: string;
}

/** What the theme needs of the page, and whom it tells. */
export interface SnowListener {
  /** The theme was switched on or off. */
  onShown(isOn: boolean): void;
  onRoad(layer: string, road: number): void;
  /** Leaves the map free on a phone. */
  onLookAtMap(): void;
  onDesk(): void;
  /** @param json the answer of `/api/snow/progress` */
  onProgress(json: unknown): void;
  onTrouble(words: string): void;
}

/**
 * Snow clearing on the map: roads by their state, vehicles and their ways, now or at another time.
 * Nothing is asked for before somebody switches it on, but whether there is anything to see.
 */
export class SnowTheme {
  readonly panel: SnowPanel;
  private readonly switch: HTMLButtonElement;
  private readonly store: RoadStore;
  private readonly roads: RoadOverlay;
  private readonly tracks: VehicleOverlay;
  private readonly bar: TimeBar;
  private readonly street: StreetBox;
  private readonly progressSoon = new Postponed(PROGRESS_MS, () => void this.learnProgress());
  private isOn = false;
  private sight: SnowSight | null = null;
  private vehicles: Vehicle[] | null = null;
  private trails: Trail[] = [];
  private pastTrails: Trail[] = [];
  private hasTrails = false;
  private progress: { share: number; late: number } | null = null;
  private atS: number | null = null;
  private past: { stepS: number; sheet: RoadSheet } | null = null;
  private span: Span = { fromS: 0, untilS: 0 };
  private trailsDrawn = 0;
  private asking = false;

  constructor(
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    theme: ThemeChoice,
    private readonly map: TownMap,
    private readonly listener: SnowListener,
  ) {
    const redraw = () => map.redraw();
    this.roads = new RoadOverlay(map.view, () => theme.current, redraw);
    this.tracks = new VehicleOverlay(map.view, () => theme.current, redraw);
    this.store = new RoadStore(client, () => this.show(), (error) => this.tell(error));
    this.street = new StreetBox(client, choice, {
      onRoad: (road) => listener.onRoad(this.layer, road),
    });
    this.panel = new SnowPanel(this.street.root, choice, theme, {
      onHide: () => this.setOn(false),
      onPast: () => this.openPast(),
      onDesk: () => listener.onDesk(),
      onTrails: (isOn) => void this.setTrails(isOn),
      onVehicle: (vehicle) => {
        map.goTo(vehicle.place);
        listener.onLookAtMap();
      },
    });
    this.bar = new TimeBar(choice, { onMoment: (atS, goesOn) => this.goTo(atS, goesOn) });
    map.view.getContainer().append(this.bar.root);
    this.switch = textButton('', 'button-small snow-switch', () => {
      this.setOn(!this.isOn);
      if (this.isOn) this.panel.focus();
    });
    this.switch.setAttribute('aria-pressed', 'false');
    // Its room is kept until it is known whether there is anything to switch on.
    this.switch.style.visibility = 'hidden';
    choice.bind(() => {
      this.switch.textContent = texts[choice.current].heading;
      this.showVehicles();
    });
    setInterval(() => this.tick(), TICK_MS);
  }

  /** The button that switches it on, for the page's tools. */
  get button(): HTMLElement {
    return this.switch;
  }

  /** The style with everything that the theme draws. */
  readonly overlay = (style: StyleSpecification): StyleSpecification =>
    this.tracks.overlay(this.roads.overlay(style));

  get isShown(): boolean {
    return this.isOn;
  }

  /**
   * Takes what there is to see for whoever is here now.
   *
   * @param sight null where the roads are not there
   * @param isWanted whether the address asks for the theme
   */
  learn(sight: SnowSight | null, isWanted: boolean): void {
    const isOther = JSON.stringify(sight) !== JSON.stringify(this.sight);
    this.switch.style.visibility = '';
    this.switch.hidden = sight === null;
    if (!isOther) return;
    this.sight = sight;
    this.forget();
    if (sight === null) this.setOn(false);
    else if (this.isOn) void this.load();
    else if (isWanted) this.setOn(true);
  }

  setOn(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.switch.setAttribute('aria-pressed', String(isOn));
    if (isOn) {
      this.panel.open();
      void this.load();
    } else {
      const held = this.panel.root.contains(document.activeElement);
      this.bar.end();
      this.panel.close();
      this.roads.show(null, 0);
      this.tracks.setOn(false);
      if (held) this.switch.focus();
    }
    this.listener.onShown(isOn);
  }

  /** A card about the road at a place, made anew in each language; null where there is none. */
  cardAt(place: { lng: number; lat: number }): (() => HTMLElement) | null {
    if (!this.isOn) return null;
    const road = this.roads.roadAt(place);
    return road === null ? null : this.cardOf(road.id, road.shape);
  }

  /** A card about a road with this line. */
  cardOf(road: number, shape: GeoJSON.Geometry): () => HTMLElement {
    const { atS, choice } = this;
    const heading = headingOf(shape);
    const nameOf = (device: string) => this.nameOf(device);
    return () => roadCard(this.client, { road, atS, heading, language: choice.current, nameOf });
  }

  /** Roads stand otherwise. */
  takeRoads(news: RoadNews): void {
    this.store.take(news);
    this.progressSoon.ask();
  }

  /** Vehicles have moved. */
  takeVehicles(moved: readonly Vehicle[]): void {
    if (!this.isOn || this.vehicles === null) return;
    this.vehicles = withMoved(this.vehicles, moved);
    if (this.atS === null) this.showVehicles();
    this.showPanel();
  }

  /** The layer of roads itself has changed. */
  layerChanged(layerId: string): void {
    if (this.isOn && layerId === this.layer) this.roads.reload();
  }

  /** Asks for everything again, as after the line was lost: what happened meanwhile was not told. */
  reload(): void {
    if (this.isOn) void this.load();
  }

  /** The layer that the roads are features of; empty where they are not there. */
  get layer(): string {
    return this.sight?.roads ?? '';
  }

  /** What people call the vehicle of a tracker. */
  nameOf(device: string): string {
    const vehicle = this.vehicles?.find((one) => one.device === device);
    return vehicle === undefined ? device : nameOf(vehicle);
  }

  private forget(): void {
    this.store.clear();
    this.street.clear();
    this.vehicles = null;
    this.progress = null;
    this.trails = [];
    this.pastTrails = [];
    this.past = null;
    this.bar.end();
  }

  private async load(): Promise<void> {
    this.showPanel();
    try {
      await this.map.during(Promise.all([this.store.load(), this.learnVehicles()]));
      this.panel.showTrouble('');
    } catch (error) {
      this.panel.showTrouble(explain(error, this.choice.current));
    }
    if (this.hasTrails) await this.setTrails(true);
    await this.learnProgress();
  }

  private async learnVehicles(): Promise<void> {
    const sees = this.sight?.seesVehicles ?? false;
    this.vehicles = sees ? readVehicles(await this.client.getJson('/api/tracks')) : null;
    if (!this.isOn) return;
    this.tracks.setOn(sees);
    this.showVehicles();
    this.showPanel();
  }

  /** Asks how far clearing is, where that is told. */
  async learnProgress(): Promise<void> {
    if (!this.isOn || this.sight?.isDuty !== true) return;
    try {
      const json = await this.client.getJson('/api/snow/progress');
      const total = isRecord(json) && isRecord(json['total']) ? json['total'] : {};
      this.progress = { share: Number(total['share']) || 0, late: Number(total['late']) || 0 };
      this.listener.onProgress(json);
    } catch (error) {
      this.tell(error);
    }
    this.showPanel();
  }

  private tick(): void {
    if (!this.isOn || document.hidden) return;
    // The public is told of no movement, and asks.
    if (!this.isNamed && this.vehicles !== null) void this.learnVehicles().catch(() => undefined);
    if (this.atS === null) this.show();
    this.progressSoon.ask();
  }

  private get isNamed(): boolean {
    return this.sight?.isDuty ?? false;
  }

  private show(): void {
    if (!this.isOn) return;
    const sheet = this.atS === null ? this.store.present : (this.past?.sheet ?? null);
    if (sheet !== null) this.roads.show(sheet, this.atS ?? Date.now() / 1000);
    if (this.atS === null) this.showVehicles();
    this.showPanel();
  }

  /** @param goesOn whether the next moment follows by itself: then long trails are drawn now and then */
  private showVehicles(goesOn = false): void {
    const { vehicles, atS } = this;
    if (!this.isOn || vehicles === null) return;
    const language = this.choice.current;
    const now = new Date(atS === null ? Date.now() : atS * 1000);
    if (atS === null) {
      this.tracks.showVehicles(listed(vehicles, now), now, ({ time }) => agoText(ageS(time, now), language));
      this.tracks.showTrails(this.hasTrails ? this.trails : [], atS ?? Date.now() / 1000);
    } else {
      this.tracks.showVehicles(vehiclesAt(this.pastTrails, atS), now, () => '');
      const drawn = performance.now();
      if (goesOn && drawn - this.trailsDrawn < TRAILS_EVERY_MS) return;
      this.trailsDrawn = drawn;
      this.tracks.showTrails(this.pastTrails, atS);
    }
  }

  private showPanel(): void {
    if (!this.isOn) return;
    this.panel.show({
      sheet: this.atS === null ? this.store.present : (this.past?.sheet ?? null),
      atS: this.atS,
      vehicles: this.vehicles,
      isNamed: this.isNamed,
      hasDesk: this.sight?.isDuty ?? false,
      progress: this.progress,
      hasTrails: this.hasTrails,
    });
  }

  private async setTrails(isOn: boolean): Promise<void> {
    this.hasTrails = isOn;
    if (isOn) {
      const until = Date.now() / 1000;
      try {
        this.trails = await this.fetchTrails(until - TRAILS_S, until);
      } catch (error) {
        this.tell(error);
      }
    }
    this.showVehicles();
  }

  private async fetchTrails(fromS: number, untilS: number): Promise<Trail[]> {
    const moment = (s: number) => new Date(s * 1000).toISOString();
    const path = `/api/tracks/trails?from=${moment(fromS)}&until=${moment(untilS)}`;
    return readTrails(await this.client.getJson(path));
  }

  /** The times of the present snowfall, or else of the last one, can be looked at. */
  private openPast(): void {
    this.listener.onLookAtMap();
    const event = this.store.present?.event ?? null;
    void (event === null ? this.lastEvent() : Promise.resolve(event)).then((found) => {
      const span = spanOf(found, Math.floor(Date.now() / 1000));
      this.span = span;
      this.bar.open(span);
      if (this.vehicles === null) return;
      this.fetchTrails(span.fromS, span.untilS)
        .then((trails) => {
          this.pastTrails = trails;
          this.showVehicles();
        })
        .catch((error: unknown) => this.tell(error));
    });
  }

  private async lastEvent(): Promise<SnowEvent | null> {
    try {
      const json = await this.client.getJson('/api/snow/events?limit=1');
      const events = isRecord(json) && Array.isArray(json['events']) ? json['events'] : [];
      return readEvent(events[0]);
    } catch {
      // Then the last hours are shown.
      return null;
    }
  }

  private goTo(atS: number | null, goesOn: boolean): void {
    const isOther = (atS === null) !== (this.atS === null);
    this.atS = atS;
    if (atS === null) {
      this.past = null;
      if (this.isOn) this.show();
      return;
    }
    this.showVehicles(goesOn);
    if (isOther || this.past?.stepS !== stepOf(atS, this.span)) void this.ask();
  }

  /** Asks for one moment after the other; those that have passed meanwhile are left out. */
  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      while (this.atS !== null && this.past?.stepS !== stepOf(this.atS, this.span)) {
        const stepS = stepOf(this.atS, this.span);
        const sheet = await this.store.at(stepS);
        if (this.atS === null) break;
        this.past = { stepS, sheet };
        this.show();
      }
    } catch {
      this.listener.onTrouble(texts[this.choice.current].replayTrouble);
    } finally {
      this.asking = false;
    }
  }

  private tell(error: unknown): void {
    this.listener.onTrouble(explain(error, this.choice.current));
  }
}
