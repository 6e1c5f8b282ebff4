import { FULL } from '../maps/appearance';
import { element } from '../page/element';
import type { LayerEntry } from './catalogue';
import type { ShownLayers } from './shownLayers';
import type { Words } from './texts';

/** Fainter than this, a layer that is on could be taken for one that is off. */
const FAINTEST = 10;
const STEP = 5;

/** How strong a layer is drawn. */
export class OpacitySlider {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly output = element('span', { class: 'opacity-value' });

  /** @param place tells apart the sliders of one layer that stand in several places */
  constructor(
    private readonly layer: LayerEntry,
    private readonly shown: ShownLayers,
    private readonly words: Words,
    place: string,
  ) {
    this.input = element('input', {
      type: 'range',
      id: `opacity-${place}-${layer.id}`,
      min: String(FAINTEST),
      max: String(FULL),
      step: String(STEP),
      'aria-label': words.opacityOf(layer.title),
    });
    this.element = element(
      'div',
      { class: 'opacity' },
      element('span', { class: 'opacity-name', 'aria-hidden': 'true' }, words.opacity),
      this.input,
      this.output,
    );
    this.input.addEventListener('input', () => this.take(false));
    this.input.addEventListener('change', () => this.take(true));
    this.update();
  }

  update(): void {
    this.show(this.shown.opacityOf(this.layer.id));
  }

  private take(isEnd: boolean): void {
    const percent = Number(this.input.value);
    this.show(percent);
    this.shown.setOpacity(this.layer.id, percent, isEnd);
  }

  private show(percent: number): void {
    this.input.value = String(percent);
    this.output.textContent = this.words.percent(percent);
    this.input.setAttribute('aria-valuetext', this.words.percent(percent));
  }
}
