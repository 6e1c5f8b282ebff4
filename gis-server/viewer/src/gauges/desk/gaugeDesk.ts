import '../../page/dutyDesk.css';
import './desk.css';
import type { Client } from '../../http/client';
import type { LanguageChoice } from '../../language/choice';
import { clockOf } from '../../language/moments';
import { element, signButton, textButton } from '../../page/element';
import { icon } from '../../page/icon';
import { Sheet } from '../../page/sheet';
import type { ThemeChoice } from '../../theme/choice';
import type { Gauge } from '../gauge';
import type { GaugeStore } from '../gaugeStore';
import { Alarm, gravest } from './alarm';
import { type Alert, isLoud, isWaiting } from './alert';
import { AlertsPart } from './alertsPart';
import { headlineOf } from './alertWords';
import { GaugesPart } from './gaugesPart';
import { RecipientsPart } from '../recipients/recipientsPart';
import { LinesPart } from './linesPart';
import { MessagesPart } from './messagesPart';
import { redraw } from './redraw';
import { Sound } from './sound';
import { texts } from './texts';
import { TitleBadge } from './titleBadge';

const PARTS = ['alerts', 'gauges', 'recipients', 'messages', 'lines'] as const;

type Part = (typeof PARTS)[number];

/** Ages, the clock, and what the live line may have missed. */
const TICK_MS = 15_000;
/** News of several alerts come at once. */
const QUIET_MS = 250;

/** What the desk needs of the page, and whom it tells. */
export interface GaugeDeskListener {
  /** Who is signed in. */
  user(): string;
  onGauge(gauge: Gauge): void;
  onSaved(words: string): void;
  onClosed(): void;
}

