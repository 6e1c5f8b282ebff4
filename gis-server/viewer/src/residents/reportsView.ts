import { explain } from '../http/client';
import { momentText } from '../language/moments';
import { element, textButton } from '../page/element';
import type { WatchParts } from './parts';
import { closeReport, type EntranceReport, fetchReports, reportPhotoPath } from './reports';
import { texts } from './texts';

/** More households near one report are told by their number. */
const MOST_HOUSEHOLDS = 6;

/** What the list of reports tells. */
export interface ReportsListener {
  onAdd(): void;
  /** Somebody wants to look at a household near a report. */
  onHousehold(household: number, report: string): void;
}

/** The reports of blocked entrances, the newest first; those that are closed on demand. */
export class ReportsView {
  readonly root = element('div', { class: 'desk-place' });
  private readonly list = element('ul', { class: 'watch-list' });
  private readonly status = element('p', { role: 'status', class: 'hint' });
  private readonly foot = element('p');
  private readonly withClosed = element('input', { type: 'checkbox', id: 'watch-closed' });
  private shown: EntranceReport[] = [];
  private next = '';

  constructor(
    private readonly parts: WatchParts,
    private readonly listener: ReportsListener,
  ) {
    const words = texts[parts.language];
    this.withClosed.addEventListener('change', () => this.draw());
    this.root.append(
      element('p', { class: 'hint' }, words.reportsIntro),
      element('p', {}, textButton(words.addReport, 'button-primary', () => listener.onAdd())),
      element('label', { class: 'check' }, this.withClosed, element('span', {}, words.showClosed)),
      this.status,
      this.list,
      this.foot,
    );
    this.status.textContent = words.loading;
    void this.load('');
  }

  private async load(before: string): Promise<void> {
    try {
      const page = await fetchReports(this.parts.client, before);
      this.shown = before === '' ? page.reports : [...this.shown, ...page.reports];
      this.next = page.next;
      this.draw();
    } catch (error) {
      const words = explain(error, this.parts.language);
      this.status.textContent = '';
      this.foot.replaceChildren(element('span', { class: 'error', role: 'alert' }, words));
    }
  }

  private draw(): void {
    const words = texts[this.parts.language];
    const listed = this.shown.filter(({ isClosed }) => this.withClosed.checked || !isClosed);
    this.status.textContent = listed.length === 0 ? words.reportsNone : '';
    this.list.replaceChildren(...listed.map((report) => this.card(report)));
    this.foot.replaceChildren();
    if (this.next === '') return;
    const more = textButton(words.more, '', () => {
      more.disabled = true;
      void this.load(this.next);
    });
    this.foot.append(more);
  }

  private card(report: EntranceReport): HTMLElement {
    const { parts } = this;
    const { language } = parts;
    const words = texts[language];
    const moment = momentText(report.seen, new Date(), language);
    const source = words.from(words.sources[report.source] ?? report.source);
    const named = (name: string, act: () => void) => {
      const button = textButton(name, 'button-small', act);
      button.setAttribute('aria-label', `${name}: ${moment}`);
      return button;
    };
    const tools = element('div', { class: 'side-tools' }, named(words.toMap, () => parts.onPlace(report.place)));
    if (!report.isClosed) tools.append(named(words.closeReport, () => void this.close(report)));
    return element(
      'li',
      { class: 'desk-event', tabindex: '-1', id: `watch-report-${report.id}` },
      element('p', { class: 'watch-address' }, moment, ' ', element('span', { class: 'hint' }, source)),
      ...(report.isClosed ? [element('p', { class: 'watch-state is-settled' }, words.closedReport)] : []),
      ...(report.note === '' ? [] : [element('p', { class: 'watch-note' }, report.note)]),
      ...(report.hasPhoto ? [this.photo(report, moment)] : []),
      this.near(report),
      tools,
    );
  }

  private photo({ id }: EntranceReport, moment: string): HTMLElement {
    const src = reportPhotoPath(id);
    const alt = texts[this.parts.language].reportPhoto(moment);
    const picture = element('img', { class: 'watch-photo', src, alt, loading: 'lazy' });
    return element('a', { href: src, target: '_blank', rel: 'noopener' }, picture);
  }

  private near({ id, households }: EntranceReport): HTMLElement {
    const words = texts[this.parts.language];
    if (households.length === 0) return element('p', { class: 'hint' }, words.nearNone);
    const buttons = households
      .slice(0, MOST_HOUSEHOLDS)
      .map((household) =>
        textButton(words.householdNumber(household), 'button-small', () =>
          this.listener.onHousehold(household, id),
        ),
      );
    const more = households.length - buttons.length;
    return element(
      'div',
      { class: 'side-tools' },
      element('span', {}, words.near),
      ...buttons,
      ...(more > 0 ? [element('span', { class: 'hint' }, words.nearMore(more))] : []),
    );
  }

  private async close(report: EntranceReport): Promise<void> {
    try {
      await closeReport(this.parts.client, report.id);
    } catch (error) {
      this.parts.tell(explain(error, this.parts.language));
      return;
    }
    this.shown = this.shown.map((one) => (one.id === report.id ? { ...one, isClosed: true } : one));
    this.parts.tell(texts[this.parts.language].closedNow);
    this.draw();
    const next = this.list.querySelector<HTMLElement>('li');
    (next ?? this.withClosed).focus();
  }
}
