import { localeOf, type LanguageChoice } from '../language/choice';
import { momentText } from '../language/moments';
import { element, signButton, textButton } from '../page/element';
import { icon } from '../page/icon';
import type { ThemeChoice } from '../theme/choice';
import { texts as trackTexts } from '../tracks/texts';
import type { Vehicle } from '../tracks/vehicle';
import { vehicleList } from '../tracks/vehicleList';
import { LEGEND, sampleOf } from './looks';
import { countConditions, type RoadSheet } from './roadSheet';
import { texts } from './texts';
import { percentText } from './words';

/** What the panel shows. */
export interface SnowContent {
  /** null while it is loaded. */
  sheet: RoadSheet | null;
  /** Unix seconds; null for now. */
  atS: number | null;
  /** null for those who see none. */
  vehicles: readonly Vehicle[] | null;
  /** Whether vehicles are told at once and by name. */
  isNamed: boolean;
  /** Whether there is a desk to open. */
  hasDesk: boolean;
  /** How far the work is; null for those who are not told, and before it is known. */
  progress: { share: number; late: number } | null;
  hasTrails: boolean;
}

export interface SnowPanelListener {
  onHide(): void;
  onPast(): void;
  onDesk(): void;
  onTrails(isOn: boolean): void;
  onVehicle(vehicle: Vehicle): void;
}

/** The part of the side panel about snow clearing: what the map shows, in words and figures. */
export class SnowPanel {
  readonly root = element('section', { class: 'snow', 'aria-labelledby': 'snow-heading', hidden: true });
  private readonly heading = element('h2', { class: 'section-heading', id: 'snow-heading', tabindex: '-1' });
  private readonly hide: HTMLButtonElement;
  private readonly event = element('p', { class: 'snow-event' });
  private readonly trouble = element('p', { class: 'error', role: 'alert' });
  private readonly progress = element('p', { class: 'snow-progress' });
  private readonly tools = element('div', { class: 'side-tools' });
  private readonly legend = element('ul', { class: 'snow-legend' });
  private readonly note = element('p', { class: 'hint' });
  private readonly vehicles = element('section', { class: 'snow-vehicles', 'aria-labelledby': 'vehicles-heading' });
  private content: SnowContent | null = null;

  constructor(
    street: HTMLElement,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly listener: SnowPanelListener,
  ) {
    this.hide = signButton(icon('close'), '', () => listener.onHide());
    this.root.append(
      element('div', { class: 'layers-head' }, this.heading, this.hide),
      this.event,
      this.trouble,
      this.progress,
      this.tools,
      this.legend,
      this.note,
      street,
      this.vehicles,
    );
    choice.bind(() => this.nameParts());
    theme.onChange(() => this.draw());
  }

  open(): void {
    this.root.hidden = false;
  }

  /** Takes the keyboard. */
  focus(): void {
    this.heading.focus();
  }

  close(): void {
    this.root.hidden = true;
    this.content = null;
  }

  /** @param words empty when the trouble is over */
  showTrouble(words: string): void {
    this.trouble.textContent = words;
  }

  show(content: SnowContent): void {
    this.content = content;
    this.draw();
  }

  private nameParts(): void {
    const words = texts[this.choice.current];
    this.heading.textContent = words.heading;
    this.hide.title = words.hide;
    this.hide.setAttribute('aria-label', words.hide);
    this.legend.setAttribute('aria-label', words.legend);
    this.note.textContent = words.note;
    this.draw();
  }

  private draw(): void {
    const { content } = this;
    const words = texts[this.choice.current];
    this.showTools();
    this.event.textContent = content?.sheet ? this.eventText(content.sheet, content.atS) : words.loading;
    const { progress } = content ?? { progress: null };
    this.progress.hidden = progress === null || content?.atS !== null;
    if (progress !== null) {
      this.progress.textContent = words.progress(percentText(progress.share), String(progress.late));
    }
    this.showLegend();
    this.showVehicles();
  }

  private showTools(): void {
    const words = texts[this.choice.current];
    const held = this.tools.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const button = (id: string, name: string, act: () => void) => {
      const made = textButton(name, 'button-small', act);
      made.id = id;
      return made;
    };
    this.tools.replaceChildren(button('snow-past', words.past, () => this.listener.onPast()));
    if (this.content?.hasDesk) {
      this.tools.prepend(button('snow-desk-open', words.desk, () => this.listener.onDesk()));
    }
    if (held) document.getElementById(held)?.focus();
  }

  private eventText({ event }: RoadSheet, atS: number | null): string {
    const language = this.choice.current;
    const words = texts[language];
    const now = new Date(atS === null ? Date.now() : atS * 1000);
    const told =
      event === null
        ? words.noEvent
        : event.end === null || event.end > now
          ? words.eventOn(event.name, momentText(event.begin, now, language))
          : words.eventOver(event.name, momentText(event.end, now, language));
    if (atS === null) return told;
    return `${words.atMoment(momentText(now, new Date(0), language))} ${event === null ? '' : event.name}`;
  }

  /** Always the same rows, so that nothing moves when figures change. */
  private showLegend(): void {
    const { content } = this;
    const language = this.choice.current;
    const words = texts[language];
    const nowS = content?.atS ?? Date.now() / 1000;
    const counts = content?.sheet ? countConditions(content.sheet, nowS) : null;
    this.legend.replaceChildren(
      ...LEGEND.map((condition) => {
        const count = (counts?.get(condition) ?? 0).toLocaleString(localeOf(language));
        return element(
          'li',
          {},
          sampleOf(condition, this.theme.current),
          element('span', {}, words.conditions[condition]),
          element('span', { class: 'snow-count' }, counts === null ? '' : words.roads(count)),
        );
      }),
    );
  }

  private showVehicles(): void {
    const { content } = this;
    const language = this.choice.current;
    const words = trackTexts[language];
    this.vehicles.hidden = content === null || content.vehicles === null;
    if (content === null || content.vehicles === null) return;
    const { vehicles } = content;
    const held = this.vehicles.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const heading = element('h3', { class: 'snow-heading', id: 'vehicles-heading' }, words.vehicles);
    const box = element('input', { type: 'checkbox', id: 'vehicle-trails', checked: content.hasTrails });
    box.addEventListener('change', () => this.listener.onTrails(box.checked));
    const trails = element('label', { class: 'check' }, box, element('span', {}, words.trails));
    if (!content.isNamed) {
      this.vehicles.replaceChildren(
        heading,
        element('p', {}, words.publicCount(vehicles.length)),
        element('p', { class: 'hint' }, words.delayed),
        trails,
      );
    } else {
      const works = texts[language].works;
      this.vehicles.replaceChildren(
        heading,
        vehicleList(vehicles, new Date(), works, language, (vehicle) => this.listener.onVehicle(vehicle)),
        trails,
      );
    }
    if (held) document.getElementById(held)?.focus();
  }
}
