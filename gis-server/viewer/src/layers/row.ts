import type { LanguageChoice } from '../language/choice';
import { classesOf, swatchOf } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import { element, signButton, textButton } from '../page/element';
import { icon } from '../page/icon';
import { hasWaitingChanges, type LayerEntry } from './catalogue';
import type { LayerContent, LayerPanelListener } from './content';
import { legendView } from './legend';
import { OpacitySlider } from './opacitySlider';
import { OrderButtons } from './orderButtons';
import { provenanceView } from './provenance';
import type { ShownLayers } from './shownLayers';
import { texts } from './texts';
import { type ZoomHint, zoomHint } from './zoomHint';

/** Which parts of the rows stand open; kept while the rows are made anew. */
export interface OpenParts {
  legends: Set<string>;
  settings: Set<string>;
}

/** What all rows share. */
export interface RowContext {
  choice: LanguageChoice;
  shown: ShownLayers;
  listener: LayerPanelListener;
  open: OpenParts;
  zoom(): number;
  /** A layer came to lie at a place from the top, 1 the topmost. */
  moved(layer: LayerEntry, place: number): void;
}

/** One layer of the tree: switch, sign and legend, and behind a button its settings. */
export class LayerRow {
  readonly element: HTMLElement;
  private readonly box: HTMLInputElement;
  private readonly hint = element('p', { class: 'layer-hint' });
  private readonly opacity: OpacitySlider;
  private readonly order: OrderButtons;

  constructor(
    readonly layer: LayerEntry,
    private readonly content: LayerContent,
    private readonly context: RowContext,
  ) {
    const { shown, moved } = context;
    this.box = element('input', { type: 'checkbox', id: `layer-${layer.id}` });
    this.box.addEventListener('change', () => shown.setOn([layer.id], this.box.checked));
    this.opacity = new OpacitySlider(layer, shown, this.words, 'tree');
    this.order = new OrderButtons(layer, shown, this.words, 'tree', moved);
    this.element = this.view();
    this.update();
  }

  /** Shows what somebody wants now, at the present zoom. */
  update(): void {
    const { shown } = this.context;
    this.box.checked = shown.isOn(this.layer.id);
    this.opacity.update();
    this.order.update();
    this.updateHint();
  }

  updateHint(): void {
    const isOn = this.context.shown.isOn(this.layer.id);
    const hint = isOn ? zoomHint(this.content.style, this.layer, this.context.zoom()) : null;
    const words = hint === null ? '' : this.hintWords(hint);
    // Set anew only when it differs: a screen reader may stand on it.
    if (this.hint.textContent !== words) this.hint.textContent = words;
  }

  private view(): HTMLElement {
    const { layer, content } = this;
    const swatch = swatchOf(content.style, layer.id);
    const row = element(
      'div',
      { class: 'layer' },
      element(
        'label',
        { class: 'layer-label' },
        this.box,
        swatchView(swatch),
        element('span', { class: 'layer-title' }, layer.title),
      ),
    );
    row.append(this.moreButton(), this.hint);
    const classes = classesOf(content.style, layer.id);
    if (classes !== null) {
      const { legends } = this.context.open;
      const legend = legendView(layer.title, classes, this.words, legends.has(layer.id));
      legend.addEventListener('toggle', () => remember(legends, layer.id, legend.open));
      row.append(legend);
    }
    if (content.isStaff && !layer.published) row.append(this.unpublishedView());
    if (content.isStaff && hasWaitingChanges(layer)) row.append(this.waitingView());
    row.append(this.settings());
    return row;
  }

  private moreButton(): HTMLElement {
    const { layer, words } = this;
    const { settings } = this.context.open;
    const button = signButton(icon('more'), words.settingsOf(layer.title), () => {
      remember(settings, layer.id, !settings.has(layer.id));
      const open = settings.has(layer.id);
      button.setAttribute('aria-expanded', String(open));
      const part = document.getElementById(`settings-${layer.id}`);
      if (part !== null) part.hidden = !open;
    });
    button.id = `more-${layer.id}`;
    button.setAttribute('aria-expanded', String(settings.has(layer.id)));
    button.setAttribute('aria-controls', `settings-${layer.id}`);
    return button;
  }

  private settings(): HTMLElement {
    const { layer, words } = this;
    const { choice, listener, open } = this.context;
    const list = textButton(words.list, 'button-small', () => listener.onList(layer));
    list.setAttribute('aria-label', `${words.list}: ${layer.title}`);
    const actions = element('div', { class: 'layer-actions' }, list, ...this.staffActions());
    if (layer.extent !== null) {
      const whole = textButton(words.whole, 'button-small', () => listener.onShowWhole(layer));
      whole.setAttribute('aria-label', `${words.whole}: ${layer.title}`);
      actions.prepend(whole);
    }
    const order = element(
      'div',
      { class: 'order' },
      element('span', { 'aria-hidden': 'true' }, words.order),
      this.order.element,
    );
    return element(
      'div',
      { class: 'layer-settings', id: `settings-${layer.id}`, hidden: !open.settings.has(layer.id) },
      this.opacity.element,
      order,
      actions,
      provenanceView(layer, choice.current),
    );
  }

  /** What nobody else sees yet says so, with the way out, without opening its settings. */
  private unpublishedView(): HTMLElement {
    const { layer, words } = this;
    return this.stateView(words.staffOnly, words.publish, () =>
      this.context.listener.onPublish(layer),
    );
  }

  /** Nor is a change forgotten that the public does not see. */
  private waitingView(): HTMLElement {
    const { layer, words } = this;
    return this.stateView(words.pending, words.showChanges, () =>
      this.context.listener.onChanges(layer),
    );
  }

  private stateView(state: string, step: string, act: () => void): HTMLElement {
    const badge = element('span', { class: 'badge' }, state);
    const view = element('div', { class: 'layer-staff' }, badge);
    if (this.layer.mayPublish) view.append(this.staffButton(step, act));
    return view;
  }

  private staffActions(): HTMLElement[] {
    const { layer, words } = this;
    const { listener } = this.context;
    const actions: HTMLElement[] = [];
    if (layer.mayEdit) {
      actions.push(this.staffButton(words.describe, () => listener.onDescribe(layer)));
    }
    if (layer.mayPublish && layer.published) {
      if (layer.kind === 'features') {
        actions.push(this.staffButton(words.changes, () => listener.onChanges(layer)));
      }
      actions.push(this.staffButton(words.unpublish, () => listener.onUnpublish(layer)));
    }
    return actions;
  }

  private staffButton(words: string, act: () => void): HTMLElement {
    const button = textButton(words, 'button-small', act);
    button.setAttribute('aria-label', `${words}: ${this.layer.title}`);
    return button;
  }

  private hintWords(hint: Exclude<ZoomHint, null>): string {
    return hint === 'closer' ? this.words.zoomCloser : this.words.zoomFarther;
  }

  private get words() {
    return texts[this.context.choice.current];
  }
}

function remember(open: Set<string>, id: string, isOpen: boolean): void {
  if (isOpen) open.add(id);
  else open.delete(id);
}
