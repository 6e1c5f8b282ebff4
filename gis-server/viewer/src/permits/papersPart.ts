import { explain, isRecord } from '../http/client';
import { type Language, localeOf, serverLanguage } from '../language/choice';
import { dayOf, shortMomentText } from '../language/moments';
import { field, openFormDialog } from '../page/dialog';
import { element, textButton } from '../page/element';
import type { EnquiryHost } from './enquiryPart';
import { type Paper, type PaperState, readPapers, STATES } from './paper';
import { paperTexts } from './paperTexts';

/** Where papers are. */
export const PAPERS = '/api/sites/certificates';
/** Where copies of documents are asked for; they are papers then. */
export const COPIES = '/api/sites/copies';

const PAGE = 50;

/** The papers that were given out: paid, printed again, made void. */
export class PapersPart {
  private from = '';
  private to = '';
  private state: PaperState | '' = '';
  private papers: Paper[] | null = null;
  private next = '';
  private trouble = '';
  private status = '';
  private isLoading = false;

  constructor(private readonly host: EnquiryHost) {}

  /** They are asked for anew when the part is drawn next. */
  clear(): void {
    this.papers = null;
    this.next = '';
    this.trouble = '';
    this.status = '';
  }

  content(): HTMLElement[] {
    const language = this.host.language();
    const words = paperTexts[language];
    if (this.papers === null) void this.load('');
    return [
      element(
        'div',
        { class: 'permit-part' },
        this.filter(),
        element('p', { role: 'status', id: 'papers-status' }, this.statusText(language)),
        ...(this.trouble === '' ? [] : [element('p', { class: 'error', role: 'alert' }, this.trouble)]),
        element('ul', { class: 'paper-list', id: 'papers' }, ...(this.papers ?? []).map((paper) => this.row(paper))),
        ...(this.next === '' ? [] : [textButton(words.more, '', () => void this.load(this.next))]),
      ),
    ];
  }

  private statusText(language: Language): string {
    const words = paperTexts[language];
    if (this.papers === null) return words.loading;
    return this.status === '' && this.papers.length === 0 ? words.none : this.status;
  }

