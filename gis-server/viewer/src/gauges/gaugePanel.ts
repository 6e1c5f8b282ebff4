import type { LanguageChoice } from '../language/choice';
import { element, signButton, textButton } from '../page/element';
import { icon } from '../page/icon';
import type { ThemeChoice } from '../theme/choice';
import { type Gauge, type GaugeSheet, inOrder, isCurrent, reached } from './gauge';
import { gaugeLine } from './gaugeCard';
import { texts } from './texts';

/** Whom the panel tells. */
export interface GaugePanelListener {
  onHide(): void;
  onGauge(gauge: Gauge): void;
  onDesk(): void;
}

/** The part of the side panel about water levels: all gauges, the gravest first. */
export class GaugePanel {
  readonly root = element('section', { class: 'gauges', 'aria-labelledby': 'gauges-heading', hidden: true });
  private readonly heading = element('h2', { class: 'section-heading', id: 'gauges-heading', tabindex: '-1' });
  private readonly hide: HTMLButtonElement;
  private readonly tools = element('div', { class: 'side-tools' });
  private readonly summary = element('p', { class: 'gauges-summary' });
  private readonly trouble = element('p', { class: 'error', role: 'alert' });
  private readonly list = element('ul', { class: 'gauges-list' });
  private readonly note = element('p', { class: 'hint' });
  private sheet: GaugeSheet | null = null;

  constructor(
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly listener: GaugePanelListener,
  ) {
    this.hide = signButton(icon('close'), '', () => listener.onHide());
    const head = element('div', { class: 'layers-head' }, this.heading, this.hide);
    this.root.append(head, this.tools, this.summary, this.trouble, this.list, this.note);
    choice.bind(() => this.draw());
    theme.onChange(() => this.draw());
  }

  setOpen(isOpen: boolean): void {
    this.root.hidden = !isOpen;
    this.draw();
  }

  /** Takes the keyboard. */
  focus(): void {
    this.heading.focus();
  }

  /** @param words empty when the trouble is over */
  showTrouble(words: string): void {
    this.trouble.textContent = words;
  }

  show(sheet: GaugeSheet | null): void {
    this.sheet = sheet;
    this.draw();
  }

  private draw(): void {
    if (this.root.hidden) return;
    const language = this.choice.current;
    const words = texts[language];
    this.heading.textContent = words.heading;
    this.hide.title = words.hide;
    this.hide.setAttribute('aria-label', words.hide);
    this.note.textContent = words.note;
    const { sheet } = this;
    const gauges = sheet?.gauges ?? [];
    const over = gauges.filter((gauge) => reached(gauge) !== null).length;
    const untold = gauges.filter((gauge) => !isCurrent(gauge)).length;
    const told = gauges.length === 0 ? words.none : words.summary(over, gauges.length);
    this.summary.textContent =
      sheet === null ? words.loading : untold === 0 ? told : `${told} ${words.untold(untold)}`;
    this.showTools(sheet?.minds ?? false);
    this.showList(gauges);
  }

  private showTools(minds: boolean): void {
    const there = this.tools.firstElementChild;
    if (there !== null && minds) there.textContent = texts[this.choice.current].desk;
    if ((there !== null) === minds) return;
    const button = textButton(texts[this.choice.current].desk, 'button-small', () => this.listener.onDesk());
    button.id = 'gauge-desk-open';
    this.tools.replaceChildren(...(minds ? [button] : []));
  }

  /** What is made anew keeps the keyboard. */
  private showList(gauges: readonly Gauge[]): void {
    const held = this.list.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
    const now = new Date();
    this.list.replaceChildren(
      ...inOrder(gauges).map((gauge) => {
        const line = gaugeLine(gauge, this.theme.current, this.choice.current, now);
        const button = element('button', { type: 'button', class: 'gauge-line', id: `gauge-${gauge.gauge}` }, ...line);
        button.addEventListener('click', () => this.listener.onGauge(gauge));
        return element('li', {}, button);
      }),
    );
    if (held !== '') document.getElementById(held)?.focus({ preventScroll: true });
  }
}
