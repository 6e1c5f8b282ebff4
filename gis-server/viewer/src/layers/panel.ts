import { explain } from '../http/client';
import type { LanguageChoice, Memory } from '../language/choice';
import { element, textButton } from '../page/element';
import { texts as pageTexts } from '../page/texts';
import { byGroup, type LayerEntry } from './catalogue';
import type { LayerContent, LayerPanelListener } from './content';
import { matches } from './filter';
import { Folds } from './folds';
import { isOpenAtFirst, LayerGroup } from './group';
import { LayerRow, type OpenParts, type RowContext } from './row';
import type { ShownLayers } from './shownLayers';
import { StackView } from './stackView';
import { texts } from './texts';

/** From so many layers on there is a filter, and only groups with a layer that is on stand open. */
const LONG_LIST = 12;

/** The layers, in two ways: by group, and as they lie upon each other. */
export class LayerPanel {
  private readonly heading = element('h2', {
    class: 'section-heading',
    id: 'layers-heading',
    tabindex: '-1',
  });
  private readonly reset: HTMLButtonElement;
  private readonly modes = element('div', { class: 'modes', role: 'group' });
  private readonly filter = element('input', { type: 'search', id: 'layer-filter', class: 'filter' });
  private readonly trouble = element('div', { class: 'layers-trouble' });
  private readonly body = element('div', { class: 'layers-body' });
  private readonly said = element('p', { class: 'unseen', role: 'status' });
  private readonly open: OpenParts = { legends: new Set(), settings: new Set() };
  private readonly folds: Folds;
  private readonly stack: StackView;
  private content: LayerContent | null = null;
  private groups: LayerGroup[] = [];
  private mode: 'groups' | 'stack' = 'groups';

  /** @param zoom how near the map looks now */
  constructor(
    root: HTMLElement,
    private readonly choice: LanguageChoice,
    private readonly shown: ShownLayers,
    memory: Memory,
    private readonly zoom: () => number,
    private readonly listener: LayerPanelListener,
  ) {
    this.folds = new Folds(memory);
    this.stack = new StackView(choice, shown, (layer, place) => this.tellMoved(layer, place));
    this.reset = textButton('', 'button-small button-quiet', () => shown.reset());
    const section = element('section', { 'aria-labelledby': 'layers-heading' });
    section.append(
      element('div', { class: 'layers-head' }, this.heading, this.reset),
      this.trouble,
      this.modes,
      this.filter,
      this.body,
      this.said,
    );
    root.append(section);
    this.filter.addEventListener('input', () => this.applyFilter());
    shown.onChange(() => this.update());
    choice.bind(() => this.nameParts());
    this.update();
  }

  showLoading(): void {
    this.showTools(false);
    this.body.replaceChildren(element('p', { class: 'hint loading' }, this.words.loading));
  }

  /** Stands above the layers, which stay as they were last seen. */
  showTrouble(error: unknown): void {
    const { current } = this.choice;
    const retry = textButton(pageTexts[current].retry, '', () => this.listener.onRetry());
    const words = element('p', { class: 'error', role: 'alert' }, explain(error, current));
    this.trouble.replaceChildren(words, retry);
    this.body.querySelector('.loading')?.remove();
  }

  show(content: LayerContent): void {
    this.content = content;
    this.trouble.replaceChildren();
    this.draw();
  }

  /** Takes the keyboard. */
  focus(): void {
    this.heading.focus();
  }

  /** The map looks from nearer or farther. */
  showZoom(): void {
    for (const group of this.groups) group.updateHints();
  }

  private draw(): void {
    const { content } = this;
    if (content === null) return;
    const isEmpty = content.layers.length === 0;
    this.showTools(!isEmpty);
    if (isEmpty) this.showEmpty(content.isStaff);
    else this.keepFocus(() => (this.mode === 'groups' ? this.drawGroups(content) : this.drawStack(content)));
  }

  private showTools(there: boolean): void {
    this.modes.hidden = !there;
    const isLong = (this.content?.layers.length ?? 0) > LONG_LIST;
    this.filter.hidden = !there || !isLong || this.mode === 'stack';
    if (this.filter.hidden) this.filter.value = '';
  }

