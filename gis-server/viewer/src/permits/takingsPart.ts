import { explain } from '../http/client';
import type { Language } from '../language/choice';
import { durationText, shortMomentText } from '../language/moments';
import { field } from '../page/dialog';
import { element } from '../page/element';
import type { EnquiryHost } from './enquiryPart';
import {
  type Closing,
  readClosings,
  readStatistics,
  readTakings,
  type StatisticRow,
  type Statistics,
  type Takings,
} from './paper';
import { yen } from './papersPart';
import { paperTexts } from './paperTexts';

const STATISTICS = '/api/sites/statistics';

/** As many districts are shown; the file has all of them. */
const MOST_ROWS = 15;

/** What the counter has taken in, its daily closing, and how it is used. */
export class TakingsPart {
  private takings: Takings | null = null;
  private closings: Closing[] = [];
  private statistics: Statistics | null = null;
  private counted = '';
  private note = '';
  private trouble = '';
  private status = '';
  private isLoading = false;

  constructor(private readonly host: EnquiryHost) {}

  /** Everything is asked for anew when the part is drawn next. */
  clear(): void {
    this.takings = null;
    this.statistics = null;
    this.counted = '';
    this.note = '';
    this.trouble = '';
    this.status = '';
  }

  content(): HTMLElement[] {
    const language = this.host.language();
    const words = paperTexts[language];
    if (this.takings === null) {
      if (this.trouble === '') void this.load();
      const said = this.trouble === '' ? words.loading : this.trouble;
      return [element('p', { role: 'status' }, said)];
    }
    return [
      element(
        'div',
        { class: 'permit-part' },
        element('h3', { class: 'section-heading' }, words.takings),
        ...this.takingsView(this.takings, language),
        element('p', { role: 'status', id: 'takings-status' }, this.status),
        ...(this.trouble === '' ? [] : [element('p', { class: 'error', role: 'alert' }, this.trouble)]),
        element('h3', { class: 'section-heading' }, words.closings),
        this.closingList(language),
        element('h3', { class: 'section-heading' }, words.statistics),
        ...(this.statistics === null ? [] : statisticsView(this.statistics, language)),
      ),
    ];
  }

  private async load(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    const { client } = this.host;
    try {
      const [takings, closings, statistics] = await Promise.all([
        client.getJson('/api/sites/takings'),
        client.getJson('/api/sites/closings'),
        client.getJson(STATISTICS),
      ]);
      this.takings = readTakings(takings);
      this.closings = readClosings(closings);
      this.statistics = readStatistics(statistics);
      this.trouble = '';
    } catch (error) {
      this.trouble = explain(error, this.host.language());
    }
    this.isLoading = false;
    this.host.redraw();
  }

  private takingsView(takings: Takings, language: Language): HTMLElement[] {
    const words = paperTexts[language];
    const sum = (title: string, papers: number, amount: number): HTMLElement[] => [
      element('dt', {}, title),
      element('dd', {}, words.sum(papers, yen(amount, language))),
    ];
    const list = element(
      'dl',
      { class: 'finding-values' },
      ...sum(words.paidSum, takings.paid.papers, takings.paid.yen),
      ...sum(words.backSum, takings.back.papers, takings.back.yen),
      element('dt', {}, words.total),
      element('dd', {}, element('strong', { id: 'takings-total' }, yen(takings.totalYen, language))),
      ...sum(words.dueSum, takings.due.papers, takings.due.yen),
    );
    if (takings.to < takings.from) return [list, element('p', { class: 'hint' }, words.nothingToClose)];
    return [list, this.closingForm(takings, language)];
  }

