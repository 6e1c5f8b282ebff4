import type { Client } from '../../http/client';
import type { LanguageChoice } from '../../language/choice';
import { DutyDesk } from '../../page/dutyDesk';
import { element } from '../../page/element';
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
  private readonly desk: DutyDesk<Part>;
  private readonly legend = element('details', { class: 'desk-legend' });
  private progress: unknown = null;

  constructor(
    root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly listener: SnowDeskListener,
  ) {
    this.desk = new DutyDesk(root, choice, {
      parts: PARTS,
      words: (language) => texts[language],
      content: (part) => this.content(part),
      onClosed: () => {
        this.progress = null;
        listener.onClosed();
      },
    });
    this.desk.append(this.legend);
    choice.bind(() => this.drawLegend());
    theme.onChange(() => this.drawLegend());
  }

  get isOpen(): boolean {
    return this.desk.isOpen;
  }

  open(): void {
    this.desk.open();
  }

  close(): void {
    this.desk.close();
  }

  /** Leaves the map free on a phone. */
  makeRoom(): void {
    this.desk.makeRoom();
  }

  /** @param json the answer of `/api/snow/progress`, as it stands now */
  showProgress(json: unknown): void {
    this.progress = json;
    if (this.desk.part === 'progress') this.desk.drawPart();
  }

  private content(part: Part): HTMLElement[] {
    const language = this.choice.current;
    const { client, listener } = this;
    switch (part) {
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
    this.desk.drawPart();
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
