import { element } from '../page/element';
import type { Host } from './host';
import { COLUMNS, type Row, withMark } from './kana';
import { big, scrollPane } from './parts';
import { inRow, type Quarter, rowsOf } from './quarters';
import { texts } from './texts';

/** What keys do to the field. */
export interface Typing {
  text(): string;
  set(text: string): void;
  /** A quarter was chosen; its lot number comes next. */
  quarter(name: string): void;
}

/** A key of the on-screen keyboard; it leaves the focus where it is. */
function key(face: string, name: string, kind: string, act: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: `touch key ${kind}`.trim() }, face);
  if (name !== '') button.setAttribute('aria-label', name);
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', act);
  return button;
}

export function kanaKeys(host: Host, typing: Typing): HTMLElement {
  const words = texts[host.language];
  const add = (letter: string) => typing.set(typing.text() + letter);
  const letters = [0, 1, 2, 3, 4].flatMap((line) =>
    COLUMNS.map((column) => {
      const letter = column.charAt(line);
      if (letter.trim() === '') return element('span', { class: 'key-gap' });
      return key(letter, '', '', () => add(letter));
    }),
  );
  const mark = (face: string, name: string, kind: Parameters<typeof withMark>[1]) =>
    key(face, name, 'key-quiet', () => typing.set(withMark(typing.text(), kind)));
  return element(
    'div',
    { class: 'keys-kana', role: 'group', 'aria-label': words.keys.kana },
    element('div', { class: 'kana-grid' }, ...letters),
    element(
      'div',
      { class: 'kana-row' },
      mark('゛', words.voiced, 'voiced'),
      mark('゜', words.halfVoiced, 'half-voiced'),
      mark('小', words.small, 'small'),
      key('ー', '', 'key-quiet', () => add('ー')),
      key(words.space, '', 'key-quiet', () => add(' ')),
      ...eraseKeys(host, typing),
    ),
  );
}

export function numberKeys(host: Host, typing: Typing): HTMLElement {
  const words = texts[host.language];
  const add = (letter: string) => typing.set(typing.text() + letter);
  return element(
    'div',
    { class: 'keys-numbers', role: 'group', 'aria-label': words.keys.numbers },
    ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => key(digit, '', 'key-digit', () => add(digit))),
    key('丁目', '', 'key-quiet', () => add('丁目')),
    key('0', '', 'key-digit', () => add('0')),
    key('－', words.hyphen, 'key-digit', () => add('-')),
    element('div', { class: 'kana-row numbers-row' }, ...eraseKeys(host, typing)),
  );
}

function eraseKeys(host: Host, typing: Typing): HTMLElement[] {
  const words = texts[host.language];
  return [
    key(words.erase, '', 'key-erase', () => typing.set([...typing.text()].slice(0, -1).join(''))),
    key(words.clear, '', 'key-erase', () => typing.set('')),
  ];
}

/** Names of quarters by rows of kana where their readings are known, else all of them. */
export class NameKeys {
  readonly root = element('div', { class: 'keys-names', role: 'group' });
  private row: Row | null = null;
  private open: Quarter | null = null;
  private shown: readonly Quarter[] | null = null;

  constructor(
    private readonly host: Host,
    private readonly typing: Typing,
  ) {
    this.root.setAttribute('aria-label', texts[host.language].keys.names);
    this.draw();
  }

  /** Shows the names as soon as they are known. */
  update(): void {
    if (this.shown !== this.host.quarters) this.draw();
  }

  private draw(): void {
    const { host } = this;
    const words = texts[host.language];
    const quarters = host.quarters ?? [];
    this.shown = host.quarters;
    if (this.open !== null) return this.root.replaceChildren(...this.blocks(this.open));
    if (quarters.length === 0) {
      const told = host.quarters === null ? words.asking : words.noNames;
      return this.root.replaceChildren(element('p', { class: 'keys-hint', role: 'status' }, told));
    }
    const rows = rowsOf(quarters);
    const shown = inRow(quarters, rows.length === 0 ? null : this.row);
    const names = shown.map((quarter) =>
      key(quarter.name, '', 'key-name', () => {
        if (quarter.blocks.length === 0) this.typing.quarter(quarter.name);
        else {
          this.open = quarter;
          this.draw();
        }
      }),
    );
    const grid = element('div', { class: 'name-grid' }, ...names);
    this.root.replaceChildren(
      ...(rows.length === 0 ? [] : [this.rowKeys(rows)]),
      scrollPane(host.language, words.keys.names, 'pane-names', grid),
    );
  }

  private rowKeys(rows: readonly Row[]): HTMLElement {
    const words = texts[this.host.language];
    const make = (row: Row | null, face: string, name: string) => {
      const button = key(face, name, 'key-row', () => {
        this.row = row;
        this.draw();
      });
      button.setAttribute('aria-pressed', String(this.row === row));
      return button;
    };
    return element(
      'div',
      { class: 'row-keys' },
      make(null, words.allNames, ''),
      ...rows.map((row) => make(row, row, words.row(row))),
    );
  }

  private blocks(quarter: Quarter): HTMLElement[] {
    const words = texts[this.host.language];
    const choose = (name: string) => () => {
      this.open = null;
      this.typing.quarter(name);
    };
    const back = big(`‹ ${words.backToNames}`, 'names-back', 'key-quiet', () => {
      this.open = null;
      this.draw();
    });
    const names = quarter.blocks.map((block) =>
      key(
        block === '' ? words.wholeName(quarter.name) : quarter.name + block,
        '',
        'key-name',
        choose(quarter.name + block),
      ),
    );
    return [
      element('div', { class: 'row-keys' }, back),
      scrollPane(this.host.language, quarter.name, 'pane-names', element('div', { class: 'name-grid' }, ...names)),
    ];
  }
}
