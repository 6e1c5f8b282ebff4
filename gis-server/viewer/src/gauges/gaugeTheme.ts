import { type Client, explain } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { TownMap } from '../maps/townMap';
import { element, textButton } from '../page/element';
import type { ThemeChoice } from '../theme/choice';
import { drillNote } from './drillNote';
import { type Gauge, type GaugeSheet, isCurrent, reached } from './gauge';
import { gaugeCard } from './gaugeCard';
import { GaugeOverlay } from './gaugeOverlay';
import { GaugePanel } from './gaugePanel';
import { GaugeStore } from './gaugeStore';
import { drawSign } from './looks';
import { texts } from './texts';
import { agoOf, arrowOf, metresText } from './words';

/** Ages are told anew, and what nobody told of is asked, after this time. */
const TICK_MS = 60_000;

/** What the theme needs of the page, and whom it tells. */
export interface GaugeListener {
  /** The list was opened or closed. */
  onShown(isOn: boolean): void;
  /** Somebody wants to see a gauge, by its feature. @param isLinked whether a link asked for it */
  onGauge(layer: string, feature: string, isLinked: boolean): void;
  /** @param gauge its number, where somebody wants to see one; empty for the desk as a whole */
  onDesk(gauge: string): void;
  /** Whoever is here now sees to gauges, or does not. */
  onMinds(minds: boolean): void;
  onTrouble(words: string): void;
}

/**
 * Water levels on the map: a sign with a bar for each gauge as long as their layer is on, and a list
 * of them in the side panel. Nothing is asked for before one of the two is wanted.
 */
export class GaugeTheme {
  readonly panel: GaugePanel;
  readonly store: GaugeStore;
  private readonly signs: GaugeOverlay;
  private readonly switch: HTMLButtonElement;
  /** The layer of gauges; empty while nobody sees it. */
  private seen = '';
  private who: string | null = null;
  private isOpen = false;
  private isLayerOn = false;
  private isNeeded = false;
  /** The number of the gauge that a link asks for; empty when none does, or it was shown. */
  private asked = '';
  /** What was told last of whether whoever is here sees to gauges. */
  private told: boolean | null = null;

  constructor(
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly map: TownMap,
    private readonly listener: GaugeListener,
  ) {
    this.store = new GaugeStore(client, (error) => this.panel.showTrouble(explain(error, choice.current)));
    this.signs = new GaugeOverlay(map.view, () => theme.current, () => map.redraw());
    map.addDrawings(drawSign);
    this.panel = new GaugePanel(choice, theme, {
      onHide: () => this.setOpen(false),
      onGauge: (gauge) => listener.onGauge(this.seen, gauge.id, false),
      onDesk: () => listener.onDesk(''),
    });
    this.switch = textButton('', 'button-small gauges-switch', () => {
      this.setOpen(!this.isOpen);
      if (this.isOpen) this.panel.focus();
    });
    this.switch.setAttribute('aria-pressed', 'false');
    // Its room is kept until it is known whether there is anything to see.
    this.switch.style.visibility = 'hidden';
    this.store.onChange(() => this.show());
    choice.bind(() => {
      this.switch.textContent = texts[choice.current].heading;
      this.show();
    });
    theme.onChange(() => this.show());
    setInterval(() => this.tick(), TICK_MS);
  }

  /** The button that opens the list, for the page's tools. */
  get button(): HTMLElement {
    return this.switch;
  }

  /** The style with everything that the theme draws. */
  get overlay() {
    return this.signs.overlay;
  }

  /** The layer that gauges are features of; empty where it is not there. */
  get layer(): string {
    return this.seen;
  }

  /** Whether whoever is here sees to gauges, as far as that is known. */
  get minds(): boolean {
    return this.store.sheet?.minds ?? false;
  }

  /**
   * Takes what there is to see for whoever is here now.
   *
   * @param layer of the gauges; empty where it is not there
   * @param user who they are; empty for a visitor
   * @param isOpen whether the address asks for the list
   */
  learn(layer: string, user: string, isOpen: boolean): void {
    const who = `${user}/${layer}`;
    if (who === this.who) return;
    this.who = who;
    this.seen = layer;
    this.switch.style.visibility = '';
    this.switch.hidden = layer === '';
    this.store.clear();
    if (layer === '') this.setOpen(false);
    else if (isOpen) this.setOpen(true);
    this.follow(true);
    if (layer === '' && this.asked !== '') this.listener.onTrouble(texts[this.choice.current].notSeen(this.asked));
  }

  /** Shows a gauge as soon as it is known: now, or when somebody has signed in who sees it. */
  ask(gauge: string): void {
    this.asked = gauge;
    this.follow(false);
  }

