import { type Client, explain } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { element } from '../page/element';
import { icon } from '../page/icon';
import { readAnswer, type SearchHit } from './answer';
import { MAX_LENGTH, Suggester, type Suggestions } from './suggestions';
import { texts } from './texts';

/** What the search field tells and needs to know. */
export interface SearchListener {
  /** Somebody has chosen a hit. */
  onChoose(hit: SearchHit): void;
  /** Where the map looks, so that what lies near comes first; null when it looks at everything. */
  near(): [number, number] | null;
}

/**
 * The search field in the header: a combobox with a list of suggestions, after the pattern of the
 * WAI-ARIA Authoring Practices. The focus stays in the field; `aria-activedescendant` tells which
 * suggestion is meant.
 */
export class SearchBox {
  private readonly input = element('input', {
    id: 'search-field',
    class: 'search-field',
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'search-list',
  });
  private readonly list = element('ul', { id: 'search-list', class: 'search-list', role: 'listbox' });
  private readonly message = element('p', { class: 'search-message' });
  private readonly panel = element('div', { class: 'search-panel' }, this.list, this.message);
  private readonly status = element('p', { class: 'search-status', role: 'status' });
  private readonly clear = element(
    'button',
    { type: 'button', class: 'icon-button search-clear' },
    icon('close'),
  );
  private readonly suggester: Suggester;
  private hits: readonly SearchHit[] = [];
  private active = -1;
  /** Enter was pressed before the answer had come: its first hit is taken then. */
  private takeFirst = false;

  constructor(
    root: HTMLElement,
    client: Client,
    private readonly choice: LanguageChoice,
    private readonly listener: SearchListener,
  ) {
    this.suggester = new Suggester(
      async (text, signal) => {
        const near = listener.near();
        const place = near === null ? '' : `&near=${near.join(',')}`;
        const path = `/api/search?q=${encodeURIComponent(text)}&lang=${choice.current}${place}`;
        return readAnswer(await client.getJson(path, signal));
      },
      (suggestions) => this.show(suggestions),
    );
    root.setAttribute('role', 'search');
    root.replaceChildren(this.input, this.clear, this.panel, this.status);
    choice.bind(() => {
      const words = this.words;
      root.setAttribute('aria-label', words.search);
      this.input.setAttribute('aria-label', words.label);
      this.input.placeholder = words.placeholder;
      this.list.setAttribute('aria-label', words.suggestions);
      this.clear.setAttribute('aria-label', words.clear);
      this.clear.title = words.clear;
      this.show({ state: 'closed' });
    });
    this.listen(root);
  }

  /** Takes the keyboard. */
  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private listen(root: HTMLElement): void {
    this.input.addEventListener('input', (event) => {
      this.takeFirst = false;
      this.clear.hidden = this.input.value === '';
      // Kana that are not yet converted to kanji are no question.
      if (!(event as InputEvent).isComposing) this.suggester.ask(this.input.value);
    });
    this.input.addEventListener('compositionend', () => this.suggester.ask(this.input.value));
    this.input.addEventListener('keydown', (event) => {
      if (!event.isComposing) this.press(event);
    });
    this.clear.addEventListener('click', () => this.empty());
    // The focus stays in the field, and so the list stays open until the click has arrived.
    this.panel.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target instanceof Element ? event.target.closest('li') : null;
      const hit = this.hits[Number(option?.dataset['index'] ?? -1)];
      if (hit !== undefined) this.choose(hit);
    });
    root.addEventListener('focusout', (event) => {
      if (event.relatedTarget instanceof Node && root.contains(event.relatedTarget)) return;
      this.close();
    });
  }

  private press(event: KeyboardEvent): void {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (this.isOpen()) this.move(event.key === 'ArrowDown' ? 1 : -1);
        else this.suggester.askNow(this.input.value);
        break;
      case 'Enter': {
        event.preventDefault();
        const hit = this.hits[Math.max(this.active, 0)];
        if (this.isOpen() && hit !== undefined) this.choose(hit);
        else {
          this.takeFirst = true;
          this.suggester.askNow(this.input.value);
        }
        break;
      }
      case 'Escape':
        // The first closes the list, the second empties the field.
        if (this.panel.hidden) this.empty();
        else this.close();
        event.stopPropagation();
        break;
      default:
    }
  }

  private choose(hit: SearchHit): void {
    this.input.value = hit.title;
    this.clear.hidden = false;
    this.close();
    this.listener.onChoose(hit);
  }

  private empty(): void {
    this.input.value = '';
    this.close();
    this.clear.hidden = true;
    this.input.focus();
  }

  private close(): void {
    this.suggester.stop();
    this.takeFirst = false;
    this.show({ state: 'closed' });
  }

  private isOpen(): boolean {
    return !this.panel.hidden && this.hits.length > 0;
  }

  private show(suggestions: Suggestions): void {
    const found = suggestions.state === 'found' ? suggestions : null;
    this.hits = found?.hits ?? [];
    this.active = -1;
    const first = this.hits[0];
    if (this.takeFirst && first !== undefined) {
      this.takeFirst = false;
      this.choose(first);
      return;
    }
    const words = this.messageOf(suggestions);
    this.list.replaceChildren(...this.hits.map((hit, index) => this.optionView(hit, index)));
    this.list.hidden = this.hits.length === 0;
    this.message.textContent = this.hits.length > 0 && found?.more !== true ? '' : words;
    this.message.classList.toggle('error', suggestions.state === 'failed');
    this.panel.hidden = suggestions.state === 'closed';
    this.clear.hidden = this.input.value === '';
    this.status.textContent = words;
    this.input.setAttribute('aria-expanded', String(this.isOpen()));
    this.input.removeAttribute('aria-activedescendant');
  }

  private messageOf(suggestions: Suggestions): string {
    const words = this.words;
    switch (suggestions.state) {
      case 'closed':
        return '';
      case 'tooLong':
        return words.tooLong(MAX_LENGTH);
      case 'loading':
        return words.loading;
      case 'failed':
        return explain(suggestions.error, this.choice.current);
      case 'found':
        return suggestions.hits.length === 0
          ? words.empty
          : words.count(suggestions.hits.length, suggestions.more);
    }
  }

  /** From the last to the first and back, with the field itself between. */
  private move(by: number): void {
    const places = this.hits.length + 1;
    this.active = ((this.active + 1 + by + places) % places) - 1;
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute('aria-selected', String(index === this.active));
      if (index === this.active) option.scrollIntoView({ block: 'nearest' });
    }
    if (this.active < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `search-hit-${this.active}`);
  }

  private optionView(hit: SearchHit, index: number): HTMLElement {
    const option = element(
      'li',
      { id: `search-hit-${index}`, class: 'search-hit', role: 'option', 'aria-selected': 'false' },
      element('span', { class: 'search-kind' }, this.words.kinds[hit.kind]),
      element('span', { class: 'search-title' }, hit.title),
      element('span', { class: 'search-detail' }, hit.note === '' ? hit.detail : hit.note),
    );
    option.dataset['index'] = String(index);
    return option;
  }

  private get words() {
    return texts[this.choice.current];
  }
}
