import type { StyleSpecification } from 'maplibre-gl';
import { explain } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { type Classes, classesOf, swatchOf } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import { element } from '../page/element';
import { icon } from '../page/icon';
import { texts as pageTexts } from '../page/texts';
import { byGroup, type LayerEntry } from './catalogue';
import { texts } from './texts';

/** What somebody may do in the list. */
export interface LayerListListener {
  onVisible(layer: LayerEntry, visible: boolean): void;
  onShowWhole(layer: LayerEntry): void;
  onPublish(layer: LayerEntry): void;
  onUnpublish(layer: LayerEntry): void;
  onDescribe(layer: LayerEntry): void;
  onRetry(): void;
}

/** What the list shows at a time. */
export interface LayerListContent {
  layers: readonly LayerEntry[];
  style: StyleSpecification;
  hidden: ReadonlySet<string>;
  isStaff: boolean;
}

/** The layers by group, each with its switch and legend sign. */
export class LayerList {
  private readonly heading = element('h2', { class: 'section-heading', id: 'layers-heading' });
  private readonly trouble = element('div', { class: 'layers-trouble' });
  private readonly body = element('div', { class: 'layers-body' });
  /** The layers whose legend stands open. */
  private readonly unfolded = new Set<string>();

  constructor(
    root: HTMLElement,
    private readonly choice: LanguageChoice,
    private readonly listener: LayerListListener,
  ) {
    const section = element('section', { 'aria-labelledby': 'layers-heading' });
    section.append(this.heading, this.trouble, this.body);
    root.append(section);
    choice.bind(() => (this.heading.textContent = this.words.heading));
  }

  showLoading(): void {
    this.body.replaceChildren(element('p', { class: 'hint loading' }, this.words.loading));
  }

  /** Stands above the layers, which stay as they were last seen. */
  showTrouble(error: unknown): void {
    const { current } = this.choice;
    const retry = element(
      'button',
      { type: 'button', class: 'button' },
      pageTexts[current].retry,
    );
    retry.addEventListener('click', () => this.listener.onRetry());
    const words = element('p', { class: 'error', role: 'alert' }, explain(error, current));
    this.trouble.replaceChildren(words, retry);
    this.body.querySelector('.loading')?.remove();
  }

  show(content: LayerListContent): void {
    this.trouble.replaceChildren();
    if (content.layers.length === 0) {
      this.showEmpty(content.isStaff);
      return;
    }
    const focused = document.activeElement?.id;
    const groups = [...byGroup(content.layers)].map(([group, layers]) =>
      this.groupView(group, layers, content),
    );
    this.body.replaceChildren(...groups);
    // The list is made anew; whoever stood on a switch with the keyboard stays there.
    if (focused?.startsWith('layer-')) document.getElementById(focused)?.focus();
  }

  private showEmpty(isStaff: boolean): void {
    this.body.replaceChildren(
      element('p', {}, this.words.empty),
      element('p', { class: 'hint' }, isStaff ? this.words.emptyStaff : this.words.emptyPublic),
      element('pre', { class: 'command' }, element('code', {}, this.words.command)),
    );
  }

  private groupView(group: string, layers: readonly LayerEntry[], content: LayerListContent) {
    const name = group === '' ? this.words.noGroup : (this.words.groups[group] ?? group);
    return element(
      'fieldset',
      { class: 'layer-group' },
      element('legend', {}, name),
      ...layers.map((layer) => this.layerView(layer, content)),
    );
  }

  private layerView(layer: LayerEntry, content: LayerListContent): HTMLElement {
    const box = element('input', {
      type: 'checkbox',
      id: `layer-${layer.id}`,
      checked: !content.hidden.has(layer.id),
    });
    box.addEventListener('change', () => this.listener.onVisible(layer, box.checked));
    const row = element(
      'div',
      { class: 'layer' },
      element(
        'label',
        { class: 'layer-label' },
        box,
        swatchView(swatchOf(content.style, layer.id)),
        element('span', { class: 'layer-title' }, layer.title),
      ),
    );
    if (layer.extent !== null) row.append(this.wholeButton(layer));
    const classes = classesOf(content.style, layer.id);
    if (classes !== null) row.append(this.legendView(layer, classes));
    if (content.isStaff) row.append(this.staffView(layer));
    return row;
  }

  private wholeButton(layer: LayerEntry): HTMLElement {
    const words = this.words.zoomTo(layer.title);
    const button = element(
      'button',
      { type: 'button', class: 'icon-button', title: words, 'aria-label': words },
      icon('whole'),
    );
    button.addEventListener('click', () => this.listener.onShowWhole(layer));
    return button;
  }

  /** What each colour of a layer means. */
  private legendView(layer: LayerEntry, { signs }: Classes): HTMLElement {
    const items = signs.map(({ value, swatch }) =>
      element('li', { class: 'legend-item' }, swatchView(swatch), value ?? this.words.otherValues),
    );
    const view = element(
      'details',
      { class: 'legend', open: this.unfolded.has(layer.id) },
      element('summary', { 'aria-label': this.words.legendOf(layer.title) }, this.words.legend),
      element('ul', { class: 'legend-items' }, ...items),
    );
    view.addEventListener('toggle', () => {
      if (view.open) this.unfolded.add(layer.id);
      else this.unfolded.delete(layer.id);
    });
    return view;
  }

  private staffView(layer: LayerEntry): HTMLElement {
    const { words, listener } = this;
    const badge = element('span', { class: 'badge' }, words.staffOnly);
    return element(
      'div',
      { class: 'layer-staff' },
      ...(layer.published ? [] : [badge]),
      layer.published
        ? staffButton(words.unpublish, layer, () => listener.onUnpublish(layer))
        : staffButton(words.publish, layer, () => listener.onPublish(layer)),
      staffButton(words.describe, layer, () => listener.onDescribe(layer)),
    );
  }

  private get words() {
    return texts[this.choice.current];
  }
}

function staffButton(words: string, layer: LayerEntry, act: () => void): HTMLElement {
  const button = element('button', { type: 'button', class: 'button button-small' }, words);
  button.setAttribute('aria-label', `${words}: ${layer.title}`);
  button.addEventListener('click', act);
  return button;
}
