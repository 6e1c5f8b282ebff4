import type { LngLat, Map as MapView } from 'maplibre-gl';
import type { LanguageChoice } from '../language/choice';
import { element, svgElement } from '../page/element';
import { areaText, lengthText } from './format';
import type { LonLat } from './plane';
import { Sketch } from './sketch';
import { texts } from './texts';
import type { TownZone } from './zone';

type Mode = 'length' | 'area';

const MODES: readonly Mode[] = ['length', 'area'];
/** More are not placed by hand, and each is drawn anew with every move. */
const MAX_PLACES = 500;

const ICONS: Record<Mode, string> = {
  length: 'M2 13 L13 2 L18 7 L7 18 Z M6 9 L8 11 M9 6 L11.5 8.5 M12 3.5 L14 5.5',
  area: 'M3 15 L6 4 L15 3 L17 13 L9 17 Z',
};

/** What measuring tells the page. */
export interface MeasureListener {
  /** While it goes on, a click places a point and asks for nothing. */
  onMeasuring(isOn: boolean): void;
}

/**
 * Measures along places that are clicked, tapped, or aimed at with the keyboard, in metres of the
 * town's plane. Every result is also said (`role=status`); Esc ends.
 */
export class MeasureTool {
  private mode: Mode | null = null;
  private places: LonLat[] = [];
  private ahead: LonLat | null = null;
  private readonly sketch: Sketch;
  private readonly buttons = new Map<Mode, HTMLButtonElement>();
  private readonly group = element('div', {
    class: 'maplibregl-ctrl maplibregl-ctrl-group measure-buttons',
    role: 'group',
  });
  private readonly said = element('p', { class: 'measure-result', role: 'status' });
  private readonly note = element('p', { class: 'measure-note' });
  private readonly actions = element('div', { class: 'measure-actions' });
  private readonly panel = element(
    'div',
    { class: 'measure', hidden: true },
    this.said,
    this.note,
    this.actions,
  );

  constructor(
    private readonly map: MapView,
    private readonly zone: TownZone,
    private readonly choice: LanguageChoice,
    private readonly listener: MeasureListener,
  ) {
    this.sketch = new Sketch(map);
    for (const mode of MODES) {
      const button = element('button', { type: 'button', 'aria-pressed': 'false' }, iconOf(mode));
      button.addEventListener('click', () => this.toggle(mode));
      this.buttons.set(mode, button);
      this.group.append(button);
    }
    map.addControl({ onAdd: () => this.group, onRemove: () => this.group.remove() }, 'top-left');
    map.getContainer().append(this.panel);
    this.listen();
    choice.bind(() => this.show());
  }

  private toggle(mode: Mode): void {
    if (this.mode === mode) this.end();
    else this.begin(mode);
  }

  private begin(mode: Mode): void {
    // What is placed already is measured in the other way.
    this.mode = mode;
    this.map.doubleClickZoom.disable();
    this.map.getContainer().classList.add('is-measuring');
    this.listener.onMeasuring(true);
    this.show();
  }

  private end(): void {
    if (this.mode === null) return;
    const button = this.buttons.get(this.mode);
    const hadFocus = this.panel.contains(document.activeElement);
    this.mode = null;
    this.places = [];
    this.ahead = null;
    this.map.doubleClickZoom.enable();
    this.map.getContainer().classList.remove('is-measuring');
    this.sketch.aim(false);
    this.listener.onMeasuring(false);
    this.show();
    if (hadFocus) button?.focus();
  }

  private place(at: LngLat): void {
    if (this.places.length >= MAX_PLACES) return;
    const [lon, lat] = at.wrap().toArray();
    const last = this.places.at(-1);
    // The second click of a double click.
    if (last?.[0] === lon && last[1] === lat) return;
    this.places.push([lon, lat]);
    this.show();
  }

  private takeBack(): void {
    this.places.pop();
    this.show();
  }

  private listen(): void {
    const canvas = this.map.getCanvas();
    this.map.on('click', (event) => {
      if (this.mode !== null) this.place(event.lngLat);
    });
    this.map.on('mousemove', (event) => {
      if (this.mode === null) return;
      this.ahead = event.lngLat.toArray();
      this.sketch.aim(false);
      this.draw();
    });
    this.map.on('mouseout', () => {
      this.ahead = null;
      this.draw();
    });
    this.map.on('move', () => this.draw());
    canvas.addEventListener('keydown', (event) => {
      if (this.mode === null) return;
      this.ahead = null;
      this.sketch.aim(true);
      if (event.key === 'Enter') this.place(this.map.getCenter());
      else if (event.key === 'Backspace') this.takeBack();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.end();
    });
  }

  private show(): void {
    const { words } = this;
    this.group.setAttribute('aria-label', words.tools);
    for (const [mode, button] of this.buttons) {
      button.setAttribute('aria-label', words[mode]);
      button.title = words[mode];
      button.setAttribute('aria-pressed', String(mode === this.mode));
    }
    this.panel.hidden = this.mode === null;
    if (this.mode !== null) {
      this.said.textContent = this.result();
      const { roman } = this.zone.current;
      this.note.textContent = this.zone.isGuessed ? words.guessedZone(roman) : words.inZone(roman);
      this.showActions();
    }
    this.draw();
  }

  private showActions(): void {
    const { words } = this;
    const isEmpty = this.places.length === 0;
    const focused = this.actions.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset['action']
      : undefined;
    const button = (name: string, label: string, isDisabled: boolean, act: () => void) => {
      const made = element(
        'button',
        { type: 'button', class: 'button button-small', disabled: isDisabled, 'data-action': name },
        label,
      );
      made.addEventListener('click', act);
      return made;
    };
    this.actions.replaceChildren(
      button('back', words.back, isEmpty, () => this.takeBack()),
      button('clear', words.clear, isEmpty, () => {
        this.places = [];
        this.show();
      }),
      button('end', words.end, false, () => this.end()),
    );
    if (focused !== undefined) {
      const again = this.actions.querySelector<HTMLElement>(`[data-action=${focused}]:enabled`);
      (again ?? this.map.getCanvas()).focus();
    }
  }

  private result(): string {
    const { words, places } = this;
    const language = this.choice.current;
    if (places.length === 0) return words.start;
    const zone = this.zone.current;
    if (this.mode === 'length') {
      if (places.length === 1) return `${words.points(1)}。${words.next}`;
      return `${words.lengthIs(lengthText(zone.lengthM(places), language))}（${words.points(places.length)}）`;
    }
    if (places.length < 3) return `${words.points(places.length)}。${words.next}`;
    const around = zone.lengthM([...places, places[0] as LonLat]);
    return words.areaIs(areaText(zone.areaM2(places), language), lengthText(around, language));
  }

  private draw(): void {
    if (this.mode === null) this.sketch.clear();
    else this.sketch.draw(this.places, this.mode === 'area', this.places.length > 0 ? this.ahead : null);
  }

  private get words() {
    return texts[this.choice.current];
  }
}

function iconOf(mode: Mode): SVGSVGElement {
  const drawing = svgElement('path', {
    d: ICONS[mode],
    fill: mode === 'area' ? 'currentColor' : 'none',
    'fill-opacity': '0.25',
    stroke: 'currentColor',
    'stroke-width': '1.6',
    'stroke-linejoin': 'round',
  });
  return svgElement('svg', { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, drawing);
}
