import { explain } from '../../http/client';
import { askPurpose } from '../../layers/purpose';
import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import type { WatchParts } from '../parts';
import { numberText } from '../words';
import { differencesOf, type Extract, type ExtractRow, fetchRows, KINDS } from './extract';
import { texts } from './texts';

/** The differences of one kind, one by one; names for a purpose that is written down. */
export class RowList {
  readonly root = element('div', { class: 'desk-place' });
  private readonly kind: HTMLSelectElement;
  private readonly list = element('ul', { class: 'watch-history' });
  private readonly foot = element('div', { class: 'side-tools' });
  private purpose = '';
  private asked = 0;

  constructor(
    private readonly parts: WatchParts,
    private readonly extract: Extract,
  ) {
    const { language } = parts;
    const words = texts[language];
    const kinds = KINDS.filter((kind) => (extract.counts[kind] ?? 0) > 0);
    this.kind = element(
      'select',
      {},
      ...kinds.map((kind) => {
        const count = numberText(extract.counts[kind] ?? 0, language);
        return element('option', { value: kind }, `${words.counts[kind] ?? kind} (${count})`);
      }),
    );
    if (kinds.length === 0) {
      this.root.append(element('p', {}, words.rowsNone));
      return;
    }
    this.kind.addEventListener('change', () => {
      this.purpose = '';
      void this.load('');
    });
    this.root.append(field(words.rowsKind, this.kind), this.list, this.foot);
    void this.load('');
  }

  private async load(after: string): Promise<void> {
    const { parts } = this;
    const mine = ++this.asked;
    try {
      await this.add(after, mine);
    } catch (error) {
      if (mine !== this.asked) return;
      const why = explain(error, parts.language);
      this.foot.replaceChildren(element('p', { class: 'error', role: 'alert' }, why));
    }
  }

  /** @throws ProblemError, UnreachableError */
  private async add(after: string, mine: number): Promise<void> {
    const { parts, extract } = this;
    const words = texts[parts.language];
    const page = await fetchRows(parts.client, extract.id, { kind: this.kind.value }, after, this.purpose);
    if (mine !== this.asked) return;
    const rows = page.rows.map((row) => this.row(row));
    if (after === '') this.list.replaceChildren(...rows);
    else this.list.append(...rows);
    const more = textButton(words.more, 'button-small', () => void this.load(page.next));
    const names = textButton(words.showNames, 'button-small', () => this.askNames());
    this.foot.replaceChildren(
      ...(page.next === '' ? [] : [more]),
      // Households have no names.
      ...(this.purpose !== '' || this.kind.value.startsWith('household') ? [] : [names]),
    );
    if (after !== '' || this.purpose !== '') rows[0]?.focus();
  }

  private askNames(): void {
    const { parts } = this;
    askPurpose(texts[parts.language].names, parts.language, async (purpose) => {
      this.purpose = purpose;
      await this.add('', ++this.asked);
    });
  }

  private row(row: ExtractRow): HTMLElement {
    const { language, householdAttributes, residentAttributes, namesOnDemand } = this.parts;
    const words = texts[language];
    const attributes = row.kind.startsWith('household')
      ? householdAttributes
      : [...namesOnDemand, ...residentAttributes];
    const titleOf = (name: string) => attributes.find((one) => one.name === name)?.title ?? name;
    const valueOf = (values: Record<string, unknown> | null, name: string) => String(values?.[name] ?? '');
    const whole = row.before === null ? words.added : row.after === null ? words.goes : '';
    const lines = differencesOf(row).map((name) => {
      const [was, is] = [valueOf(row.before, name), valueOf(row.after, name)];
      const value = whole === '' ? `${was || '—'} → ${is || '—'}` : was || is;
      return element(
        'div',
        { class: 'attribute' },
        element('dt', {}, titleOf(name)),
        element('dd', {}, value),
      );
    });
    return element(
      'li',
      { tabindex: '-1' },
      element(
        'span',
        { class: 'watch-step' },
        words.householdKey(row.household),
        ...(whole === '' ? [] : [` ${whole}`]),
      ),
      element('dl', { class: 'attributes' }, ...lines),
    );
  }
}
