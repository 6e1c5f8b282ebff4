import type { GaugeDesk } from './gauges/desk/gaugeDesk';
import type { GaugeTheme } from './gauges/gaugeTheme';
import type { HazardTheme } from './hazard/hazardTheme';
import type { Client } from './http/client';
import type { LanguageChoice } from './language/choice';
import type { FeatureOpening } from './layers/featureOpening';
import type { TownMap } from './maps/townMap';
import type { Desks } from './page/desks';
import { setParts } from './page/address';
import { getById } from './page/element';
import type { Notice } from './page/notice';
import type { OpenDesk, OpenDeskPart } from './opendata/desk/openDesk';
import type { Sheet } from './page/sheet';
import type { PermitDesk } from './permits/permitDesk';
import type { WatchDesk, WatchSight } from './residents/watchDesk';
import type { ShelterDesk } from './shelters/desk/shelterDesk';
import type { SnowDesk } from './snow/desk/snowDesk';
import type { SnowTheme } from './snow/snowTheme';
import type { ThemeChoice } from './theme/choice';

/** What desks work with. */
export interface DeskParts {
  client: Client;
  choice: LanguageChoice;
  theme: ThemeChoice;
  map: TownMap;
  sheet: Sheet;
  notice: Notice;
  opening: FeatureOpening;
  snow: SnowTheme;
  gauges: GaugeTheme;
  hazards: HazardTheme;
}

/** The staff's desks. Each is a file of its own, which only those load who open it. */
export class TownDesks {
  /** null until somebody opens it; so the others. */
  snow: SnowDesk | null = null;
  gauges: GaugeDesk | null = null;
  watch: WatchDesk | null = null;
  permits: PermitDesk | null = null;
  openGis: OpenDesk | null = null;
  private shelters: ShelterDesk | null = null;

  /**
   * @param user who is signed in; empty for a visitor
   * @param watchSight what of the households is shown; null for whoever keeps none
   */
  constructor(
    private readonly parts: DeskParts,
    private readonly desks: Desks,
    private readonly user: () => string,
    private readonly watchSight: () => WatchSight | null,
  ) {}

  /** Whether a desk was waiting for a place on the map. */
  takePlace(place: [number, number]): boolean {
    return this.watch?.takePlace(place) === true || this.permits?.takePlace(place) === true;
  }

  async openSnow(): Promise<void> {
    const { client, choice, theme, map, sheet, notice, opening, snow } = this.parts;
    sheet.makeRoom();
    if (this.snow === null) {
      const { SnowDesk } = await import('./snow/desk/snowDesk');
      this.snow ??= new SnowDesk(getById('snow-desk'), client, choice, theme, {
        nameOf: (device) => snow.nameOf(device),
        onBox: (box) => {
          this.snow?.makeRoom();
          map.goTo(box);
        },
        onRoad: (road) => {
          this.snow?.makeRoom();
          void opening.open({ layerId: snow.layer, id: String(road) }, true);
        },
        onSaved: (words) => {
          notice.show(words);
          void snow.learnProgress();
        },
        onClosed: () => this.desks.closed(),
      });
      this.desks.add('snow', this.snow);
    }
    const opened = this.snow;
    this.desks.open('snow', () => opened.open());
    snow.setOn(true);
    void snow.learnProgress();
  }

  async openGauges(gauge = ''): Promise<void> {
    const { client, choice, theme, map, sheet, notice, gauges } = this.parts;
    sheet.makeRoom();
    if (this.gauges === null) {
      const { GaugeDesk } = await import('./gauges/desk/gaugeDesk');
      this.gauges ??= new GaugeDesk(getById('gauge-desk'), client, choice, theme, gauges.store, {
        user: this.user,
        onGauge: (one) => {
          this.gauges?.makeRoom();
          if (one.place !== null) map.goTo(one.place);
        },
        onSaved: (words) => {
          notice.show(words);
          gauges.hurry();
        },
        onClosed: () => {
          gauges.need(false);
          this.desks.closed();
        },
      });
      this.desks.add('gauges', this.gauges);
    }
    const opened = this.gauges;
    this.desks.open('gauges', () => {
      gauges.need(true);
      opened.open();
      if (gauge !== '') opened.showGauge(gauge);
    });
  }

