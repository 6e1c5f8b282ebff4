import { element } from '../page/element';
import type { LayerEntry } from './catalogue';
import type { LayerRow } from './row';
import type { ShownLayers } from './shownLayers';
import type { Words } from './texts';

/** A group of layers: it folds, and one switch turns all of it on or off. */
export class LayerGroup {
  readonly element: HTMLElement;
  private readonly box: HTMLInputElement;
  private readonly fold: HTMLButtonElement;
  private readonly body: HTMLElement;
  private readonly count = element('span', { class: 'count' });

  /** @param decided when somebody folds or unfolds it */
  constructor(
    key: string,
    name: string,
    private readonly rows: readonly LayerRow[],
    private readonly shown: ShownLayers,
    private readonly words: Words,
    isOpen: boolean,
    decided: (isOpen: boolean) => void,
  ) {
    const id = `group-${key || 'other'}`;
    this.box = element('input', {
      type: 'checkbox',
      id: `${id}-all`,
      'aria-label': words.wholeGroup(name),
    });
    this.box.addEventListener('change', () => shown.setOn(this.layerIds, this.box.checked));
    this.fold = element(
      'button',
      { type: 'button', class: 'group-fold', id: `${id}-fold`, 'aria-controls': id },
      element('span', { class: 'group-name' }, name),
      this.count,
    );
    this.fold.addEventListener('click', () => {
      const open = this.fold.getAttribute('aria-expanded') !== 'true';
      this.open(open);
      decided(open);
    });
    this.body = element('div', { class: 'group-layers', id }, ...rows.map((row) => row.element));
    const head = element('div', { class: 'group-head' }, this.box, this.fold);
    this.element = element('div', { class: 'layer-group', role: 'group', 'aria-label': name });
    this.element.append(head, this.body);
    this.open(isOpen);
    this.update();
  }

  /** Shows what somebody wants now. */
  update(): void {
    for (const row of this.rows) row.update();
    const on = this.layerIds.filter((id) => this.shown.isOn(id)).length;
    this.box.checked = on === this.rows.length;
    this.box.indeterminate = on > 0 && on < this.rows.length;
    this.count.textContent = this.words.onOf(on, this.rows.length);
  }

  updateHints(): void {
    for (const row of this.rows) row.updateHint();
  }

  private get layerIds(): string[] {
    return this.rows.map((row) => row.layer.id);
  }

  private open(isOpen: boolean): void {
    this.body.hidden = !isOpen;
    this.fold.setAttribute('aria-expanded', String(isOpen));
  }
}

/** Whether a group stands open before anybody has decided: short lists whole, long ones where a layer is on. */
export function isOpenAtFirst(
  layers: readonly LayerEntry[],
  shown: ShownLayers,
  isShortList: boolean,
): boolean {
  return isShortList || layers.some((layer) => shown.isOn(layer.id));
}
