import { Table } from '../../admin/desk/table';
import { explain } from '../../http/client';
import { openFormDialog } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { part } from '../householdView';
import type { WatchParts } from '../parts';
import { numberText } from '../words';
import { applyExtract, COUNTS, type Extract, fetchExtract, fetchOpenRows, removeExtract } from './extract';
import { followJob } from './jobProgress';
import { ReviewRow } from './reviewRow';
import { RowList } from './rowList';
import { texts } from './texts';

/** One extract that was compared: what differs, whom to place, and applying it. */
export class ExtractView {
  readonly root = element('div', { class: 'desk-place' });
  private readonly heading = element('h3', { class: 'watch-title', tabindex: '-1' });
  private readonly body = element('div', { class: 'desk-place' });
  private readonly review = element('div', { class: 'desk-place' });
  private readonly end = element('div', { class: 'desk-place' });
  private readonly progress = element('div', { role: 'status' });

  constructor(
    private readonly parts: WatchParts,
    private readonly id: string,
    private readonly back: () => void,
  ) {
    const words = texts[parts.language];
    this.heading.textContent = words.countsTitle;
    this.body.append(element('p', { class: 'hint' }, words.loading));
    this.root.append(
      element('p', {}, textButton(`← ${words.back}`, 'button-small', back)),
      this.heading,
      this.body,
    );
    void this.load();
  }

  /** Takes the keyboard. */
  focus(): void {
    this.heading.focus();
  }

  private async load(): Promise<void> {
    const { parts } = this;
    const words = texts[parts.language];
    try {
      const extract = await fetchExtract(parts.client, this.id);
      this.body.replaceChildren(
        this.countsTable(extract),
        part(words.review, 'register-review', this.review),
        part(words.rows, 'register-rows', new RowList(parts, extract).root),
        this.end,
        this.progress,
      );
      await this.loadReview();
    } catch (error) {
      const why = explain(error, parts.language);
      this.body.replaceChildren(element('p', { class: 'error', role: 'alert' }, why));
    }
  }

  private countsTable({ counts }: Extract): HTMLElement {
    const words = texts[this.parts.language];
    const table = new Table(words.countsTitle, [
      { head: words.countKind, isName: true },
      { head: words.countNumber },
    ]);
    for (const name of COUNTS) {
      const count = counts[name] ?? 0;
      if (count > 0) table.add(words.counts[name] ?? name, numberText(count, this.parts.language));
    }
    return table.root;
  }

  /** The server knows what is left; the list shows the first of it, and is asked for again when empty. */
  private async loadReview(): Promise<void> {
    const { parts } = this;
    const words = texts[parts.language];
    const rows = await fetchOpenRows(parts.client, this.id);
    const views = rows.map(
      (row) => new ReviewRow(parts, this.id, row, (view) => void this.settled(view)),
    );
    this.review.replaceChildren(
      ...(rows.length === 0
        ? [element('p', { role: 'status' }, words.reviewDone)]
        : [element('p', { class: 'hint' }, words.reviewHelp), ...views.map(({ root }) => root)]),
    );
    this.drawEnd(rows.length === 0);
  }

  private async settled(view: ReviewRow): Promise<void> {
    const next = view.root.nextElementSibling;
    view.root.remove();
    this.parts.tell(texts[this.parts.language].settled);
    if (next instanceof HTMLElement) {
      next.focus();
      return;
    }
    await this.loadReview();
    document.getElementById('register-review')?.focus();
  }

  private drawEnd(isReviewed: boolean): void {
    const words = texts[this.parts.language];
    const apply = textButton(words.apply, 'button-primary', () => this.askToApply());
    apply.disabled = !isReviewed;
    this.end.replaceChildren(
      ...(isReviewed ? [] : [element('p', { class: 'hint', id: 'register-left' }, words.reviewLeft)]),
      element(
        'div',
        { class: 'form-actions' },
        apply,
        textButton(words.remove, '', () => this.askToRemove()),
      ),
    );
    if (!isReviewed) apply.setAttribute('aria-describedby', 'register-left');
  }

  private askToApply(): void {
    const { parts } = this;
    const words = texts[parts.language];
    openFormDialog({
      title: words.applyTitle,
      fields: [element('p', {}, words.applyHelp)],
      submit: words.apply,
      cancel: words.cancel,
      act: async () => {
        const answer = await applyExtract(parts.client, this.id);
        void this.followApplying(answer);
      },
      explain: (error) => explain(error, parts.language),
    });
  }

  private async followApplying(answer: Response): Promise<void> {
    const { parts } = this;
    this.end.hidden = true;
    try {
      const job = await followJob(parts.client, answer, this.progress, parts.language);
      if (job === null) return;
      const { result } = job;
      parts.tell(texts[parts.language].applied(changed(result['residents']), changed(result['households'])));
      this.back();
    } catch (error) {
      this.progress.replaceChildren(
        element('p', { class: 'error', role: 'alert' }, explain(error, parts.language)),
      );
    } finally {
      this.end.hidden = false;
    }
  }

  private askToRemove(): void {
    const { parts } = this;
    const words = texts[parts.language];
    openFormDialog({
      title: words.removeTitle,
      fields: [element('p', {}, words.removeHelp)],
      submit: words.remove,
      cancel: words.cancel,
      act: async () => {
        await removeExtract(parts.client, this.id);
        parts.tell(words.removed);
        this.back();
      },
      explain: (error) => explain(error, parts.language),
    });
  }
}

/** How many features of a layer were made, changed and taken out. */
function changed(layer: unknown): number {
  if (typeof layer !== 'object' || layer === null) return 0;
  const counts = layer as Record<string, unknown>;
  return ['created', 'updated', 'removed'].reduce((sum, name) => sum + (Number(counts[name]) || 0), 0);
}
