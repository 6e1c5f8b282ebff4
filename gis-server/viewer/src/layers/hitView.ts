import { documentsView } from '../attachments/documentsView';
import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { boxOf } from '../maps/box';
import type { Swatch } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import type { Drawn } from '../maps/townMap';
import { element, textButton } from '../page/element';
import { icon } from '../page/icon';
import { labelOf, valueText } from './attributeText';
import type { LayerEntry } from './catalogue';
import { fetchFeature } from './featureLink';
import { openPurposeDialog } from './purpose';
import { texts } from './texts';

/** A feature at the place that was asked for. */
export interface Hit {
  layer: LayerEntry;
  /** Its sign on the map. */
  swatch: Swatch | null;
  /** The attribute by which its layer is coloured; null when all look alike. */
  kind: string | null;
  drawn: Drawn;
}

/** What one hit tells. */
export interface HitListener {
  /** Its attributes stand open now. */
  onOpened(hit: Hit): void;
  /** Its shape as far as it is known now. */
  onShape(shape: GeoJSON.Geometry): void;
  onZoom(shape: GeoJSON.Geometry): void;
  onCopyLink(hit: Hit): void;
}

/** One hit: its layer and name, and on opening all its attributes. */
export class HitView {
  readonly element: HTMLDetailsElement;
  readonly summary = element('summary', {});
  private readonly body = element('div', { class: 'hit-body' });
  private isFilled = false;
  /** Of the feature; it stays while its attributes come in. */
  private documents: HTMLElement | null = null;
  private shape: GeoJSON.Geometry;

  constructor(
    readonly hit: Hit,
    private readonly client: Client,
    private readonly language: Language,
    private readonly listener: HitListener,
  ) {
    const { layer, drawn, swatch, kind } = hit;
    this.shape = drawn.geometry;
    this.summary.append(
      swatchView(swatch),
      element('span', { class: 'hit-layer' }, layer.title),
      element('span', { class: 'hit-label' }, labelOf(layer, drawn.properties, drawn.id, kind)),
    );
    // Only one of the same name stands open at a time (an exclusive accordion).
    this.element = element('details', { class: 'hit', name: 'hit' }, this.summary, this.body);
    this.element.addEventListener('toggle', () => {
      if (!this.element.open) return;
      listener.onShape(this.shape);
      listener.onOpened(hit);
      if (!this.isFilled) void this.fill();
    });
  }

  /** Shows the feature as the server has it now; the tile's own attributes stand in until then. */
  private async fill(): Promise<void> {
    const { drawn } = this.hit;
    this.show(drawn.properties);
    if (drawn.id === null) return;
    this.body.setAttribute('aria-busy', 'true');
    try {
      const feature = await fetchFeature(this.client, { layerId: drawn.layerId, id: drawn.id });
      this.isFilled = true;
      this.shape = feature.geometry;
      this.documents = this.documentsView(drawn.id);
      this.show(feature.properties);
      if (this.element.isConnected && this.element.open) this.listener.onShape(this.shape);
    } catch (error) {
      const reason = `${this.words.partly} ${explain(error, this.language)}`;
      const retry = textButton(this.words.again, 'button-small', () => void this.fill());
      this.body.append(element('p', { class: 'error', role: 'alert' }, reason), retry);
    } finally {
      this.body.removeAttribute('aria-busy');
    }
  }

  private show(properties: Record<string, unknown>): void {
    this.body.replaceChildren(
      this.attributesView(properties),
      ...(this.documents === null ? [] : [this.documents]),
      this.toolsView(),
    );
  }

  private documentsView(id: string): HTMLElement {
    const { layer, drawn, kind } = this.hit;
    return documentsView(this.client, this.language, { layerId: drawn.layerId, id }, {
      name: `${layer.title} ${labelOf(layer, drawn.properties, id, kind)}`,
      edits: true,
      copy: null,
    });
  }

  private attributesView(
    properties: Record<string, unknown>,
    attributes = this.hit.layer.attributes,
  ): HTMLElement {
    if (attributes.length === 0) return element('p', { class: 'hint' }, this.words.noAttributes);
    const rows = attributes.map((attribute) =>
      element(
        'div',
        { class: 'attribute' },
        element('dt', {}, attribute.title),
        element('dd', {}, valueText(properties[attribute.name], attribute, this.language)),
      ),
    );
    return element('dl', { class: 'attributes' }, ...rows);
  }

  /** What was read for a purpose stands until the hit is shown anew, and is kept nowhere. */
  private showOnDemand(properties: Record<string, unknown>, ask: HTMLElement): void {
    const list = this.attributesView(properties, this.hit.layer.onDemand);
    list.tabIndex = -1;
    list.classList.add('on-demand');
    this.body.querySelector('.on-demand')?.remove();
    this.body.prepend(list);
    ask.remove();
    list.focus();
  }

  private toolsView(): HTMLElement {
    const { words, hit } = this;
    const tools = element('div', { class: 'hit-tools' });
    if (boxOf(this.shape) === null) tools.append(element('p', { class: 'hint' }, words.noPlace));
    else tools.append(textButton(words.zoom, 'button-small', () => this.listener.onZoom(this.shape)));
    const { id } = hit.drawn;
    if (id !== null && hit.layer.onDemand.length > 0) {
      const titles = hit.layer.onDemand.map((attribute) => attribute.title);
      const ask = textButton(words.onDemand(titles.join('・')), 'button-small', () =>
        openPurposeDialog(
          this.client,
          hit.layer,
          { layerId: hit.drawn.layerId, id },
          this.language,
          (properties) => this.showOnDemand(properties, ask),
        ),
      );
      tools.append(ask);
    }
    if (hit.drawn.id !== null) {
      const link = textButton(words.copyLink, 'button-small', () => this.listener.onCopyLink(hit));
      link.prepend(icon('link'));
      tools.append(link);
    }
    if (id !== null && hit.layer.published) tools.append(this.feedbackLink(id));
    return tools;
  }

  /** Where residents tell of a mistake in an open layer; the section answers them. */
  private feedbackLink(id: string): HTMLElement {
    const about: Record<string, string> = { layer: this.hit.drawn.layerId, feature: id, lang: this.language };
    const box = boxOf(this.shape);
    if (box !== null) {
      about['lon'] = ((box[0] + box[2]) / 2).toFixed(6);
      about['lat'] = ((box[1] + box[3]) / 2).toFixed(6);
    }
    const href = `/open/feedback?${new URLSearchParams(about)}`;
    return element('a', { class: 'button button-small', href }, this.words.tellMistake);
  }

  private get words() {
    return texts[this.language];
  }
}
