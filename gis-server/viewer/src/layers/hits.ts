import { type Client, explain, isRecord } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { Swatch } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import type { Drawn } from '../maps/townMap';
import { element } from '../page/element';
import { icon } from '../page/icon';
import { texts as pageTexts } from '../page/texts';
import { labelOf, valueText } from './attributeText';
import type { LayerEntry } from './catalogue';
import { texts } from './texts';

/** More than these at one place are counted, not listed. */
const MAX_LISTED = 50;

/** A feature at the place that was asked for. */
export interface Hit {
  layer: LayerEntry;
  /** Its sign on the map. */
  swatch: Swatch | null;
  /** The attribute by which its layer is coloured; null when all look alike. */
  kind: string | null;
  drawn: Drawn;
}

interface Answer {
  place: { lng: number; lat: number };
  hits: readonly Hit[];
}

/** Everything that lies at one place, with its attributes; the first stands open. */
export class HitPanel {
  private answer: Answer | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly select: (shape: GeoJSON.Geometry | null) => void,
  ) {
    root.tabIndex = -1;
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    choice.bind(() => {
      root.setAttribute('aria-label', this.words.hits);
    });
  }

  /** @returns the part of the page that the panel takes */
  show(place: Answer['place'], hits: readonly Hit[]): DOMRect {
    this.answer = { place, hits };
    this.select(null);
    this.draw(this.answer);
    this.root.hidden = false;
    this.root.focus({ preventScroll: true });
    return this.root.getBoundingClientRect();
  }

  /** Shows the same place again, in words and titles that may have changed. */
  renew(hitsOf: (drawn: Drawn) => Hit | null): void {
    if (this.answer === null) return;
    const hits = this.answer.hits.flatMap((hit) => hitsOf(hit.drawn) ?? []);
    this.answer = { place: this.answer.place, hits };
    this.select(null);
    this.draw(this.answer);
  }

  close(): void {
    this.answer = null;
    this.select(null);
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  private draw({ place, hits }: Answer): void {
    const closeWords = pageTexts[this.choice.current].close;
    const close = element(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': closeWords, title: closeWords },
      icon('close'),
    );
    close.addEventListener('click', () => this.close());
    const title = element('h2', { class: 'section-heading' }, this.words.hits);
    if (hits.length > 0) {
      title.append(element('span', { class: 'count' }, this.words.hitCount(hits.length)));
    }
    const where = `${place.lat.toFixed(6)}, ${place.lng.toFixed(6)}`;
    this.root.replaceChildren(
      element('div', { class: 'hits-head' }, title, close),
      element('p', { class: 'hint' }, `${this.words.place} ${where}`),
      ...(hits.length === 0
        ? [element('p', {}, this.words.noHits)]
        : hits.slice(0, MAX_LISTED).map((hit, index) => this.hitView(hit, index === 0))),
    );
    if (hits.length > MAX_LISTED) {
      this.root.append(element('p', { class: 'hint' }, this.words.more(hits.length - MAX_LISTED)));
    }
  }

  private hitView(hit: Hit, open: boolean): HTMLElement {
    const { layer, drawn, swatch, kind } = hit;
    const label = labelOf(layer, drawn.properties, drawn.id, kind);
    const body = element('div', { class: 'hit-body' });
    // Only one of the same name stands open at a time (an exclusive accordion).
    const details = element(
      'details',
      { class: 'hit', name: 'hit', open },
      element(
        'summary',
        {},
        swatchView(swatch),
        element('span', { class: 'hit-layer' }, layer.title),
        element('span', { class: 'hit-label' }, label),
      ),
      body,
    );
    // Fires also for a part that is open from the start.
    details.addEventListener('toggle', () => {
      if (details.open) void this.fill(hit, body);
    });
    return details;
  }

  /** Shows the feature as the server has it now; the tile's own attributes stand in until then. */
  private async fill({ layer, drawn }: Hit, body: HTMLElement): Promise<void> {
    this.select(drawn.geometry);
    body.replaceChildren(this.attributesView(layer, drawn.properties));
    if (drawn.id === null) return;
    try {
      const layerId = encodeURIComponent(layer.id);
      const path = `/ogc/collections/${layerId}/items/${encodeURIComponent(drawn.id)}?f=json`;
      const feature = await this.client.getJson(path);
      if (!isRecord(feature) || !body.isConnected) return;
      const properties = isRecord(feature['properties']) ? feature['properties'] : {};
      body.replaceChildren(this.attributesView(layer, properties));
      const shape = feature['geometry'];
      const stillOpen = body.closest('details')?.open === true;
      if (stillOpen && isRecord(shape)) this.select(shape as unknown as GeoJSON.Geometry);
    } catch (error) {
      const reason = `${this.words.partly} ${explain(error, this.choice.current)}`;
      body.append(element('p', { class: 'error', role: 'alert' }, reason));
    }
  }

  private attributesView(layer: LayerEntry, properties: Record<string, unknown>): HTMLElement {
    if (layer.attributes.length === 0) {
      return element('p', { class: 'hint' }, this.words.noAttributes);
    }
    const rows = layer.attributes.map((attribute) =>
      element(
        'div',
        { class: 'attribute' },
        element('dt', {}, attribute.title),
        element('dd', {}, valueText(properties[attribute.name], attribute, this.choice.current)),
      ),
    );
    return element('dl', { class: 'attributes' }, ...rows);
  }

  private get words() {
    return texts[this.choice.current];
  }
}
