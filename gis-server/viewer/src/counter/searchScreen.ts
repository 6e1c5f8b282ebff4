import { element } from '../page/element';
import { MAX_LENGTH } from '../search/suggestions';
import type { SearchHit } from '../search/answer';
import type { Keys } from './counterState';
import type { Host, ScreenView } from './host';
import { kanaKeys, NameKeys, numberKeys, type Typing } from './keysView';
import { actions, big, screenHead, scrollPane, troublePart, waitingPart } from './parts';
import { texts } from './texts';

const KEYS: readonly Keys[] = ['names', 'kana', 'numbers'];

/** Finding a lot by the name of its quarter and its number, with keys on the screen or real ones. */
export function searchScreen(host: Host): ScreenView {
  return new SearchScreen(host);
}

class SearchScreen implements ScreenView, Typing {
  readonly parts: HTMLElement[];
  private readonly field: HTMLInputElement;
  private readonly found = element('div', { class: 'lot-found' });
  private readonly tabs = element('div', { class: 'key-tabs', role: 'group' });
  private readonly board = element('div', { class: 'key-board' });
  private names: NameKeys | null = null;
  private shown: { keys: Keys | null; hits: SearchHit[] | null | undefined; trouble: unknown; isAsking: boolean } = {
    keys: null,
    hits: undefined,
    trouble: null,
    isAsking: false,
  };

  constructor(private readonly host: Host) {
    const words = texts[host.language];
    // Without a name and outside of any form no browser keeps what was entered.
    this.field = element('input', {
      id: 'question',
      class: 'lot-field',
      type: 'text',
      inputmode: 'none',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      maxlength: String(MAX_LENGTH),
      placeholder: words.searchExample,
      'aria-label': words.searchField,
    });
    this.field.addEventListener('input', () => host.flow.type(this.field.value));
    this.field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) this.chooseMeant();
    });
    this.tabs.setAttribute('aria-label', words.keysName);
    this.parts = [
      element(
        'div',
        { class: 'finding-lots' },
        element(
          'div',
          { class: 'lot-ask' },
          screenHead(words.searchHead),
          element('p', { class: 'screen-hint' }, words.searchHelp),
          this.field,
          this.found,
        ),
        element('div', { class: 'lot-keys' }, this.tabs, this.board),
      ),
      actions(
        big(words.back, 'back', '', () => host.dispatch({ kind: 'back' })),
        big(words.onMap, 'on-map', 'touch-second', () => host.dispatch({ kind: 'show-map' })),
      ),
    ];
    this.update();
  }

  text(): string {
    return this.host.state.question;
  }

  set(text: string): void {
    if (text.length <= MAX_LENGTH) this.host.flow.type(text);
  }

  quarter(name: string): void {
    this.host.flow.type(name, 'numbers');
  }

  update(): void {
    const { state } = this.host;
    if (this.field.value !== state.question) this.field.value = state.question;
    if (this.shown.keys !== state.keys) this.drawKeys(state.keys);
    else this.names?.update();
    const { shown } = this;
    const isSame =
      shown.hits === state.hits && shown.trouble === state.trouble && shown.isAsking === state.isAsking;
    if (!isSame) this.drawFound();
    this.shown = { keys: state.keys, hits: state.hits, trouble: state.trouble, isAsking: state.isAsking };
  }

  private drawKeys(keys: Keys): void {
    const { host } = this;
    const words = texts[host.language];
    this.tabs.replaceChildren(
      ...KEYS.map((one) => {
        const tab = big(words.keys[one], `keys-${one}`, 'key-tab', () => host.dispatch({ kind: 'keys', keys: one }));
        tab.setAttribute('aria-pressed', String(one === keys));
        return tab;
      }),
    );
    this.names = keys === 'names' ? new NameKeys(host, this) : null;
    const board = this.names?.root ?? (keys === 'kana' ? kanaKeys(host, this) : numberKeys(host, this));
    this.board.replaceChildren(board);
  }

  private drawFound(): void {
    const { state, language } = this.host;
    const words = texts[language];
    if (state.isAsking) return this.found.replaceChildren(waitingPart(words.asking));
    const trouble = troublePart(state.trouble, language);
    if (state.hits === null) return this.found.replaceChildren(...trouble);
    if (state.hits.length === 0) {
      const told = element('p', { class: 'lot-none', role: 'status' }, words.noHits);
      return this.found.replaceChildren(...trouble, told);
    }
    const list = element(
      'ul',
      { class: 'hit-list' },
      ...state.hits.map((hit) => element('li', {}, this.row(hit))),
    );
    this.found.replaceChildren(...trouble, scrollPane(language, words.hitsName, 'pane-hits', list));
  }

  private row(hit: SearchHit): HTMLButtonElement {
    const words = texts[this.host.language];
    const detail =
      hit.kind === 'address' ? words.addNumber : hit.kind === 'parcel' ? hit.note : words.lotHere;
    const button = element(
      'button',
      { type: 'button', class: 'touch hit-row' },
      element('span', { class: 'hit-title' }, hit.title),
      ...(detail === '' ? [] : [element('span', { class: 'hit-detail' }, detail)]),
    );
    button.addEventListener('click', () => void this.host.flow.choose(hit));
    return button;
  }

  /** Enter takes the lot that was written out, or the only one. */
  private chooseMeant(): void {
    const { hits, question } = this.host.state;
    const asked = question.replace(/\s/g, '');
    const meant = hits?.find(({ title }) => title === asked) ?? (hits?.length === 1 ? hits[0] : undefined);
    if (meant !== undefined) void this.host.flow.choose(meant);
  }
}
