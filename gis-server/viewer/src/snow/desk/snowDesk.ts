import './desk.css';
import type { Client } from '../../http/client';
import type { LanguageChoice } from '../../language/choice';
import { element, signButton, textButton } from '../../page/element';
import { icon } from '../../page/icon';
import { Sheet } from '../../page/sheet';
import type { ThemeChoice } from '../../theme/choice';
import { LEGEND, sampleOf } from '../looks';
import { texts as snowTexts } from '../texts';
import { eventsView } from './events';
import { readProgress } from './progress';
import { type ProgressListener, progressView } from './progressView';
import { reportView } from './report';
import { texts } from './texts';

const PARTS = ['progress', 'report', 'events'] as const;

type Part = (typeof PARTS)[number];

/** What the desk needs of the page, and whom it tells. */
export interface SnowDeskListener extends ProgressListener {
  nameOf(device: string): string;
  onSaved(words: string): void;
  onClosed(): void;
}

/** The duty desk of snow clearing: how far it is, what was done, and when it snowed. */
export class SnowDesk {
  private readonly sheet: Sheet;
  private readonly heading = element('h2', { class: 'section-heading', tabindex: '-1' });
  private readonly modes = element('div', { class: 'modes', role: 'group' });
  private readonly place = element('div', { class: 'desk-place' });
  private readonly legend = element('details', { class: 'desk-legend' });
  private readonly closing: HTMLButtonElement;
  private part: Part = 'progress';
  private progress: unknown = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly listener: SnowDeskListener,
  ) {
    this.sheet = new Sheet(root, choice, {
      sizes: ['peek', 'half', 'full'],
      name: (language) => texts[language].name,
    });
    this.closing = signButton(icon('close'), '', () => this.close());
    this.sheet.body.append(
      element('div', { class: 'layers-head' }, this.heading, this.closing),
      this.modes,
      this.place,
      this.legend,
    );
    choice.bind(() => this.draw());
    theme.onChange(() => this.drawLegend());
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  open(): void {
    this.root.hidden = false;
    this.root.parentElement?.classList.add('has-desk');
    this.sheet.setSize('half');
    this.draw();
    this.heading.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.root.hidden = true;
    this.root.parentElement?.classList.remove('has-desk');
    this.progress = null;
    this.listener.onClosed();
  }

  /** Leaves the map free on a phone. */
  makeRoom(): void {
    this.sheet.makeRoom();
  }

  /** @param json the answer of `/api/snow/progress`, as it stands now */
  showProgress(json: unknown): void {
    this.progress = json;
    if (this.part === 'progress') this.drawPart();
  }

  private draw(): void {
    const words = texts[this.choice.current];
    this.heading.textContent = words.name;
    this.closing.title = words.close;
    this.closing.setAttribute('aria-label', words.close);
    this.modes.setAttribute('aria-label', words.parts);
    this.modes.replaceChildren(
      ...PARTS.map((part) => {
        const button = textButton(words[part], 'button-small mode', () => this.choose(part));
        button.id = `desk-${part}`;
        button.setAttribute('aria-pressed', String(part === this.part));
        return button;
      }),
    );
    this.drawPart();
    this.drawLegend();
  }

  private choose(part: Part): void {
    this.part = part;
    this.draw();
    document.getElementById(`desk-${part}`)?.focus();
    this.sheet.body.scrollTop = 0;
  }

  /** What is made anew keeps the keyboard, and what stood open stays so. */
  private drawPart(): void {
    if (!this.isOpen) return;
    const { place } = this;
    const held = place.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
    const more = () => place.querySelector<HTMLDetailsElement>('.desk-more');
    const wasOpen = more()?.open ?? false;
    place.replaceChildren(...this.content());
    const now = more();
    if (now !== null) now.open = wasOpen;
    if (held !== '') document.getElementById(held)?.focus();
  }

  private content(): HTMLElement[] {
    const language = this.choice.current;
    const { client, listener } = this;
    switch (this.part) {
      case 'progress':
        return this.progress === null
          ? [element('p', { class: 'hint' }, texts[language].loading)]
          : progressView(readProgress(this.progress), language, listener);
      case 'report':
        return reportView({ client, language, nameOf: (device) => listener.nameOf(device) });
      case 'events':
        return eventsView({ client, language, onSaved: () => this.saved() });
    }
  }

  private saved(): void {
    this.listener.onSaved(texts[this.choice.current].saved);
    this.drawPart();
  }

  private drawLegend(): void {
    const words = snowTexts[this.choice.current];
    const rows = LEGEND.map((condition) =>
      element(
        'li',
        {},
        sampleOf(condition, this.theme.current),
        element('span', {}, words.conditions[condition]),
      ),
    );
    this.legend.replaceChildren(
      element('summary', {}, words.legend),
      element('ul', { class: 'snow-legend' }, ...rows),
    );
  }
}
