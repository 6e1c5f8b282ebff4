import type { FiledDocument } from '../attachments/documents';
import { documentsView } from '../attachments/documentsView';
import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { field } from '../page/dialog';
import { element, textButton } from '../page/element';
import { readAnswer } from '../search/answer';
import { fromField } from '../snow/desk/townTime';
import { type Lot, type Named, readReport, type Report, WHOLE } from './report';
import { reportView, type ShowOnMap } from './reportView';
import { type Paper, readPaper } from './paper';
import { COPIES, PAPERS, yen } from './papersPart';
import { paperTexts } from './paperTexts';
import { texts } from './texts';

/** As many lots are offered of a search. */
const MOST_HITS = 10;

/** What the part needs of the desk; it stays while languages change. */
export interface EnquiryHost {
  client: Client;
  language(): Language;
  /** Makes room for the map and shows something on it. */
  showOnMap: ShowOnMap;
  /** Marks the site on the map, behind whatever one reads. */
  mark: ShowOnMap;
  /** Something has changed: draw the part anew. */
  redraw(): void;
  /** What is told by itself and goes by itself. */
  tell(words: string): void;
}

/** Choosing lots by number or on the map, and the answer about them. */
export class EnquiryPart {
  private question = '';
  private hits: Lot[] | null = null;
  private asOf = '';
  private isAsking = false;
  private report: Report | null = null;
  private paper: Paper | null = null;
  private isIssuing = false;
  private trouble = '';
  private readonly chosen: Lot[] = [];
  /** Only the last question's answer is shown. */
  private turn = 0;

  constructor(private readonly host: EnquiryHost) {}

  get lots(): readonly Lot[] {
    return this.chosen;
  }

  /** Nothing of one person is there for the next. */
  clear(): void {
    this.turn += 1;
    this.question = '';
    this.hits = null;
    this.asOf = '';
    this.report = null;
    this.paper = null;
    this.trouble = '';
    this.isAsking = false;
    this.chosen.length = 0;
    this.host.mark(null);
  }

  /** Adds the lot at a place that was pressed on the map. */
  async take([lon, lat]: [number, number]): Promise<void> {
    const turn = ++this.turn;
    try {
      const json = await this.host.client.getJson(`/api/sites?lon=${lon}&lat=${lat}&geometry=none`);
      if (turn !== this.turn) return;
      const lot = readReport(json).lots[0];
      if (lot !== undefined) this.choose(lot);
    } catch (error) {
      if (turn === this.turn) this.host.tell(explain(error, this.host.language()));
    }
  }

  content(): HTMLElement[] {
    const language = this.host.language();
    const words = texts[language];
    const report =
      this.report === null ? [] : [
            reportView(this.report, language, this.host.showOnMap, (layerId, named) =>
              this.documentsOf(layerId, named),
            ),
          ];
    return [
      element(
        'div',
        { class: 'permit-part' },
        this.searchForm(),
        ...this.hitList(),
        element('h3', { class: 'section-heading' }, words.lots),
        this.chosenList(),
        ...(this.trouble === '' ? [] : [element('p', { class: 'error', role: 'alert' }, this.trouble)]),
        ...report,
        ...this.issuing(),
      ),
    ];
  }

  /** The papers of a feature, of which the desk gives out copies. */
  private documentsOf(layerId: string, named: Named): HTMLElement {
    return documentsView(this.host.client, this.host.language(), { layerId, id: named.id }, {
      name: named.label,
      edits: false,
      copy: (document) => this.copy(layerId, named, document),
    });
  }

  private async copy(layerId: string, named: Named, document: FiledDocument): Promise<HTMLElement[]> {
    const turn = this.turn;
    const language = this.host.language();
    const words = paperTexts[language];
    const body = { layer: layerId, feature: named.id, document: document.number, language };
    const answer = await this.host.client.postJson(COPIES, body);
    const { number, pages, feeYen, pdf } = readPaper(await answer.json());
    const said = words.issued(number, pages, yen(feeYen, language));
    if (turn !== this.turn) this.host.tell(said);
    const link = { class: 'button button-small', href: pdf, target: '_blank', rel: 'noopener' };
    return [element('p', {}, said), element('a', link, words.openPdf)];
  }

  /** The answer as a paper, once for each answer. */
  private issuing(): HTMLElement[] {
    if (this.report === null) return [];
    const language = this.host.language();
    const words = paperTexts[language];
    if (this.paper !== null) {
      const { number, pages, feeYen, pdf } = this.paper;
      const link = { class: 'button', href: pdf, target: '_blank', rel: 'noopener', id: 'permit-pdf' };
      return [
        element('p', { role: 'status', id: 'permit-issued' }, words.issued(number, pages, yen(feeYen, language))),
        element('a', link, words.openPdf),
      ];
    }
    const issue = textButton(this.isIssuing ? words.issuing : words.issue, 'button-primary', () => void this.issue());
    issue.id = 'permit-issue';
    issue.disabled = this.isIssuing;
    return [issue];
  }

