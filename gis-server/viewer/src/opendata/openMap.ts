import type { LngLat, StyleSpecification } from 'maplibre-gl';
import { Client } from '../http/client';
import { LanguageChoice } from '../language/choice';
import { type Appearance, isOn, isOnAtFirst, PLAIN } from '../maps/appearance';
import { appearanceIn, hasPlace, partsFor, PLACE } from '../maps/permalink';
import { rangeText } from '../layers/legend';
import { texts as layerTexts } from '../layers/texts';
import { zoomHint } from '../layers/zoomHint';
import { type Drawn, TownMap } from '../maps/townMap';
import { classesOf, swatchOf } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import { setParts, withParts } from '../page/address';
import { element } from '../page/element';
import { ThemeChoice } from '../theme/choice';
import { type Facts, feedbackAddress, readFacts, toldOf } from './facts';
import { texts, type Words } from './texts';

/** So many features of a place are told. */
const MOST_TOLD = 3;

const NO_MEMORY = { getItem: () => null, setItem: () => {} };

/**
 * The map of a page of the open GIS, beside what the server wrote: layers can be switched, a place
 * asked about, and the page's address tells what is seen.
 */
class OpenMap {
  private readonly facts: Facts;
  private readonly words: Words;
  private readonly client: Client;
  private readonly map: TownMap;
  private readonly told: HTMLElement;
  private readonly feedback: string;
  private style: StyleSpecification = { version: 8, sources: {}, layers: [] };
  private appearance: Appearance = appearanceIn(location.hash);
  private asked = 0;
  /** What stands beside a layer that is drawn at another zoom only. */
  private readonly hints = new Map<string, HTMLElement>();
  /** Whether the address said where to look, before the map wrote its own place into it. */
  private readonly isPlaced = hasPlace(location.hash);

  constructor(private readonly root: HTMLElement) {
    this.facts = readFacts(root.dataset.facts ?? '{}');
    const { language } = this.facts;
    this.words = texts[language];
    this.told = part(root, '[data-told]');
    this.feedback =
      document.querySelector<HTMLAnchorElement>('[data-feedback]')?.getAttribute('href') ?? '';
    this.client = new Client(() => language);
    const choice = new LanguageChoice({ ...NO_MEMORY, getItem: () => language }, []);
    // The pages are light; a dark map in them would be a hole.
    const theme = new ThemeChoice(
      { ...NO_MEMORY, getItem: () => 'light' },
      matchMedia('(prefers-color-scheme: dark)'),
      document.documentElement,
    );
    this.map = new TownMap(part(root, '.open-map-view'), this.client, choice, theme, {
      onAsk: (place, drawn) => void this.tell(place, drawn),
      onMoved: () => {
        this.share();
        this.hint();
      },
      onTileTrouble: () => this.say(this.words.tilesMissing),
      onBackgroundTrouble: () => {},
    });
  }

