import type { LanguageChoice } from '../language/choice';
import { swatchOf } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import { element, signButton } from '../page/element';
import { icon } from '../page/icon';
import type { LayerEntry } from './catalogue';
import type { LayerContent } from './content';
import { followDrag } from './drag';
import { OpacitySlider } from './opacitySlider';
import { OrderButtons } from './orderButtons';
import type { ShownLayers } from './shownLayers';
import { texts } from './texts';

/** The layers that are on as they lie upon each other, the topmost first. */
export class StackView {
  readonly element = element('div', { class: 'stack' });
  private isDragged = false;

  constructor(
    private readonly choice: LanguageChoice,
    private readonly shown: ShownLayers,
    private readonly moved: (layer: LayerEntry, place: number) => void,
  ) {}

  /** While a layer is being dragged, the list stays as it is. */
  show(content: LayerContent): void {
    if (this.isDragged) return;
    const byId = new Map(content.layers.map((layer) => [layer.id, layer]));
    const layers = this.shown.stack.flatMap((id) => byId.get(id) ?? []);
    if (layers.length === 0) {
      this.element.replaceChildren(element('p', { class: 'hint' }, this.words.nothingOn));
      return;
    }
    const list = element('ol', { class: 'stack-list', 'aria-label': this.words.stack });
    list.append(...layers.map((layer) => this.item(list, layer, content)));
    this.element.replaceChildren(element('p', { class: 'hint' }, this.words.stackHelp), list);
  }

  private item(list: HTMLElement, layer: LayerEntry, content: LayerContent): HTMLElement {
    const { words, shown } = this;
    // The buttons do the same for whoever does not drag, so the handle is for pointers only.
    const handle = element('span', { class: 'stack-handle', 'aria-hidden': 'true' }, icon('grip'));
    const off = signButton(icon('close'), words.switchOff(layer.title), () =>
      shown.setOn([layer.id], false),
    );
    off.id = `stack-off-${layer.id}`;
    const item = element(
      'li',
      { class: 'stack-item' },
      handle,
      swatchView(swatchOf(content.style, layer.id)),
      element('span', { class: 'layer-title' }, layer.title),
      new OrderButtons(layer, shown, words, 'stack', this.moved).element,
      off,
      new OpacitySlider(layer, shown, words, 'stack').element,
    );
    followDrag(handle, item, list, {
      onStart: () => (this.isDragged = true),
      onEnd: (place) => {
        this.isDragged = false;
        if (place !== null && shown.stack[place] !== layer.id) {
          shown.lay(layer.id, place);
          this.moved(layer, place + 1);
        } else this.show(content);
      },
    });
    return item;
  }

  private get words() {
    return texts[this.choice.current];
  }
}
