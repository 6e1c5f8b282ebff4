import type { Client } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { momentText } from '../language/moments';
import { element, textButton } from '../page/element';
import { ReportForm } from '../residents/reportForm';
import type { NewReport } from '../residents/reports';
import { roadCard } from '../snow/roadCard';
import { LEGEND, sampleOf } from '../snow/looks';
import type { RoadSheet } from '../snow/roadSheet';
import { texts as snowTexts } from '../snow/texts';
import type { ThemeChoice } from '../theme/choice';
import { hintSample } from './hints';
import { texts } from './texts';

/** Who is at the phone, as far as it decides what the page offers. */
export type Visitor =
  /** Nobody has signed in. */
  | 'nobody'
  /** Somebody who has nothing to report. */
  | 'other'
  /** A neighbour with the town's link. */
  | 'neighbour'
  /** Such a link that holds no more. */
  | 'ended'
  /** Who drives, and who sends them. */
  | 'crew';

/** What the panel tells. */
export interface FieldPanelListener {
  onSignIn(): void;
  onHints(isOn: boolean): void;
  onPlace(place: [number, number] | null, look: boolean): void;
  centre(): [number, number] | null;
  /** @throws ProblemError when the server does not take it */
  send(report: NewReport): Promise<void>;
}

/** What one does below the map: few buttons, large enough for gloves. */
export class FieldPanel {
  private visitor: Visitor = 'nobody';
  private sheet: RoadSheet | null = null;
  private waiting = 0;
  private hasHints = false;
  private hintsNote = '';
  private form: ReportForm | null = null;
  private road: { id: number; heading: number | null } | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly listener: FieldPanelListener,
  ) {
    choice.bind(() => {
      this.form = this.form === null ? null : this.makeForm();
      this.draw();
    });
    theme.onChange(() => this.draw());
  }

  setVisitor(visitor: Visitor): void {
    if (visitor === this.visitor) return;
    this.visitor = visitor;
    this.endReport();
  }

  /** @param sheet null where the town's roads are not to be seen */
  setRoads(sheet: RoadSheet | null): void {
    this.sheet = sheet;
    this.draw();
  }

  /** @param note what is to be said of them; empty for nothing */
  setHints(isOn: boolean, note: string): void {
    this.hasHints = isOn;
    this.hintsNote = note;
    this.draw();
  }

  setWaiting(count: number): void {
    this.waiting = count;
    this.draw();
  }

  /** Takes a place that was pressed on the map. @returns whether one was wanted */
  takePlace(place: [number, number]): boolean {
    this.form?.setPlace(place);
    return this.form !== null;
  }

  showRoad(id: number, heading: number | null): void {
    this.road = { id, heading };
    this.draw();
    this.root.querySelector<HTMLElement>('#field-road')?.focus();
  }

  private draw(): void {
    this.root.setAttribute('aria-label', texts[this.choice.current].panel);
    // A form that is being filled in stays as it is.
    if (this.form !== null) {
      if (!this.root.contains(this.form.root)) this.root.replaceChildren(this.form.root);
      return;
    }
    const held = this.root.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
    const isOpen = this.root.querySelector('details')?.open ?? false;
    this.root.replaceChildren(...this.home());
    const details = this.root.querySelector('details');
    if (details !== null) details.open = isOpen;
    if (held !== '') document.getElementById(held)?.focus();
  }

  private home(): HTMLElement[] {
    const words = texts[this.choice.current];
    const waiting = words.waiting(this.waiting);
    return [
      ...(this.waiting > 0 ? [element('p', { class: 'field-waiting', role: 'status' }, waiting)] : []),
      ...this.actions(),
      ...(this.road === null ? [] : [this.roadPart(this.road)]),
      ...this.roadsPart(),
    ];
  }

  private actions(): HTMLElement[] {
    const { listener } = this;
    const words = texts[this.choice.current];
    switch (this.visitor) {
      case 'ended':
        return [element('p', { class: 'error' }, words.linkEnded)];
      case 'other':
        return [element('p', { class: 'hint' }, words.notYours)];
      case 'nobody':
        return [
          element('p', {}, words.signInFirst),
          big(words.signIn, 'field-sign-in', 'button-primary', () => listener.onSignIn()),
        ];
      case 'neighbour':
        return [this.reportButton()];
      case 'crew':
        return [this.reportButton(), this.hintsSwitch(), ...this.hintsWords()];
    }
  }

  private reportButton(): HTMLElement {
    const words = texts[this.choice.current];
    return big(words.report, 'field-report', 'button-primary', () => {
      this.form = this.makeForm();
      this.draw();
      this.form.focus();
    });
  }

  private hintsSwitch(): HTMLElement {
    const words = texts[this.choice.current];
    const button = big(words.hints, 'field-hints', '', () => this.listener.onHints(!this.hasHints));
    button.setAttribute('aria-pressed', String(this.hasHints));
    button.prepend(hintSample(this.theme.current));
    return button;
  }

  private hintsWords(): HTMLElement[] {
    if (this.hintsNote !== '') return [element('p', { role: 'status' }, this.hintsNote)];
    return this.hasHints ? [element('p', {}, texts[this.choice.current].hintsHelp)] : [];
  }

  private roadsPart(): HTMLElement[] {
    const { sheet } = this;
    const language = this.choice.current;
    const words = snowTexts[language];
    if (sheet === null) return [];
    const { event } = sheet;
    const now = new Date();
    const told =
      event === null
        ? words.noEvent
        : event.end === null || event.end > now
          ? words.eventOn(event.name, momentText(event.begin, now, language))
          : words.eventOver(event.name, momentText(event.end, now, language));
    const rows = LEGEND.map((condition) =>
      element(
        'li',
        {},
        sampleOf(condition, this.theme.current),
        element('span', {}, words.conditions[condition]),
      ),
    );
    return [
      element('p', { class: 'snow-event' }, told),
      element('p', { class: 'hint' }, texts[language].roadHelp),
      element(
        'details',
        { class: 'field-legend' },
        element('summary', { id: 'field-legend' }, texts[language].legend),
        element('ul', { class: 'snow-legend' }, ...rows),
      ),
    ];
  }

  private roadPart({ id, heading }: { id: number; heading: number | null }): HTMLElement {
    const language = this.choice.current;
    const words = texts[language];
    const close = textButton(words.closeRoad, 'button-small', () => {
      this.road = null;
      this.draw();
      this.root.focus();
    });
    const card = roadCard(this.client, { road: id, atS: null, heading, language, nameOf: (device) => device });
    return element(
      'section',
      { 'aria-labelledby': 'field-road' },
      element(
        'div',
        { class: 'layers-head' },
        element('h2', { class: 'section-heading', id: 'field-road', tabindex: '-1' }, words.road),
        close,
      ),
      card,
    );
  }

  private makeForm(): ReportForm {
    return new ReportForm({
      language: this.choice.current,
      centre: () => this.listener.centre(),
      onPlace: (place, look) => this.listener.onPlace(place, look),
      send: (report) => this.listener.send(report),
      onSent: () => this.endReport(),
      onCancel: () => this.endReport(),
    });
  }

  private endReport(): void {
    const wasOpen = this.form !== null;
    this.form = null;
    this.listener.onPlace(null, false);
    this.draw();
    if (wasOpen) document.getElementById('field-report')?.focus();
  }
}

function big(words: string, id: string, kind: string, act: () => void): HTMLButtonElement {
  const button = textButton(words, `field-button ${kind}`.trim(), act);
  button.id = id;
  return button;
}