/** The duty screen of water levels: alerts, gauges, what arrived, and by which connections. */
export class GaugeDesk {
  private readonly sheet: Sheet;
  private readonly heading = element('h2', { class: 'section-heading', tabindex: '-1' });
  private readonly clock = element('span', { class: 'desk-clock' });
  private readonly modes = element('div', { class: 'modes', role: 'group' });
  private readonly soundTools = element('div', { class: 'desk-sound' });
  private readonly wideButton: HTMLButtonElement;
  private readonly closing: HTMLButtonElement;
  private readonly fresh = element('p', { class: 'unseen', role: 'alert' });
  private readonly place = element('div', { class: 'desk-place' });
  private readonly alertsPart: AlertsPart;
  private readonly gaugesPart: GaugesPart;
  private readonly recipientsPart: RecipientsPart;
  private readonly messagesPart: MessagesPart;
  private readonly linesPart: LinesPart;
  private readonly alarm = new Alarm();
  private readonly sound = new Sound(localStorage);
  private readonly badge = new TitleBadge();
  private alerts: readonly Alert[] = [];
  private part: Part = 'alerts';
  private isWide = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    client: Client,
    private readonly choice: LanguageChoice,
    theme: ThemeChoice,
    store: GaugeStore,
    private readonly listener: GaugeDeskListener,
  ) {
    const onSaved = (words: string) => listener.onSaved(words);
    this.alertsPart = new AlertsPart({
      client,
      choice,
      theme,
      store,
      user: () => listener.user(),
      onSaved,
      onAlerts: (alerts) => this.heed(alerts),
    });
    this.gaugesPart = new GaugesPart({ client, choice, theme, store, onGauge: (gauge) => this.showOnMap(gauge), onSaved });
    this.recipientsPart = new RecipientsPart({ client, choice, store, onSaved });
    this.messagesPart = new MessagesPart(client, choice, store);
    this.linesPart = new LinesPart(client, choice);
    this.sheet = new Sheet(root, choice, {
      sizes: ['peek', 'half', 'full'],
      name: (language) => texts[language].name,
    });
    this.closing = signButton(icon('close'), '', () => this.close());
    this.wideButton = textButton('', 'button-small desk-wide', () => this.setWide(!this.isWide));
    const head = element('div', { class: 'layers-head' }, this.heading, this.clock, this.wideButton, this.closing);
    this.sheet.body.append(head, this.soundTools, this.modes, this.fresh, this.place);
    store.onChange(() => this.drawGauges());
    choice.bind(() => this.draw());
    theme.onChange(() => this.drawGauges());
    // Any press on the desk is leave to sound, unless somebody has muted it.
    root.addEventListener('pointerdown', () => {
      if (this.sound.isAsked && !this.sound.isOn) void this.sound.allow().then(() => this.drawSound());
    });
    setInterval(() => this.tick(), TICK_MS);
  }

  private get all() {
    return [this.alertsPart, this.gaugesPart, this.recipientsPart, this.messagesPart, this.linesPart];
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  open(): void {
    if (this.isOpen) return;
    this.root.hidden = false;
    this.root.parentElement?.classList.add('has-desk');
    this.sheet.setSize('half');
    this.draw();
    void this.alertsPart.load();
    this.heading.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.setWide(false);
    this.root.hidden = true;
    this.root.parentElement?.classList.remove('has-desk');
    for (const part of this.all) part.clear();
    this.alerts = [];
    this.fresh.textContent = '';
    this.badge.show('');
    this.listener.onClosed();
  }

  /** Leaves the map free on a phone, and beside a wide desk. */
  makeRoom(): void {
    this.setWide(false);
    this.sheet.makeRoom();
  }

  /** Goes to a gauge with what can be done about it. */
  showGauge(gauge: string): void {
    this.setWide(false);
    this.sheet.show();
    this.part = 'gauges';
    this.draw();
    this.gaugesPart.show(gauge);
  }

  /** Something happened to an alert. */
  hurry(): void {
    if (!this.isOpen) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.isOpen) void this.alertsPart.load();
    }, QUIET_MS);
  }

  private showOnMap(gauge: Gauge): void {
    this.makeRoom();
    this.listener.onGauge(gauge);
  }

  private tick(): void {
    if (!this.isOpen) return;
    void this.alertsPart.load();
    if (this.part === 'lines' && !this.isWide) void this.linesPart.load();
    this.drawClock();
    this.drawGauges();
  }

  /** Tells of what is new: by sound, in the title, and to those who listen. */
  private heed(alerts: readonly Alert[]): void {
    if (!this.isOpen) return;
    this.alerts = alerts;
    const language = this.choice.current;
    const words = texts[language];
    const { fresh, sound } = this.alarm.heed(alerts, performance.now());
    if (fresh.length > 0) {
      this.fresh.textContent = fresh
        .map((alert) => words.freshAlert(alert.drill, alert.name, headlineOf(alert, new Date(), language)))
        .join('。');
    }
    if (sound !== null) this.sound.play(sound);
    this.drawBadge();
    this.drawModes();
  }

  private drawBadge(): void {
    const words = texts[this.choice.current];
    const loud = this.alerts.filter(isLoud);
    const worst = gravest(loud.map(({ severity }) => severity));
    this.badge.show(worst === null ? '' : words.title(loud.length, words.severities[worst]));
  }

  private draw(): void {
    const words = texts[this.choice.current];
    this.heading.textContent = words.name;
    this.closing.title = words.close;
    this.closing.setAttribute('aria-label', words.close);
    this.wideButton.textContent = this.isWide ? words.narrow : words.wide;
    this.root.classList.toggle('is-wide', this.isWide);
    this.root.parentElement?.classList.toggle('has-wide-desk', this.isWide && this.isOpen);
    this.drawClock();
    this.drawSound();
    this.drawModes();
    this.drawBadge();
    if (!this.isOpen) return;
    this.alertsPart.draw();
    this.gaugesPart.draw();
    this.recipientsPart.draw();
    this.messagesPart.draw();
    if (this.part === 'lines') void this.linesPart.load();
    const shown = {
      alerts: this.alertsPart,
      gauges: this.gaugesPart,
      recipients: this.recipientsPart,
      messages: this.messagesPart,
      lines: this.linesPart,
    };
    // A wall shows what counts side by side.
    const roots = this.isWide ? [this.alertsPart.root, this.gaugesPart.root] : [shown[this.part].root];
    this.place.replaceChildren(...roots);
  }

  private drawGauges(): void {
    if (!this.isOpen) return;
    this.gaugesPart.draw();
    this.alertsPart.draw();
  }

  private drawClock(): void {
    this.clock.textContent = texts[this.choice.current].clock(clockOf(new Date()));
  }

  private drawModes(): void {
    const words = texts[this.choice.current];
    const waiting = this.alerts.filter(isWaiting).length;
    this.modes.hidden = this.isWide;
    this.modes.setAttribute('aria-label', words.parts);
    redraw(
      this.modes,
      PARTS.map((part) => {
        const name = part === 'alerts' && waiting > 0 ? words.waitingParts(words[part], waiting) : words[part];
        const button = textButton(name, 'button-small mode', () => this.choose(part));
        button.id = `gauge-desk-${part}`;
        button.setAttribute('aria-pressed', String(part === this.part));
        return button;
      }),
    );
  }

  private drawSound(): void {
    const words = texts[this.choice.current];
    const { isOn, isAsked } = this.sound;
    const held = this.soundTools.contains(document.activeElement);
    const button = textButton(isOn ? words.soundMute : words.soundAllow, 'button-small', () => {
      if (isOn) {
        this.sound.mute();
        this.drawSound();
      } else {
        void this.sound.allow().then(() => {
          this.sound.play('standby');
          this.drawSound();
        });
      }
    });
    button.title = words.soundHelp;
    button.id = 'gauge-desk-sound';
    const state = isOn ? `♪ ${words.soundOn}` : isAsked ? words.soundHelp : `✕ ${words.soundOff}`;
    this.soundTools.replaceChildren(button, element('span', { class: 'hint' }, state));
    if (held) button.focus();
  }

  private choose(part: Part): void {
    this.part = part;
    this.draw();
    if (part === 'messages') void this.messagesPart.load();
    if (part === 'recipients') void this.recipientsPart.load();
    document.getElementById(`gauge-desk-${part}`)?.focus();
    this.sheet.body.scrollTop = 0;
  }

  private setWide(isWide: boolean): void {
    if (isWide === this.isWide) return;
    this.isWide = isWide;
    this.draw();
  }
}