  async openWatch(): Promise<void> {
    const { client, choice, map, sheet, notice } = this.parts;
    sheet.makeRoom();
    if (this.watch === null) {
      const { WatchDesk } = await import('./residents/watchDesk');
      this.watch ??= new WatchDesk(getById('watch-desk'), client, choice, {
        centre: () => map.centre(),
        onPlace: (place) => {
          map.goTo(place);
          map.select({ type: 'Point', coordinates: place });
        },
        onMark: (place) => map.select(place === null ? null : { type: 'Point', coordinates: place }),
        onNote: (words) => notice.show(words),
        onClosed: () => this.desks.closed(),
      });
      this.desks.add('watch', this.watch);
    }
    const sight = this.watchSight();
    const opened = this.watch;
    if (sight !== null) this.desks.open('watch', () => opened.open(sight));
  }

  async openShelters(shelter = ''): Promise<void> {
    const { client, choice, theme, map, sheet, notice, hazards } = this.parts;
    sheet.makeRoom();
    if (this.shelters === null) {
      const { ShelterDesk } = await import('./shelters/desk/shelterDesk');
      this.shelters ??= new ShelterDesk(getById('shelter-desk'), client, choice, theme, hazards.store, {
        onPlace: (place) => {
          this.shelters?.makeRoom();
          map.goTo(place);
          map.select({ type: 'Point', coordinates: place });
        },
        onNote: (words) => notice.show(words),
        onClosed: () => {
          hazards.need(false);
          map.select(null);
          this.desks.closed();
        },
      });
      this.desks.add('shelters', this.shelters);
    }
    const opened = this.shelters;
    this.desks.open('shelters', () => {
      hazards.need(true);
      opened.open(shelter);
    });
  }

  /** @param part of the desk; each has an address of its own, `/?desk=maps` */
  async openOpenGis(part: OpenDeskPart): Promise<void> {
    const { client, choice, map, sheet, notice } = this.parts;
    sheet.makeRoom();
    if (this.openGis === null) {
      const { OpenDesk } = await import('./opendata/desk/openDesk');
      this.openGis ??= new OpenDesk(getById('open-desk'), client, choice, {
        here: () => {
          const { lng, lat } = map.view.getCenter().wrap();
          return { lon: lng, lat, zoom: map.zoom };
        },
        onPlace: (place) => {
          map.select(place === null ? null : { type: 'Point', coordinates: place });
          if (place !== null) map.goTo(place);
        },
        onPart: (shown) => setParts({ desk: shown }, false),
        onNote: (words) => notice.show(words),
        onClosed: () => this.desks.closed(),
      });
      // Both addresses lead to it.
      this.desks.add('maps', this.openGis);
      this.desks.add('feedback', this.openGis);
    }
    const opened = this.openGis;
    this.desks.open(part, () => opened.open(this.user(), part));
  }

  async openPermits(): Promise<void> {
    const { client, choice, map, sheet, notice, opening } = this.parts;
    sheet.makeRoom();
    if (this.permits === null) {
      const { PermitDesk } = await import('./permits/permitDesk');
      this.permits ??= new PermitDesk(getById('permit-desk'), client, choice, {
        onShape: (shape) => {
          map.select(shape);
          if (shape !== null) opening.lookAt(shape);
        },
        onNote: (words) => notice.show(words),
        onClosed: () => this.desks.closed(),
      });
      this.desks.add('permits', this.permits);
    }
    const opened = this.permits;
    this.desks.open('permits', () => opened.open(this.user()));
  }
}
