import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { shortMomentText } from '../language/moments';
import { element, textButton } from '../page/element';
import type { Theme } from '../theme/choice';
import type { Chart } from './chart';
import type { Gauge } from './gauge';
import { type History, hoursOf, levelAt, readHistory } from './history';
import { texts } from './texts';
import { fixedMetres } from './words';

const DAYS = [1, 3, 7] as const;
const USUAL_DAYS = 3;
const DAY_MS = 86_400_000;
/** A reading a minute for a week; the server gives no more at once than it can bear. */
const MOST = 10_080;

/** The last days of a gauge: a chart, and the same as a table. */
export class HistoryView {
  readonly root: HTMLElement;
  private readonly ranges = element('div', { class: 'modes', role: 'group' });
  private readonly plot = element('div', { class: 'gauge-plot' });
  private readonly status = element('p', { class: 'hint' });
  private readonly table = element('div', { class: 'gauge-table' });
  private days: number = USUAL_DAYS;
  private chart: Chart | null = null;
  private shownTo = 0;
  private asking = 0;

  constructor(
    private readonly client: Client,
    private gauge: Gauge,
    private readonly language: Language,
    private readonly theme: () => Theme,
  ) {
    const words = texts[language];
    this.ranges.setAttribute('aria-label', words.chartRange);
    this.root = element(
      'section',
      { class: 'gauge-history' },
      element('h4', { class: 'gauge-part' }, words.chart),
      this.ranges,
      this.plot,
      this.status,
      element('details', { class: 'gauge-more' }, element('summary', {}, words.table), this.table),
    );
    for (const days of DAYS) {
      const button = textButton(words.days(days), 'button-small mode', () => this.choose(days));
      button.dataset['days'] = String(days);
      this.ranges.append(button);
    }
    this.choose(USUAL_DAYS);
  }

  /** There may be a newer reading; asks for the time again if so. */
  follow(gauge: Gauge): void {
    this.gauge = gauge;
    if ((gauge.latest?.time.getTime() ?? 0) > this.shownTo) void this.load();
  }

  /** Ends it. */
  close(): void {
    this.asking++;
    this.chart?.close();
    this.chart = null;
  }

  private choose(days: number): void {
    this.days = days;
    for (const button of this.ranges.children) {
      button.setAttribute('aria-pressed', String((button as HTMLElement).dataset['days'] === String(days)));
    }
    this.status.textContent = texts[this.language].chartLoading;
    void this.load();
  }

  private async load(): Promise<void> {
    const turn = ++this.asking;
    const { gauge, days, language } = this;
    this.shownTo = gauge.latest?.time.getTime() ?? 0;
    const until = Date.now();
    const from = new Date(until - days * DAY_MS).toISOString();
    const path = `/api/gauges/${encodeURIComponent(gauge.gauge)}/readings?from=${from}&limit=${MOST}`;
    try {
      const [json, { Chart }] = await Promise.all([this.client.getJson(path), import('./chart')]);
      if (turn !== this.asking) return;
      const history = readHistory(json);
      this.showTable(history);
      this.plot.hidden = history.points.length === 0;
      if (this.plot.hidden) return;
      this.chart ??= new Chart(this.plot);
      this.chart.show({ gauge, history, days, untilS: until / 1000 }, this.theme(), language);
    } catch (error) {
      if (turn === this.asking) this.status.textContent = explain(error, language);
    }
  }

  private showTable({ points, isComplete }: History): void {
    const words = texts[this.language];
    const { name, levels } = this.gauge;
    const metres = points.map((point) => point.metres);
    const told =
      points.length === 0
        ? words.chartEmpty
        : words.chartOf(name, this.days, fixedMetres(Math.min(...metres)), fixedMetres(Math.max(...metres)));
    this.status.textContent = isComplete ? told : `${told} ${words.chartCut}`;
    const head = [words.tableHour, words.tableLow, words.tableHigh, words.tableLevel];
    const rows = hoursOf(points).map(({ beginS, lowM, highM }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, shortMomentText(new Date(beginS * 1000))),
        element('td', {}, fixedMetres(lowM)),
        element('td', {}, fixedMetres(highM)),
        element('td', {}, levelAt(levels, highM)?.name ?? '−'),
      ),
    );
    this.table.replaceChildren(
      element(
        'table',
        { class: 'table' },
        element('caption', {}, words.tableCaption(name)),
        element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title)))),
        element('tbody', {}, ...rows),
      ),
    );
  }
}