  private drawGroups(content: LayerContent): void {
    const context: RowContext = {
      choice: this.choice,
      shown: this.shown,
      listener: this.listener,
      open: this.open,
      zoom: this.zoom,
      moved: (layer, place) => this.tellMoved(layer, place),
    };
    this.groups = [...byGroup(content.layers)].flatMap(([key, layers]) => {
      const name = this.groupName(key);
      const found = layers.filter((layer) => matches(layer, name, this.filter.value));
      if (found.length === 0) return [];
      const rows = found.map((layer) => new LayerRow(layer, content, context));
      const isShort = content.layers.length <= LONG_LIST;
      const isOpen =
        this.filter.value !== '' ||
        this.folds.isOpen(key, isOpenAtFirst(layers, this.shown, isShort));
      const decided = (open: boolean) => this.folds.decide(key, open);
      return [new LayerGroup(key, name, rows, this.shown, this.words, isOpen, decided)];
    });
    this.body.replaceChildren(...this.groups.map((group) => group.element));
    if (this.groups.length === 0) {
      this.body.replaceChildren(element('p', { class: 'hint' }, this.words.noMatch));
    }
  }

  private drawStack(content: LayerContent): void {
    this.groups = [];
    this.stack.show(content);
    if (!this.body.contains(this.stack.element)) this.body.replaceChildren(this.stack.element);
  }

  private applyFilter(): void {
    const { content } = this;
    if (content === null) return;
    this.drawGroups(content);
    const found = content.layers.filter((layer) =>
      matches(layer, this.groupName(layer.group), this.filter.value),
    );
    this.said.textContent = this.words.found(found.length);
  }

  /** What is wanted has changed, the layers have not. */
  private update(): void {
    this.reset.hidden = this.shown.isPlain;
    if (this.mode === 'groups') for (const group of this.groups) group.update();
    else if (!this.isSliding()) this.draw();
  }

  /** The slider in somebody's hand must not be made anew. */
  private isSliding(): boolean {
    const { activeElement } = document;
    return activeElement instanceof HTMLInputElement && activeElement.matches('.stack [type=range]');
  }

  /** What is made anew keeps the keyboard where it was. */
  private keepFocus(draw: () => void): void {
    const focused = document.activeElement;
    const id = focused !== null && this.body.contains(focused) ? focused.id : '';
    draw();
    if (id !== '') document.getElementById(id)?.focus();
  }

  private showEmpty(isStaff: boolean): void {
    this.body.replaceChildren(
      element('p', {}, this.words.empty),
      element('p', { class: 'hint' }, isStaff ? this.words.emptyStaff : this.words.emptyPublic),
      element('pre', { class: 'command' }, element('code', {}, this.words.command)),
    );
  }

  private nameParts(): void {
    const { words } = this;
    this.heading.textContent = words.heading;
    this.reset.textContent = words.reset;
    this.filter.setAttribute('aria-label', words.filter);
    this.filter.setAttribute('placeholder', words.filter);
    this.modes.setAttribute('aria-label', words.modes);
    const button = (mode: 'groups' | 'stack', name: string) => {
      const made = textButton(name, 'button-small mode', () => this.choose(mode));
      made.id = `mode-${mode}`;
      made.setAttribute('aria-pressed', String(mode === this.mode));
      return made;
    };
    this.modes.replaceChildren(button('groups', words.byGroup), button('stack', words.byStack));
  }

  private choose(mode: 'groups' | 'stack'): void {
    this.mode = mode;
    this.nameParts();
    this.draw();
    document.getElementById(`mode-${mode}`)?.focus();
  }

  private tellMoved(layer: LayerEntry, place: number): void {
    this.said.textContent = this.words.moved(layer.title, place);
  }

  private groupName(key: string): string {
    return key === '' ? this.words.noGroup : (this.words.groups[key] ?? key);
  }

  private get words() {
    return texts[this.choice.current];
  }
}
