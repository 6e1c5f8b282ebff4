import { element, signButton } from '../page/element';
import { icon } from '../page/icon';
import type { LayerEntry } from './catalogue';
import type { ShownLayers } from './shownLayers';
import type { Words } from './texts';

/** Lays a layer one higher or lower, for keyboard and touch. */
export class OrderButtons {
  readonly element: HTMLElement;
  private readonly up: HTMLButtonElement;
  private readonly down: HTMLButtonElement;

  /**
   * @param place tells apart the buttons of one layer that stand in several places
   * @param moved after a move, with the layer's new place from the top, 1 the topmost
   */
  constructor(
    private readonly layer: LayerEntry,
    private readonly shown: ShownLayers,
    words: Words,
    place: string,
    private readonly moved: (layer: LayerEntry, place: number) => void,
  ) {
    this.up = signButton(icon('up'), words.raise(layer.title), () => this.move(-1));
    this.down = signButton(icon('down'), words.lower(layer.title), () => this.move(1));
    this.up.id = `up-${place}-${layer.id}`;
    this.down.id = `down-${place}-${layer.id}`;
    this.element = element('div', { class: 'order-buttons' }, this.up, this.down);
    this.update();
  }

  /** A button that leads nowhere stays where it is, so that the keyboard does not fall off it. */
  update(): void {
    const { stack } = this.shown;
    const place = stack.indexOf(this.layer.id);
    this.up.setAttribute('aria-disabled', String(place <= 0));
    this.down.setAttribute('aria-disabled', String(place < 0 || place === stack.length - 1));
  }

  private move(by: 1 | -1): void {
    const { stack } = this.shown;
    const from = stack.indexOf(this.layer.id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= stack.length) return;
    this.shown.lay(this.layer.id, to);
    this.moved(this.layer, to + 1);
  }
}
