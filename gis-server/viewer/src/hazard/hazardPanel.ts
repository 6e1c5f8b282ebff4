import type { Language, LanguageChoice } from '../language/choice';
import type { Classes } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import { element, signButton, textButton } from '../page/element';
import { icon } from '../page/icon';
import { sampleOf } from '../shelters/looks';
import type { ShelterSheet } from '../shelters/shelter';
import type { ThemeChoice } from '../theme/choice';
import { depthClassOf } from './depthHint';
import type { Sight } from './hazardMaps';
import { texts } from './texts';

/** Whom the panel tells. */
export interface HazardPanelListener {
  onHide(): void;
  /** @param sight whose depths are shown; null for none */
  onDepth(sight: Sight | null): void;
  onZones(sight: Sight, isOn: boolean): void;
  onDesk(): void;
}

/** What the panel tells of. */
export interface HazardContent {
  /** Depths to choose among; null while they are not known. */
  depths: readonly Sight[] | null;
  zones: readonly Sight[];
  chosen: Sight | null;
  zonesOn: readonly Sight[];
  shelters: ShelterSheet | null;
  /** What the colours of a layer mean; null for none. */
  classesOf: (layer: string) => { title: string; classes: Classes } | null;
  keepsShelters: boolean;
}

/** The part of the side panel about hazards: what is shown, and what its colours and signs mean. */
export class HazardPanel {
  readonly root = element('section', { class: 'hazards', 'aria-labelledby': 'hazards-heading', hidden: true });
  private readonly heading = element('h2', { class: 'section-heading', id: 'hazards-heading', tabindex: '-1' });
  private readonly hide: HTMLButtonElement;
  private readonly tools = element('div', { class: 'side-tools' });
  private readonly trouble = element('p', { class: 'error', role: 'alert' });
  private readonly choices = element('div', { class: 'hazards-choices' });
  private readonly summary = element('p', { class: 'hazards-summary' });
  private readonly legend = element('details', { class: 'legend hazards-legend', open: true });
  private readonly note = element('p', { class: 'hint' });
  private content: HazardContent | null = null;
  /** The middle of the map; null while it shows more than a town. */
  private place: readonly [number, number] | null = null;

  constructor(
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly listener: HazardPanelListener,
  ) {
    this.hide = signButton(icon('close'), '', () => listener.onHide());
    const head = element('div', { class: 'layers-head' }, this.heading, this.hide);
    this.root.append(head, this.trouble, this.choices, this.summary, this.tools, this.legend, this.note);
    choice.bind(() => this.draw());
    theme.onChange(() => this.draw());
  }

  setOpen(isOpen: boolean): void {
    this.root.hidden = !isOpen;
    this.draw();
  }

  /** Takes the keyboard. */
  focus(): void {
    this.heading.focus();
  }

  /** @param words empty when the trouble is over */
  showTrouble(words: string): void {
    this.trouble.textContent = words;
  }

  /** The map looks elsewhere: a sheet is about its middle. */
  setPlace(place: readonly [number, number] | null): void {
    this.place = place;
    if (!this.root.hidden) this.drawTools();
  }

  show(content: HazardContent): void {
    this.content = content;
    this.draw();
  }

  /** What is made anew keeps the keyboard. */
  private draw(): void {
    if (this.root.hidden) return;
    const words = texts[this.choice.current];
    const held = this.root.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
    this.heading.textContent = words.heading;
    this.hide.title = words.hide;
    this.hide.setAttribute('aria-label', words.hide);
    this.note.textContent = words.note;
    this.drawChoices();
    this.drawShelters();
    this.drawTools();
    this.drawLegend();
    if (held !== '') document.getElementById(held)?.focus({ preventScroll: true });
  }

  private drawChoices(): void {
    const { content } = this;
    const words = texts[this.choice.current];
    if (content === null || content.depths === null) {
      this.choices.replaceChildren(element('p', { class: 'hint' }, words.loading));
      return;
    }
    if (content.depths.length + content.zones.length === 0) {
      this.choices.replaceChildren(element('p', {}, words.noMaps));
      return;
    }
    const radio = (sight: Sight | null) => {
      const isChosen = sight === null ? content.chosen === null : content.chosen?.key === sight.key;
      const id = `hazard-${sight?.key ?? 'none'}`;
      const input = element('input', { type: 'radio', name: 'hazard-depth', id, checked: isChosen });
      input.addEventListener('change', () => this.listener.onDepth(sight));
      return element('label', { class: 'check' }, input, element('span', {}, sight === null ? words.noDepth : this.nameOf(sight)));
    };
    const box = (sight: Sight) => {
      const isOn = content.zonesOn.some(({ key }) => key === sight.key);
      const input = element('input', { type: 'checkbox', id: `hazard-${sight.key}`, checked: isOn });
      input.addEventListener('change', () => this.listener.onZones(sight, input.checked));
      return element('label', { class: 'check' }, input, element('span', {}, this.nameOf(sight)));
    };
    const depths = content.depths.length === 0 ? [] : [...content.depths.map(radio), radio(null)];
    this.choices.replaceChildren(
      element('fieldset', { class: 'hazards-fields' }, element('legend', {}, words.choose), ...depths, ...content.zones.map(box)),
    );
  }

