import type { LngLat, Map as MapView } from 'maplibre-gl';
import type { LanguageChoice, Memory } from '../language/choice';
import { element } from '../page/element';
import {
  lengthText,
  PLACE_FORMS,
  type PlaceForm,
  placeText,
  roundLengthM,
  scaleText,
} from './format';
import { texts } from './texts';
import type { TownZone } from './zone';

const KEY = 'machizu.placeForm';
/** The longest scale bar. */
const BAR_PX = 110;
/** CSS counts 96 pixels to an inch. */
const PX_M = 0.0254 / 96;

/** What the readout tells the page. */
export interface ReadoutListener {
  onCopied(words: string): void;
}

/**
 * The foot of the map: a scale bar in metres of the town's plane, the scale, and where the pointer is
 * (with a mouse) or the centre of the map (with fingers and keyboard).
 */
export class Readout {
  private readonly bar = element('span', { class: 'readout-bar' });
  private readonly barText = element('span', { class: 'readout-bar-text' });
  private readonly scale = element('span', { class: 'readout-scale' });
  private readonly form = element('select', { class: 'readout-form' });
  private readonly place = element('button', { type: 'button', class: 'readout-place' });
  private pointer: LngLat | null = null;

  constructor(
    private readonly map: MapView,
    private readonly zone: TownZone,
    private readonly choice: LanguageChoice,
    private readonly memory: Memory,
    private readonly listener: ReadoutListener,
  ) {
    const root = element(
      'div',
      { class: 'readout' },
      element('span', { class: 'readout-ruler' }, this.barText, this.bar),
      this.scale,
      this.form,
      this.place,
    );
    map.getContainer().append(root);
    this.form.append(...PLACE_FORMS.map((form) => element('option', { value: form })));
    const remembered = PLACE_FORMS.find((form) => form === memory.getItem(KEY));
    this.form.value = remembered ?? 'plane';
    this.form.addEventListener('change', () => {
      this.memory.setItem(KEY, this.form.value);
      this.show();
    });
    this.place.addEventListener('click', () => void this.copy());
    map.on('move', () => this.show());
    map.on('resize', () => this.show());
    map.on('mousemove', (event) => {
      this.pointer = event.lngLat;
      this.showPlace();
    });
    map.on('mouseout', () => {
      this.pointer = null;
      this.showPlace();
    });
    choice.bind(() => this.show());
  }

  /** Shows everything again, as after the zone has become known. */
  show(): void {
    const { words } = this;
    for (const option of this.form.options) {
      option.textContent = words.forms[option.value as PlaceForm];
    }
    this.form.setAttribute('aria-label', words.form);
    this.showScale();
    this.showPlace();
  }

  private showScale(): void {
    const perPx = this.metresPerPixel();
    const length = roundLengthM(perPx * BAR_PX);
    this.bar.style.width = `${(length / perPx).toFixed(1)}px`;
    this.barText.textContent =
      length < 1000 ? `${length} m` : lengthText(length, this.choice.current).replace('.000', '');
    this.scale.textContent = scaleText(perPx / PX_M, this.choice.current);
    this.scale.title = this.words.scale;
  }

  /** On the plane, at the centre of the map. */
  private metresPerPixel(): number {
    const { width, height } = this.map.getContainer().getBoundingClientRect();
    const half = BAR_PX / 2;
    const at = (x: number) => this.map.unproject([x, height / 2]).toArray();
    return this.zone.current.lengthM([at(width / 2 - half), at(width / 2 + half)]) / BAR_PX;
  }

  private showPlace(): void {
    const { words } = this;
    const form = this.form.value as PlaceForm;
    const shown = this.pointer ?? this.map.getCenter();
    const text = placeText(shown.toArray(), form, this.zone.current);
    this.place.textContent = text;
    this.place.title = `${words.copy}（${this.pointer === null ? words.centre : words.pointer}、${this.system(form)}）`;
    this.place.setAttribute('aria-label', `${words.centre} ${text} ${this.system(form)}. ${words.copy}`);
  }

  private system(form: PlaceForm): string {
    return form === 'plane' ? this.words.plane(this.zone.current.roman) : 'JGD2011';
  }

  /** The pointer has left the map for the button, so what is copied is the centre of the map. */
  private async copy(): Promise<void> {
    const form = this.form.value as PlaceForm;
    const text = placeText(this.map.getCenter().toArray(), form, this.zone.current);
    try {
      await navigator.clipboard.writeText(text);
      this.listener.onCopied(`${this.words.copied} ${text}`);
    } catch {
      this.listener.onCopied(this.words.notCopied);
    }
  }

  private get words() {
    return texts[this.choice.current];
  }
}