  async draw(): Promise<void> {
    const { style, view, box } = this.facts;
    this.style = (await this.map.during(this.client.getJson(style))) as StyleSpecification;
    this.map.setAppearance(this.appearance);
    this.map.show(this.style);
    if (view === null) this.map.startAt(box);
    else if (!this.isPlaced) this.map.view.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom });
    for (const row of this.root.querySelectorAll<HTMLElement>('[data-layer]')) this.equip(row);
    this.hint();
  }

  /** Gives a layer's row its switch and its legend. */
  private equip(row: HTMLElement): void {
    const id = row.dataset.layer ?? '';
    const title = part(row, '.open-layer-title');
    const box = element('input', { type: 'checkbox' });
    box.checked = isOn(this.style, this.appearance, id);
    box.addEventListener('change', () => this.turn(id, box.checked));
    const classes = classesOf(this.style, id);
    const label = element('label', {}, box);
    if (classes === null) label.append(swatchView(swatchOf(this.style, id)));
    label.append(title.textContent);
    title.replaceWith(label);
    const hint = element('p', { class: 'open-layer-hint', role: 'status' });
    row.append(hint);
    this.hints.set(id, hint);
    if (classes === null) return;
    const words = layerTexts[this.facts.language];
    const items = classes.signs.map(({ value, range, swatch }) => {
      const meaning = range === undefined ? (value ?? words.otherValues) : rangeText(range, words);
      return element('li', { class: 'legend-item' }, swatchView(swatch), meaning);
    });
    const name = this.words.legendOf(label.textContent);
    row.append(element('ul', { 'aria-label': name }, ...items));
  }

  /** Tells of layers that are on and not drawn at the present zoom. */
  private hint(): void {
    const words = layerTexts[this.facts.language];
    for (const [id, place] of this.hints) {
      const isShown = isOn(this.style, this.appearance, id);
      const hint = isShown ? zoomHint(this.style, { id, minZoom: 0 }, this.map.zoom) : null;
      const said = hint === null ? '' : hint === 'closer' ? words.zoomCloser : words.zoomFarther;
      // Set anew only when it differs: a screen reader may stand on it.
      if (place.textContent !== said) place.textContent = said;
    }
  }

  private turn(id: string, isOnNow: boolean): void {
    const on = new Set(this.appearance.on);
    const off = new Set(this.appearance.off);
    on.delete(id);
    off.delete(id);
    if (isOnNow !== isOnAtFirst(this.style, id)) (isOnNow ? on : off).add(id);
    this.appearance = { ...PLAIN, on, off };
    this.map.setAppearance(this.appearance);
    setParts(partsFor(this.appearance), false);
    this.share();
    this.hint();
  }

  /** The link to share shows what is seen now. */
  private share(): void {
    const link = document.querySelector<HTMLInputElement>('#share-link');
    if (link === null) return;
    // The map writes its place into the address some moments later.
    const { lng, lat } = this.map.view.getCenter().wrap();
    const place = `${this.map.zoom.toFixed(2)}/${lat.toFixed(5)}/${lng.toFixed(5)}`;
    link.value = link.value.split('#')[0] + withParts(location.hash, { [PLACE]: place });
  }

  /** Tells what lies at a place; a later question takes over. */
  private async tell(place: LngLat, drawn: readonly Drawn[]): Promise<void> {
    const asked = ++this.asked;
    const known = drawn.filter(({ layerId }) => this.layerOf(layerId) !== undefined);
    this.map.select(known[0]?.geometry ?? { type: 'Point', coordinates: [place.lng, place.lat] });
    const parts = await Promise.all(
      known.slice(0, MOST_TOLD).map((feature) => this.viewOf(place, feature)),
    );
    if (asked !== this.asked) return;
    const more = known.length - parts.length;
    if (more > 0) parts.push(element('p', {}, this.words.moreHere(more)));
    if (known.length === 0) {
      parts.push(element('p', {}, this.words.nothingHere), ...this.feedbackLink(place, null));
    }
    this.told.replaceChildren(...parts);
    this.told.scrollIntoView({ block: 'nearest' });
  }

  private layerOf(id: string) {
    return this.facts.layers.find((layer) => layer.id === id);
  }

  /** A feature in full: what the tile holds of it may be less. */
  private async viewOf(place: LngLat, { layerId, id, properties }: Drawn): Promise<HTMLElement> {
    const layer = this.layerOf(layerId) ?? { id: layerId, title: layerId, attributes: [] };
    let all = properties;
    if (id !== null) {
      try {
        const path = `/ogc/collections/${layerId}/items/${id}`;
        const whole = (await this.client.getJson(path)) as GeoJSON.Feature;
        all = whole.properties ?? properties;
      } catch {
        // Gone meanwhile, or no network: what the tile holds will do.
      }
    }
    const rows = toldOf(layer, all, this.words.yesNo).flatMap(([name, value]) => [
      element('dt', {}, name),
      element('dd', {}, value),
    ]);
    return element(
      'section',
      {},
      element('h3', {}, layer.title),
      element('dl', {}, ...rows),
      ...this.feedbackLink(place, id === null ? null : { layer: layerId, id }),
    );
  }

  private feedbackLink(place: LngLat, feature: { layer: string; id: string } | null): HTMLElement[] {
    if (this.feedback === '') return [];
    const href = feedbackAddress(this.feedback, place, feature);
    const words = feature === null ? this.words.tellHere : this.words.tellFeature;
    return [element('p', {}, element('a', { href }, words))];
  }

  say(words: string): void {
    this.told.replaceChildren(element('p', {}, words));
  }

  get noMap(): string {
    return this.words.noMap;
  }
}

function part(root: HTMLElement, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}

const root = document.getElementById('open-map');
if (root !== null) {
  const map = new OpenMap(root);
  map.draw().catch((error: unknown) => {
    map.say(map.noMap);
    console.warn(error);
  });
}