  private async issue(): Promise<void> {
    const turn = this.turn;
    this.isIssuing = true;
    this.trouble = '';
    this.host.redraw();
    const body = {
      parcels: this.chosen.map(({ id }) => id),
      asOf: this.asOf === '' ? null : fromField(this.asOf),
      language: this.host.language(),
    };
    try {
      const answer = await this.host.client.postJson(PAPERS, body);
      const paper = readPaper(await answer.json());
      if (turn === this.turn) this.paper = paper;
      else this.host.tell(paperTexts[this.host.language()].issued(paper.number, paper.pages, yen(paper.feeYen, this.host.language())));
    } catch (error) {
      this.trouble = explain(error, this.host.language());
    }
    this.isIssuing = false;
    this.host.redraw();
  }

  private searchForm(): HTMLElement {
    const words = texts[this.host.language()];
    const input = element('input', {
      id: 'permit-search',
      name: 'q',
      type: 'search',
      value: this.question,
      maxlength: '200',
      autocomplete: 'off',
    });
    input.addEventListener('input', () => (this.question = input.value));
    const form = element(
      'form',
      { class: 'form', role: 'search' },
      field(words.lotSearch, input, words.lotSearchHelp),
      element('button', { type: 'submit', class: 'button button-small', id: 'permit-find' }, words.searchNow),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.search();
    });
    return form;
  }

  private async search(): Promise<void> {
    const turn = ++this.turn;
    this.trouble = '';
    try {
      const path = `/api/search?q=${encodeURIComponent(this.question)}`;
      const { hits } = readAnswer(await this.host.client.getJson(path));
      if (turn !== this.turn) return;
      this.hits = hits
        .filter((hit) => hit.kind === 'parcel' && hit.id !== null)
        .slice(0, MOST_HITS)
        .map((hit) => ({ id: Number(hit.id), address: hit.title }));
      const asked = this.question.replace(/\s/g, '');
      const meant =
        this.hits.find(({ address }) => address === asked) ?? (this.hits.length === 1 ? this.hits[0] : undefined);
      if (meant !== undefined) this.choose(meant);
    } catch (error) {
      if (turn !== this.turn) return;
      this.trouble = explain(error, this.host.language());
    }
    this.host.redraw();
  }

  private hitList(): HTMLElement[] {
    if (this.hits === null) return [];
    const words = texts[this.host.language()];
    if (this.hits.length === 0) return [element('p', { role: 'status' }, words.noLots)];
    return [
      element(
        'ul',
        { class: 'lot-hits' },
        ...this.hits.map((lot) =>
          element('li', {}, textButton(lot.address, 'button-small', () => this.choose(lot))),
        ),
      ),
    ];
  }

  private choose(lot: Lot): void {
    if (!this.chosen.some(({ id }) => id === lot.id)) this.chosen.push(lot);
    this.hits = null;
    this.question = '';
    this.report = null;
    this.paper = null;
    this.host.redraw();
  }

  private chosenList(): HTMLElement {
    const language = this.host.language();
    const words = texts[language];
    if (this.chosen.length === 0) return element('p', { class: 'hint' }, words.noneChosen);
    const asOf = element('input', { id: 'permit-as-of', type: 'datetime-local', value: this.asOf });
    asOf.addEventListener('input', () => (this.asOf = asOf.value));
    const ask = textButton(this.isAsking ? words.asking : words.ask, 'button-primary', () => void this.ask());
    ask.id = 'permit-ask';
    ask.disabled = this.isAsking;
    return element(
      'div',
      { class: 'permit-part' },
      element(
        'ul',
        { class: 'lot-chosen' },
        ...this.chosen.map((lot, index) => {
          const drop = textButton('×', 'button-small', () => {
            this.chosen.splice(index, 1);
            this.report = null;
          this.paper = null;
    this.paper = null;
            this.host.redraw();
          });
          drop.setAttribute('aria-label', words.drop(lot.address));
          return element('li', {}, lot.address, drop);
        }),
      ),
      field(words.asOf, asOf),
      element(
        'div',
        { class: 'form-actions' },
        ask,
        textButton(words.dropAll, 'button-small button-quiet', () => {
          this.clear();
          this.host.redraw();
        }),
      ),
    );
  }

  private async ask(): Promise<void> {
    const turn = ++this.turn;
    this.isAsking = true;
    this.trouble = '';
    this.report = null;
    this.paper = null;
    this.host.redraw();
    const asOf = this.asOf === '' ? '' : `&asOf=${encodeURIComponent(fromField(this.asOf))}`;
    const ids = this.chosen.map(({ id }) => id).join(',');
    try {
      const report = readReport(await this.host.client.getJson(`/api/sites?parcel=${ids}${asOf}${WHOLE}`));
      if (turn !== this.turn) return;
      this.report = report;
      this.host.mark(report.geometry);
    } catch (error) {
      if (turn !== this.turn) return;
      this.trouble = explain(error, this.host.language());
    }
    this.isAsking = false;
    this.host.redraw();
    const answer = document.getElementById('site-report');
    answer?.focus();
    // On a phone the form above would leave no room for it.
    answer?.scrollIntoView({ block: 'start' });
  }
}