  private filter(): HTMLElement {
    const words = paperTexts[this.host.language()];
    const today = dayOf(new Date());
    const from = element('input', { type: 'date', id: 'papers-from', value: this.from || today });
    const to = element('input', { type: 'date', id: 'papers-to', value: this.to || today });
    const state = element(
      'select',
      { id: 'papers-state' },
      element('option', { value: '' }, words.everyState),
      ...STATES.map((each) => element('option', { value: each, selected: each === this.state }, words.states[each])),
    );
    const form = element(
      'form',
      { class: 'form paper-filter' },
      field(words.from, from),
      field(words.to, to),
      field(words.state, state),
      element('button', { type: 'submit', class: 'button button-small' }, words.show),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.from = from.value;
      this.to = to.value;
      this.state = STATES.find((each) => each === state.value) ?? '';
      this.clear();
      this.host.redraw();
    });
    return form;
  }

  private async load(before: string): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    const today = dayOf(new Date());
    const query = new URLSearchParams({ from: this.from || today, to: this.to || today, limit: String(PAGE) });
    if (this.state !== '') query.set('state', this.state);
    if (before !== '') query.set('before', before);
    try {
      const page = readPapers(await this.host.client.getJson(`${PAPERS}?${query}`));
      this.papers = [...(before === '' ? [] : (this.papers ?? [])), ...page.papers];
      this.next = page.next;
      this.trouble = '';
    } catch (error) {
      this.papers ??= [];
      this.trouble = explain(error, this.host.language());
    }
    this.isLoading = false;
    this.host.redraw();
  }

  private row(paper: Paper): HTMLElement {
    const language = this.host.language();
    const words = paperTexts[language];
    const where = paper.terminal === '' ? words.desk : paper.terminal;
    return element(
      'li',
      { class: `paper is-${paper.state}`, id: `paper-${paper.number}` },
      element(
        'div',
        { class: 'finding-head' },
        element('strong', {}, paper.number),
        element('span', { class: `paper-state is-${paper.state}` }, words.states[paper.state]),
      ),
      element('p', {}, paper.places.join('・')),
      element(
        'p',
        { class: 'hint' },
        [
          words.kinds[paper.kind],
          shortMomentText(new Date(paper.issued)),
          where,
          yen(paper.feeYen, language),
          ...(paper.pages === 0 ? [] : [words.pages(paper.pages)]),
        ].join('　'),
      ),
      ...(paper.reason === '' ? [] : [element('p', { class: 'hint' }, `${words.reason}: ${paper.reason}`)]),
      element('div', { class: 'form-actions' }, ...this.actions(paper)),
    );
  }

  private actions(paper: Paper): HTMLElement[] {
    const words = paperTexts[this.host.language()];
    const named = (node: HTMLElement, what: string): HTMLElement => {
      node.setAttribute('aria-label', `${what}: ${paper.number}`);
      return node;
    };
    const actions: HTMLElement[] = [];
    if (paper.state === 'due') {
      actions.push(named(textButton(words.pay, 'button-small button-primary', () => void this.pay(paper)), words.pay));
    }
    if (paper.pdf !== '') actions.push(named(opened(paper.pdf, words.pdf), words.pdf));
    if (paper.receipt !== '') actions.push(named(opened(paper.receipt, words.receipt), words.receipt));
    if (paper.terminal !== '' && (paper.state === 'paid' || paper.state === 'free')) {
      actions.push(named(textButton(words.print, 'button-small', () => void this.print(paper)), words.print));
    }
    if (paper.state !== 'void' && paper.state !== 'making') {
      actions.push(named(textButton(words.annul, 'button-small button-quiet', () => this.annul(paper)), words.annul));
    }
    return actions;
  }

  private async pay(paper: Paper): Promise<void> {
    await this.act(async () => {
      await this.host.client.postJson(`${PAPERS}/${paper.number}/payment`, {});
      return paperTexts[this.host.language()].paid(paper.number);
    });
  }

  private async print(paper: Paper): Promise<void> {
    await this.act(async () => {
      const words = paperTexts[this.host.language()];
      const answer: unknown = await (await this.host.client.postJson(`${PAPERS}/${paper.number}/print`, {})).json();
      const papers = isRecord(answer) && isRecord(answer['papers']) ? answer['papers'] : {};
      return papers['state'] === 'printed'
        ? words.printed(paper.terminal)
        : words.notPrinted(paper.terminal, String(papers['printer'] ?? ''));
    });
  }

  private annul(paper: Paper): void {
    const words = paperTexts[this.host.language()];
    const reason = element('input', { name: 'reason', required: true, maxlength: '500', autocomplete: 'off' });
    openFormDialog({
      title: words.annulTitle(paper.number),
      fields: [
        element('p', {}, paper.state === 'paid' ? words.annulPaid(yen(paper.feeYen, this.host.language())) : words.annulHelp),
        field(words.reason, reason),
      ],
      submit: words.annul,
      cancel: words.cancel,
      act: async (form) => {
        await this.host.client.postJson(`${PAPERS}/${paper.number}/void`, { reason: String(form.get('reason') ?? '') });
        this.clear();
        this.status = words.annulled(paper.number);
        this.host.redraw();
      },
      explain: (error) => explain(error, this.host.language()),
    });
  }

  private async act(work: () => Promise<string>): Promise<void> {
    let said = '';
    try {
      said = await work();
      this.clear();
    } catch (error) {
      this.trouble = explain(error, this.host.language());
    }
    this.status = said;
    this.host.redraw();
  }
}

/** Opens what the server sends beside the page. */
function opened(address: string, words: string): HTMLElement {
  return element('a', { class: 'button button-small', href: address, target: '_blank', rel: 'noopener' }, words);
}

/** An amount of money. */
export function yen(amount: number, language: Language): string {
  const plain = amount.toLocaleString(localeOf(language));
  return serverLanguage(language) === 'ja' ? `${plain}円` : `¥${plain}`;
}
