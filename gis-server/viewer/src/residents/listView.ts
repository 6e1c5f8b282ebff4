import { explain } from '../http/client';
import { field } from '../page/dialog';
import { element, textButton } from '../page/element';
import type { WatchParts } from './parts';
import { texts } from './texts';
import { type Filter, FILTERS, fetchPage, type WatchLine, type WatchPage } from './watch';
import { addressOf, assigneeText, dayText, joined, numberText, reasonText } from './words';

/** The list of households to look at, the most urgent first. */
export class WatchList {
  readonly root = element('div', { class: 'desk-place' });
  private readonly status = element('p', { role: 'status', class: 'hint' });
  private readonly lines = element('ol', { class: 'watch-list' });
  private readonly foot = element('p');
  private readonly choice: HTMLSelectElement;
  private asked = 0;

  /**
   * @param filter as it was chosen last
   * @param held the household whose line takes the keyboard when it has come; 0 for none
   */
  constructor(
    private readonly parts: WatchParts,
    filter: Filter,
    onFilter: (filter: Filter) => void,
    private readonly onOpen: (line: WatchLine) => void,
    held: number,
  ) {
    const words = texts[parts.language];
    this.choice = element(
      'select',
      { id: 'watch-filter' },
      ...FILTERS.map((one) => element('option', { value: one, selected: one === filter }, words.filters[one])),
    );
    this.choice.addEventListener('change', () => {
      onFilter(this.filter);
      void this.load();
    });
    const again = textButton(words.again, 'button-small', () => void this.load());
    this.root.append(
      element('div', { class: 'watch-head' }, field(words.filter, this.choice), again),
      this.status,
      this.lines,
      this.foot,
    );
    void this.load().then(() => {
      if (held !== 0) document.getElementById(`watch-household-${held}`)?.focus();
    });
  }

  private get filter(): Filter {
    return FILTERS.find((one) => one === this.choice.value) ?? 'all';
  }

  private async load(): Promise<void> {
    const mine = ++this.asked;
    this.status.textContent = texts[this.parts.language].loading;
    this.lines.setAttribute('aria-busy', 'true');
    try {
      const page = await fetchPage(this.parts.client, this.filter, '');
      if (mine !== this.asked) return;
      this.lines.replaceChildren();
      await this.add(page);
      this.showStatus(page);
    } catch (error) {
      if (mine !== this.asked) return;
      this.lines.replaceChildren();
      this.foot.replaceChildren();
      this.status.textContent = '';
      const why = explain(error, this.parts.language);
      this.foot.append(element('span', { class: 'error', role: 'alert' }, why));
    } finally {
      if (mine === this.asked) this.lines.removeAttribute('aria-busy');
    }
  }

  private showStatus({ lines, count, hasSnowfall }: WatchPage): void {
    const { language } = this.parts;
    const words = texts[language];
    const told =
      lines.length === 0
        ? words.none[this.filter]
        : count === null
          ? ''
          : words.count(numberText(count, language));
    const ranked = hasSnowfall ? '' : words.noSnowfall;
    this.status.textContent = [told, ranked].filter((text) => text !== '').join(' ');
  }

  /** @returns the first row that came */
  private async add(page: WatchPage): Promise<HTMLElement | undefined> {
    const { language } = this.parts;
    // Who looks after a case is worth a word, not a failure.
    const assignees = await this.parts.assignees().catch(() => []);
    const rows = page.lines.map((line) => {
      const name = line.openCase === null ? '' : assigneeText(line.openCase.assignee, assignees, language);
      return this.row(line, name);
    });
    this.lines.append(...rows);
    this.foot.replaceChildren();
    if (page.next !== '') {
      const more = textButton(texts[language].more, '', () => {
        more.disabled = true;
        void this.loadMore(page.next, more);
      });
      this.foot.append(more);
    }
    return rows[0];
  }

  private async loadMore(next: string, more: HTMLButtonElement): Promise<void> {
    const mine = this.asked;
    try {
      const page = await fetchPage(this.parts.client, this.filter, next);
      if (mine !== this.asked) return;
      const first = await this.add(page);
      first?.querySelector('button')?.focus();
    } catch (error) {
      more.disabled = false;
      this.parts.tell(explain(error, this.parts.language));
    }
  }

  private row(line: WatchLine, assignee: string): HTMLElement {
    const { language } = this.parts;
    const words = texts[language];
    const now = new Date();
    const { openCase, rank, reasons } = line;
    const score = numberText(line.score, language);
    const parts: HTMLElement[] = [
      element('span', { class: 'watch-address' }, addressOf(line, language)),
    ];
    if (rank > 0) {
      parts.push(
        element(
          'span',
          { class: 'watch-score' },
          element('span', { 'aria-hidden': 'true' }, words.score(score)),
          element('span', { class: 'unseen' }, words.scoreName(score)),
        ),
      );
    }
    if (reasons.length > 0) {
      const told = reasons.map((reason) => reasonText(reason, language, now));
      parts.push(element('span', { class: 'watch-why' }, joined(told, language)));
    }
    if (openCase !== null) {
      const day = openCase.followUp === '' ? '' : `${words.followUpDay} ${dayText(openCase.followUp, language)}`;
      const told = [words.states[openCase.state], `${words.assignee} ${assignee}`, day];
      parts.push(
        element('span', { class: `watch-case is-${openCase.state}` }, told.filter((text) => text !== '').join('　')),
      );
    }
    const button = element(
      'button',
      { type: 'button', class: 'watch-line', id: `watch-household-${line.household}` },
      ...parts,
    );
    button.addEventListener('click', () => this.onOpen(line));
    return element('li', {}, button);
  }
}
