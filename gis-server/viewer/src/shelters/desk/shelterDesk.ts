import '../../page/dutyDesk.css';
import '../shelters.css';
import './shelterDesk.css';
import { type Client, explain } from '../../http/client';
import { type LanguageChoice, localeOf } from '../../language/choice';
import { openFormDialog } from '../../page/dialog';
import { element, signButton, textButton } from '../../page/element';
import { icon } from '../../page/icon';
import { Sheet } from '../../page/sheet';
import type { ThemeChoice } from '../../theme/choice';
import type { Shelter, Status } from '../shelter';
import type { ShelterStore } from '../shelterStore';
import { setMany } from './changes';
import { DeskRow } from './deskRow';
import { editForm } from './editForm';
import { countsOf, type Filter, FILTERS, listed } from './list';
import { printList } from './printList';
import { texts } from './texts';

/** Ages are told anew after this time. */
const TICK_MS = 15_000;
const COLUMNS = 5;
const MANY: readonly Status[] = ['opening', 'open', 'closing', 'closed'];

/** What the desk tells the page. */
export interface ShelterDeskListener {
  onPlace(place: [number, number]): void;
  onNote(words: string): void;
  onClosed(): void;
}

/** The headquarters' desk of shelters: how each stands; one or many are opened and closed here. */
export class ShelterDesk {
  private readonly sheet: Sheet;
  private readonly heading = element('h2', { class: 'section-heading', tabindex: '-1' });
  private readonly closing: HTMLButtonElement;
  private readonly wideButton: HTMLButtonElement;
  private readonly printing: HTMLButtonElement;
  private readonly summary = element('p', { class: 'shelter-desk-summary', role: 'status' });
  private readonly find = element('input', { type: 'search', class: 'filter', id: 'shelter-find', autocomplete: 'off' });
  private readonly filters = element('div', { class: 'modes', role: 'group' });
  private readonly many = element('div', { class: 'desk-tools shelter-many', role: 'group' });
  private readonly chosenText = element('span', { class: 'desk-on', role: 'status' });
  private readonly body = element('tbody', {});
  private readonly head = element('thead', {});
  private readonly all = element('input', { type: 'checkbox' });
  private readonly table = element('table', { class: 'table shelter-table' }, this.head, this.body);
  private readonly empty = element('p', { class: 'hint' });
  private rows = new Map<string, DeskRow>();
  private readonly chosen = new Set<string>();
  private filter: Filter = 'all';
  private opened = '';
  /** The row with the form of the one that is opened. */
  private form: HTMLTableRowElement | null = null;
  private isWide = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly store: ShelterStore,
    private readonly listener: ShelterDeskListener,
  ) {
    this.sheet = new Sheet(root, choice, {
      sizes: ['peek', 'half', 'full'],
      name: (language) => texts[language].name,
    });
    this.closing = signButton(icon('close'), '', () => this.close());
    this.wideButton = textButton('', 'button-small desk-wide', () => this.setWide(!this.isWide));
    this.printing = textButton('', 'button-small', () => printList(this.shown, choice.current));
    this.find.addEventListener('input', () => this.show());
    this.all.addEventListener('change', () => {
      for (const { id } of this.shown) this.setChosen(id, this.all.checked);
      this.showChosen();
    });
    this.sheet.body.append(
      element('div', { class: 'layers-head' }, this.heading, this.wideButton, this.printing, this.closing),
      this.summary,
      this.find,
      this.filters,
      this.many,
      element('div', { class: 'shelter-table-place' }, this.table, this.empty),
    );
    store.onChange(() => this.show());
    theme.onChange(() => this.show());
    choice.bind(() => this.draw());
    setInterval(() => {
      if (!document.hidden) this.show();
    }, TICK_MS);
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  /** @param shelter that is wanted; empty for none */
  open(shelter = ''): void {
    if (!this.isOpen) {
      this.root.hidden = false;
      this.root.parentElement?.classList.add('has-desk');
      this.sheet.setSize('half');
      this.draw();
      this.heading.focus();
    }
    if (shelter === '') return;
    this.filter = 'all';
    this.find.value = '';
    this.draw();
    this.sheet.show();
    if (this.opened !== shelter) this.toggle(shelter);
    this.rows.get(shelter)?.root.scrollIntoView({ block: 'nearest' });
  }

  close(): void {
    if (!this.isOpen) return;
    this.setWide(false);
    this.root.hidden = true;
    this.root.parentElement?.classList.remove('has-desk');
    this.chosen.clear();
    this.fold();
    this.listener.onClosed();
  }

  /** Leaves the map free on a phone, and beside a wide desk. */
  makeRoom(): void {
    this.setWide(false);
    this.sheet.makeRoom();
  }

  private get shown(): Shelter[] {
    return listed(this.store.sheet?.shelters ?? [], this.filter, this.find.value, this.choice.current);
  }

  /** Everything anew, as in another language. */
  private draw(): void {
    const words = texts[this.choice.current];
    this.heading.textContent = words.name;
    this.closing.title = words.close;
    this.closing.setAttribute('aria-label', words.close);
    this.printing.textContent = words.print;
    this.wideButton.textContent = this.isWide ? words.narrow : words.wide;
    this.find.placeholder = words.find;
    this.find.setAttribute('aria-label', words.find);
    this.table.setAttribute('aria-label', words.table);
    this.all.setAttribute('aria-label', words.chooseAll);
    const heads = [words.heads.name, words.heads.state, words.heads.people, words.heads.changed];
    this.head.replaceChildren(
      element(
        'tr',
        {},
        element('td', {}, element('label', { class: 'shelter-row-box' }, this.all)),
        ...heads.map((name) => element('th', { scope: 'col' }, name)),
      ),
    );
    this.filters.setAttribute('aria-label', words.filter);
    this.filters.replaceChildren(
      ...FILTERS.map((filter) => {
        const button = textButton(words.filters[filter], 'button-small mode', () => {
          this.filter = filter;
          this.draw();
          document.getElementById(button.id)?.focus();
        });
        button.id = `shelter-filter-${filter}`;
        button.setAttribute('aria-pressed', String(filter === this.filter));
        return button;
      }),
    );
    this.many.replaceChildren(
      this.chosenText,
      ...MANY.map((status) => {
        const button = textButton(words.setMany[status], 'button-small', () => this.askMany(status));
        button.id = `shelters-${status}`;
        return button;
      }),
    );
    this.rows = new Map();
    // Its words are another language's now.
    if (this.form !== null) this.fold();
    this.show();
  }

  /** What is there now, row by row in place. */
  private show(): void {
    if (!this.isOpen) return;
    const language = this.choice.current;
    const words = texts[language];
    const { sheet } = this.store;
    const shelters = sheet?.shelters ?? [];
    const counts = countsOf(shelters);
    const told = words.summary(counts.open, shelters.length, counts.people.toLocaleString(localeOf(language)));
    const said =
      sheet === null
        ? words.loading
        : shelters.length === 0
          ? words.none
          : counts.uncounted === 0
            ? told
            : `${told} ${words.uncounted(counts.uncounted)}`;
    if (this.summary.textContent !== said) this.summary.textContent = said;
    const { shown } = this;
    const known = new Set(shelters.map(({ id }) => id));
    for (const id of [...this.chosen]) if (!known.has(id)) this.chosen.delete(id);
    const now = new Date();
    const wanted = shown.flatMap((shelter) => {
      const row = this.rowOf(shelter);
      row.update(shelter, now, this.theme.current);
      row.setChosen(this.chosen.has(shelter.id));
      return this.form !== null && shelter.id === this.opened ? [row.root, this.form] : [row.root];
    });
    // Rows that stay are not touched: they keep the keyboard and the finger.
    if (wanted.length !== this.body.children.length || wanted.some((row, at) => row !== this.body.children[at])) {
      const held = document.activeElement;
      this.body.replaceChildren(...wanted);
      if (held instanceof HTMLElement && held.isConnected && held !== document.activeElement) held.focus({ preventScroll: true });
    }
    this.table.hidden = shown.length === 0;
    this.empty.textContent = shown.length === 0 && shelters.length > 0 ? words.noneShown : '';
    this.showChosen();
  }

  private rowOf({ id, names }: Shelter): DeskRow {
    const there = this.rows.get(id);
    if (there !== undefined) return there;
    const row = new DeskRow(id, names[this.choice.current], this.choice.current, {
      onChosen: (one, isChosen) => {
        this.setChosen(one, isChosen);
        this.showChosen();
      },
      onOpen: (one) => this.toggle(one),
    });
    this.rows.set(id, row);
    return row;
  }

  private setChosen(id: string, isChosen: boolean): void {
    if (isChosen) this.chosen.add(id);
    else this.chosen.delete(id);
    this.rows.get(id)?.setChosen(isChosen);
  }

  private showChosen(): void {
    const words = texts[this.choice.current];
    const count = this.chosen.size;
    this.many.hidden = count === 0;
    const said = words.chosen(count);
    if (this.chosenText.textContent !== said) this.chosenText.textContent = said;
    const { shown } = this;
    const on = shown.filter(({ id }) => this.chosen.has(id)).length;
    this.all.checked = on > 0 && on === shown.length;
    this.all.indeterminate = on > 0 && on < shown.length;
  }

  /** Opens the form of one below its row, and closes that of another. */
  private toggle(id: string): void {
    const isOpen = this.opened === id;
    this.fold();
    const shelter = this.store.find(id);
    if (isOpen || shelter === null) {
      this.show();
      return;
    }
    const { client, store } = this;
    const host = {
      client,
      store,
      language: this.choice.current,
      onSaved: (saved: Shelter) => {
        store.take(saved);
        this.listener.onNote(texts[this.choice.current].saved(saved.names[this.choice.current]));
        this.fold();
        this.show();
        this.rows.get(id)?.button.focus();
      },
      onPlace: (place: [number, number]) => this.listener.onPlace(place),
    };
    this.opened = id;
    this.form = element('tr', { class: 'shelter-form-row' }, element('td', { colspan: String(COLUMNS) }, editForm(host, shelter)));
    this.rows.get(id)?.button.setAttribute('aria-expanded', 'true');
    this.show();
    this.form.querySelector<HTMLElement>('select')?.focus();
  }

  private fold(): void {
    this.rows.get(this.opened)?.button.setAttribute('aria-expanded', 'false');
    this.opened = '';
    this.form?.remove();
    this.form = null;
  }

  /** Says which ones before it is done: everybody sees it at once. */
  private askMany(status: Status): void {
    const language = this.choice.current;
    const words = texts[language];
    const shelters = (this.store.sheet?.shelters ?? []).filter(({ id }) => this.chosen.has(id));
    const names = (some: readonly Shelter[]) => some.map((one) => one.names[language]).join(language === 'en' ? ', ' : '、');
    const peopled = shelters.filter(({ state }) => (state.people ?? 0) > 0 && state.status !== 'closed');
    const fields = [
      element('ul', { class: 'shelter-names' }, ...shelters.map((one) => element('li', {}, `${one.names[language]}（${one.id}）`))),
      element('p', {}, words.publicSees),
    ];
    if (status === 'closed' && peopled.length > 0) {
      fields.unshift(element('p', { class: 'shelter-still' }, words.stillPeople(names(peopled))));
    }
    openFormDialog({
      title: words.sureMany[status](shelters.length),
      fields,
      submit: words.do,
      cancel: words.cancel,
      act: async () => {
        const changed = await setMany(this.client, shelters.map(({ id }) => id), status);
        for (const shelter of changed) this.store.take(shelter);
        this.chosen.clear();
        this.listener.onNote(changed.length === 0 ? words.noneChanged : words.doneMany(changed.length));
        this.show();
      },
      explain: (error) => explain(error, language),
      onClosed: () => (document.getElementById(`shelters-${status}`)?.offsetParent ? document.getElementById(`shelters-${status}`) : this.heading)?.focus(),
    });
  }

  private setWide(isWide: boolean): void {
    if (isWide === this.isWide) return;
    this.isWide = isWide;
    this.root.classList.toggle('is-wide', isWide);
    this.root.parentElement?.classList.toggle('has-wide-desk', isWide);
    this.wideButton.textContent = texts[this.choice.current][isWide ? 'narrow' : 'wide'];
  }
}