  /** @param isOn whether the layer of gauges is drawn */
  setLayerOn(isOn: boolean): void {
    if (isOn === this.isLayerOn) return;
    this.isLayerOn = isOn;
    this.follow(false);
  }

  /** Somebody else on the page, as the desk, wants the gauges too. */
  need(isNeeded: boolean): void {
    if (isNeeded === this.isNeeded) return;
    this.isNeeded = isNeeded;
    this.follow(false);
  }

  setOpen(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.switch.setAttribute('aria-pressed', String(isOpen));
    const held = this.panel.root.contains(document.activeElement);
    this.panel.setOpen(isOpen);
    if (!isOpen && held) this.switch.focus();
    this.follow(false);
    this.listener.onShown(isOpen);
  }

  /** A card about the gauge whose sign lies at a place; null for none. */
  cardAt(place: { lng: number; lat: number }): (() => HTMLElement) | null {
    return this.cardOf(this.store.find(this.signs.gaugeAt(place)));
  }

  /** A card about the gauge of a feature; null for none. */
  cardOfFeature(id: string): (() => HTMLElement) | null {
    return this.store.sheet === null ? () => this.laterCard(id) : this.cardOf(this.store.findFeature(id));
  }

  /** A page that opens with a gauge has its feature before the gauges themselves. */
  private laterCard(id: string): HTMLElement {
    const place = element('div');
    const fill = () => {
      if (this.store.sheet === null) return;
      stop();
      const card = this.cardOf(this.store.findFeature(id));
      if (card !== null) place.replaceChildren(card());
    };
    const stop = this.store.onChange(fill);
    fill();
    return place;
  }

  /** There are new readings. */
  hurry(): void {
    if (this.isWanted) this.store.hurry();
  }

  /** Asks again, as after the line was lost. */
  reload(): void {
    this.hurry();
  }

  private cardOf(gauge: Gauge | null): (() => HTMLElement) | null {
    if (gauge === null) return null;
    const { client, store, theme } = this;
    return () => {
      const needs = { client, store, language: this.choice.current, theme: () => theme.current };
      const card = gaugeCard(needs, store.find(gauge.gauge) ?? gauge);
      card.prepend(drillNote(store, store.find(gauge.gauge) ?? gauge, this.choice.current));
      if (this.minds) card.append(this.wayToDesk(gauge));
      return card;
    };
  }

  private wayToDesk(gauge: Gauge): HTMLElement {
    const words = texts[this.choice.current].onDesk;
    const button = textButton(words, 'button-small', () => this.listener.onDesk(gauge.gauge));
    return element('div', { class: 'gauge-desk-way' }, button);
  }

  private get isWanted(): boolean {
    return this.seen !== '' && (this.isOpen || this.isLayerOn || this.isNeeded || this.asked !== '');
  }

  /** @param isOther whether somebody else is here */
  private follow(isOther: boolean): void {
    this.signs.setOn(this.seen !== '' && (this.isOpen || this.isLayerOn));
    if (!this.isWanted || (this.store.sheet !== null && !isOther)) {
      this.show();
      return;
    }
    this.map
      .during(this.store.load())
      .then(() => this.panel.showTrouble(''))
      .catch((error: unknown) => this.panel.showTrouble(explain(error, this.choice.current)));
  }

  private tick(): void {
    if (document.hidden) return;
    this.hurry();
  }

  private show(): void {
    const { sheet } = this.store;
    this.panel.show(sheet);
    this.signs.show(sheet?.gauges ?? [], (gauge) => this.wordsOf(gauge));
    if (sheet !== null && this.asked !== '') this.showAsked(sheet);
    const minds = sheet?.minds ?? null;
    if (minds === this.told) return;
    this.told = minds;
    this.listener.onMinds(minds === true);
  }

  private showAsked({ gauges }: GaugeSheet): void {
    const { asked, listener, seen } = this;
    const found = gauges.find(({ gauge }) => gauge === asked);
    if (found === undefined) listener.onTrouble(texts[this.choice.current].notSeen(asked));
    else listener.onGauge(seen, found.id, true);
    this.asked = '';
  }

  /** What stands below a sign. */
  private wordsOf(gauge: Gauge): string {
    const language = this.choice.current;
    const { latest } = gauge;
    const drill = gauge.drill === null ? '' : `【${texts[language].drill}】`;
    if (!isCurrent(gauge) || latest === null) return `${drill}${gauge.name}\n${texts[language].qualities[gauge.quality]}`;
    const level = reached(gauge);
    return [
      `${drill}${gauge.name}`,
      `${metresText(latest.metres, language)} ${arrowOf(gauge.trend)}`.trim(),
      level?.name ?? '',
      agoOf(latest.time, new Date(), language),
    ]
      .filter((part) => part !== '')
      .join('\n');
  }
}