  private nameOf({ hazard, scale, maps }: Sight): string {
    const language = this.choice.current;
    const words = texts[language];
    const name = words.hazards[hazard] ?? maps[0]?.hazardTitles[language] ?? hazard;
    if (scale !== null) return language === 'en' ? `${name}, ${words.scales[scale]}` : `${name}（${words.scales[scale]}）`;
    // A pond's flood has no scale; its own title says what it is.
    const titles = maps.map((map) => map.titles[language]).filter((title) => title !== '');
    return hazard === 'flood' && titles.length > 0 ? titles.join(language === 'en' ? ', ' : '・') : name;
  }

  private drawShelters(): void {
    const words = texts[this.choice.current];
    const shelters = this.content?.shelters?.shelters ?? [];
    const open = shelters.filter(({ state }) => state.status === 'open').length;
    this.summary.hidden = shelters.length === 0;
    this.summary.textContent = open === 0 ? words.sheltersNone : words.sheltersOpen(open, shelters.length);
  }

  private drawTools(): void {
    const { content, listener } = this;
    const words = texts[this.choice.current];
    const button = (id: string, name: string, act: () => void) => {
      const made = textButton(name, 'button-small', act);
      made.id = id;
      return made;
    };
    const paper =
      this.place === null
        ? element('p', { class: 'hint' }, words.sheetFar)
        : element(
            'a',
            { class: 'button button-small', id: 'hazard-sheet', href: sheetOf(this.place, this.choice.current), target: '_blank', rel: 'noopener' },
            words.sheet,
          );
    const way = element('a', { class: 'button button-small', id: 'hazard-safety', href: '/safety' }, words.safety);
    const held = this.tools.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
    this.tools.replaceChildren(
      ...(content?.keepsShelters ? [button('shelter-desk-open', words.desk, () => listener.onDesk())] : []),
      way,
      paper,
    );
    if (held !== '') document.getElementById(held)?.focus({ preventScroll: true });
  }

  private drawLegend(): void {
    const { content } = this;
    const language = this.choice.current;
    const words = texts[language];
    const theme = this.theme.current;
    const parts: HTMLElement[] = [element('summary', { id: 'hazards-legend' }, words.legend)];
    const sights = content === null ? [] : [...(content.chosen === null ? [] : [content.chosen]), ...content.zonesOn];
    const told = new Set<string>();
    for (const { maps } of sights) {
      for (const { layer } of maps) {
        const found = content?.classesOf(layer) ?? null;
        if (found === null) continue;
        const signs = found.classes.signs.filter(({ value }) => value !== null);
        const key = signs.map(({ value }) => value).join('|');
        // Depths of several rivers have the same colours.
        if (told.has(key)) continue;
        told.add(key);
        parts.push(
          element('p', { class: 'hazards-legend-title' }, found.title),
          element(
            'ul',
            { class: 'legend-items' },
            ...signs.map(({ value, swatch }) => {
              const hint = words.depthHints[depthClassOf(value ?? '')] ?? '';
              const said = element('span', {}, value ?? '');
              if (hint !== '') said.append(element('span', { class: 'hint' }, language === 'en' ? ` (${hint})` : `（${hint}）`));
              return element('li', { class: 'legend-item' }, swatchView(swatch), said);
            }),
          ),
        );
      }
    }
    if ((content?.shelters?.shelters.length ?? 0) > 0) {
      const row = (sign: Element, said: string) => element('li', { class: 'legend-item' }, sign, said);
      parts.push(
        element('p', { class: 'hazards-legend-title' }, words.shelters),
        element(
          'ul',
          { class: 'legend-items hazards-signs' },
          row(sampleOf('open', 2, theme), `${words.signs.open}。${words.signs.crowd}`.replace('。', language === 'en' ? '. ' : '。')),
          row(sampleOf('opening', 0, theme), words.signs.opening),
          row(sampleOf('closed', 0, theme), words.signs.closed),
        ),
      );
    }
    this.legend.replaceChildren(...parts);
    this.legend.hidden = parts.length === 1;
  }
}

/** The paper about a neighbourhood for those without a phone. */
function sheetOf([lon, lat]: readonly [number, number], language: Language): string {
  return `/api/hazards/sheet.pdf?lon=${lon.toFixed(4)}&lat=${lat.toFixed(4)}&lang=${language}`;
}