  private closingForm(takings: Takings, language: Language): HTMLElement {
    const words = paperTexts[language];
    const counted = element('input', {
      id: 'closing-counted',
      inputmode: 'numeric',
      autocomplete: 'off',
      value: this.counted,
    });
    counted.addEventListener('input', () => (this.counted = counted.value));
    const note = element('input', { id: 'closing-note', maxlength: '500', autocomplete: 'off', value: this.note });
    note.addEventListener('input', () => (this.note = note.value));
    const form = element(
      'form',
      { class: 'form' },
      field(words.counted, counted, words.countedHelp),
      field(words.note, note),
      element('button', { type: 'submit', class: 'button button-primary', id: 'closing-close' }, words.close),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.close(takings);
    });
    return form;
  }

  private async close(takings: Takings): Promise<void> {
    const words = paperTexts[this.host.language()];
    const plain = this.counted.normalize('NFKC').replace(/[,\s円]/g, '');
    if (plain !== '' && !/^\d{1,9}$/.test(plain)) {
      this.trouble = words.countedWrong(this.counted);
      this.host.redraw();
      return;
    }
    let said = '';
    try {
      const body = { to: takings.to, countedYen: plain === '' ? null : Number(plain), note: this.note };
      await this.host.client.postJson('/api/sites/closings', body);
      said = words.closed;
      this.clear();
    } catch (error) {
      this.trouble = explain(error, this.host.language());
    }
    this.status = said;
    this.host.redraw();
  }

  private closingList(language: Language): HTMLElement {
    const words = paperTexts[language];
    if (this.closings.length === 0) return element('p', { class: 'hint' }, words.noClosings);
    return element(
      'ul',
      { class: 'paper-list', id: 'closings' },
      ...this.closings.map((closing) =>
        element(
          'li',
          { class: 'paper' },
          element(
            'div',
            { class: 'finding-head' },
            element('strong', {}, words.closing(closing.number)),
            element('strong', {}, yen(closing.takings.totalYen, language)),
          ),
          element(
            'p',
            { class: 'hint' },
            [
              shortMomentText(new Date(closing.at)),
              closing.author,
              words.papers(closing.takings.paid.papers),
              ...(closing.differenceYen === null || closing.differenceYen === 0
                ? []
                : [words.difference(yen(closing.differenceYen, language))]),
              closing.note,
            ]
              .filter((part) => part !== '')
              .join('　'),
          ),
        ),
      ),
    );
  }
}

function statisticsView(statistics: Statistics, language: Language): HTMLElement[] {
  const words = paperTexts[language];
  const figures: [string, string][] = [
    [words.papersOut, words.papers(statistics.papers)],
    [words.papersVoid, words.papers(statistics.voided)],
    [words.fees, yen(statistics.paidYen, language)],
    [words.waited, words.people(statistics.called)],
    [words.meanWait, durationText(statistics.meanS, language)],
    [words.longestWait, durationText(statistics.longestS, language)],
    [words.left, words.people(statistics.left)],
  ];
  return [
    element('p', { class: 'hint' }, words.statisticsHelp),
    element(
      'dl',
      { class: 'finding-values', id: 'statistics' },
      ...figures.flatMap(([title, value]) => [element('dt', {}, title), element('dd', {}, value)]),
    ),
    bars(words.byChannel, statistics.byChannel, (name) => channelName(name, language)),
    bars(words.byDistrict, statistics.byDistrict, (name) => (name === '' ? '－' : name)),
    element('a', { class: 'button button-small', href: `${STATISTICS}?f=csv` }, words.csv),
  ];
}

function channelName(channel: string, language: Language): string {
  const words = paperTexts[language];
  if (channel === 'desk') return words.desk;
  return channel === 'open' ? words.open : channel.replace('terminal:', `${words.terminal} `);
}

/** A table whose figures are seen as bars, too. */
function bars(title: string, rows: StatisticRow[], nameOf: (name: string) => string): HTMLElement {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return element(
    'table',
    { class: 'bars' },
    element('caption', {}, title),
    element(
      'tbody',
      {},
      ...rows.slice(0, MOST_ROWS).map((row) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, nameOf(row.name)),
          element('td', {}, element('meter', { min: '0', max: String(most), value: String(row.value) }), ` ${row.value}`),
        ),
      ),
    ),
  );
}
