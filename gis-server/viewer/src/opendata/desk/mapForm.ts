import type { LayerEntry } from '../../layers/catalogue';
import { field } from '../../page/dialog';
import { element, signButton, textButton } from '../../page/element';
import { FieldError, FormTrouble } from '../../page/formTrouble';
import { icon } from '../../page/icon';
import { type MapContent, type MapList, moved, type ShownLayer } from './maps';
import type { Words } from './texts';

const LONGEST_TITLE = '80';
const LONGEST_WORDS = '2000';

/** What the form needs. */
export interface MapFormParts {
  words: Words;
  list: MapList;
  /** All that one sees, also those that are not published. */
  layers: readonly LayerEntry[];
  /** Where the map looks now. */
  here(): { lon: number; lat: number; zoom: number };
  /** @param id of a new map; of another it is empty. What it throws is shown. */
  save(id: string, content: MapContent): Promise<void>;
  cancel(): void;
  explain(error: unknown): string;
}

/** The form in which a section puts a map together. */
export class MapForm {
  readonly element: HTMLFormElement;
  private readonly rows = element('ul', { class: 'map-layers' });
  private readonly startText = element('span', {});
  private layers: ShownLayer[];
  private view: MapContent['view'];

  /** @param isNew whether it still has no name */
  constructor(
    private readonly parts: MapFormParts,
    content: MapContent,
    isNew: boolean,
  ) {
    const { words, list } = parts;
    this.layers = [...content.layers];
    this.view = content.view;
    const submit = element('button', { type: 'submit', class: 'button button-primary' }, words.save);
    const cancel = textButton(words.cancel, '', () => parts.cancel());
    const choices = (keys: readonly string[], names: Record<string, string>, chosen: string) =>
      keys.map((key) => element('option', { value: key, selected: key === chosen }, names[key] ?? key));
    this.element = element(
      'form',
      { class: 'form map-form', novalidate: true },
      ...(isNew ? [field(words.id, line('id', '', '48'), words.idHelp)] : []),
      field(words.title, line('title-ja', content.title.ja, LONGEST_TITLE)),
      field(words.theme, element('select', { name: 'theme' }, ...choices(list.themes, words.themes, content.theme))),
      field(words.words, text('words-ja', content.words.ja)),
      element(
        'fieldset',
        {},
        element('legend', {}, words.layers),
        this.rows,
        this.addition(),
      ),
      field(
        words.background,
        element('select', { name: 'background' }, ...choices(list.backgrounds, words.backgrounds, content.background)),
      ),
      element(
        'fieldset',
        {},
        element('legend', {}, words.start),
        element('p', { role: 'status' }, this.startText),
        textButton(words.useHere, 'button-small', () => this.startAt(parts.here())),
        textButton(words.useAll, 'button-small', () => this.startAt(null)),
      ),
      field(words.titleEasy, line('title-easy', content.title.easy, LONGEST_TITLE)),
      field(words.wordsEasy, text('words-easy', content.words.easy)),
      field(words.titleEn, line('title-en', content.title.en, LONGEST_TITLE)),
      field(words.wordsEn, text('words-en', content.words.en)),
      element('div', { class: 'form-actions' }, submit, cancel),
    );
    const trouble = new FormTrouble(this.element);
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      submit.disabled = true;
      trouble.clear();
      this.save()
        .catch((error: unknown) =>
          trouble.show(parts.explain(error), error instanceof FieldError ? error.field : ''),
        )
        .finally(() => (submit.disabled = false));
    });
    this.drawLayers();
    this.startAt(this.view);
  }

  private startAt(view: MapContent['view']): void {
    const { words } = this.parts;
    this.view = view;
    this.startText.textContent =
      view === null
        ? words.startAll
        : `${words.startHere} (${view.lat.toFixed(4)}, ${view.lon.toFixed(4)}, z${view.zoom.toFixed(1)})`;
  }

  /** The layers that can still be added. */
  private addition(): HTMLElement {
    const { words, layers } = this.parts;
    const choice = element('select', { id: 'map-add-layer' });
    const offer = () => {
      const taken = new Set(this.layers.map(({ layer }) => layer));
      choice.replaceChildren(
        element('option', { value: '' }, words.chooseLayer),
        ...layers
          .filter(({ id }) => !taken.has(id))
          .map(({ id, title, published }) =>
            element('option', { value: id }, published ? title : `${title} (${words.notOpen})`),
          ),
      );
    };
    offer();
    choice.addEventListener('focus', offer);
    choice.addEventListener('change', () => {
      if (choice.value === '') return;
      this.layers = [...this.layers, { layer: choice.value, on: true }];
      this.drawLayers();
      offer();
    });
    return field(words.addLayer, choice);
  }

  private drawLayers(): void {
    const { words, layers } = this.parts;
    const rows = this.layers.map(({ layer, on }, at) => {
      const entry = layers.find(({ id }) => id === layer);
      const title = entry?.title ?? layer;
      const box = element('input', { type: 'checkbox', checked: on, 'aria-label': words.layerOn(title) });
      box.addEventListener('change', () => {
        this.layers = this.layers.map((one, index) => (index === at ? { layer, on: box.checked } : one));
      });
      const move = (by: number, sign: 'up' | 'down') =>
        signButton(icon(sign), words[sign](title), () => {
          this.layers = moved(this.layers, at, by);
          this.drawLayers();
          this.focus(at + by, sign);
        });
      const take = signButton(icon('close'), words.take(title), () => {
        this.layers = this.layers.filter((_, index) => index !== at);
        this.drawLayers();
        document.getElementById('map-add-layer')?.focus();
      });
      const open = entry?.published === true ? [] : [element('span', { class: 'badge' }, words.notOpen)];
      const up = move(-1, 'up');
      const down = move(1, 'down');
      up.dataset.move = 'up';
      down.dataset.move = 'down';
      up.disabled = at === 0;
      down.disabled = at === this.layers.length - 1;
      return element('li', {}, element('label', { class: 'check' }, box, title), ...open, up, down, take);
    });
    const nothing = element('li', { class: 'hint' }, words.noLayers);
    this.rows.replaceChildren(...(rows.length === 0 ? [nothing] : rows));
  }

  /** The keyboard stays with the layer that was moved. */
  private focus(at: number, sign: string): void {
    const row = this.rows.children[at];
    const own = row?.querySelector<HTMLButtonElement>(`[data-move="${sign}"]:not(:disabled)`);
    (own ?? row?.querySelector<HTMLButtonElement>('[data-move]:not(:disabled)'))?.focus();
  }

  private async save(): Promise<void> {
    const form = new FormData(this.element);
    const value = (name: string) => String(form.get(name) ?? '').trim();
    if (value('title-ja') === '') throw new FieldError(this.parts.words.needTitle, 'title-ja');
    const inAll = (name: string) => ({
      ja: value(`${name}-ja`),
      easy: value(`${name}-easy`),
      en: value(`${name}-en`),
    });
    await this.parts.save(value('id'), {
      title: inAll('title'),
      words: inAll('words'),
      theme: value('theme'),
      layers: this.layers,
      view: this.view,
      background: value('background'),
    });
  }
}

function line(name: string, value: string, longest: string): HTMLInputElement {
  return element('input', { type: 'text', name, value, maxlength: longest, autocomplete: 'off' });
}

function text(name: string, value: string): HTMLTextAreaElement {
  const made = element('textarea', { name, rows: '3', maxlength: LONGEST_WORDS });
  made.value = value;
  return made;
}
