import { type Client, explain } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { Drawn } from '../maps/townMap';
import { element, signButton } from '../page/element';
import { icon } from '../page/icon';
import { Sheet } from '../page/sheet';
import { texts as pageTexts } from '../page/texts';
import type { FeatureName } from './featureLink';
import type { Grid } from './gridValue';
import { gridValuesView } from './gridValueView';
import { type Hit, HitView } from './hitView';
import { texts } from './texts';

export type { Hit } from './hitView';

/** More than these at one place are counted, not listed. */
const MAX_LISTED = 50;

/** What the panel tells. */
export interface HitPanelListener {
  /** The shape to mark on the map; null for none. */
  onShape(shape: GeoJSON.Geometry | null): void;
  onZoom(shape: GeoJSON.Geometry): void;
  /** The feature whose attributes stand open; null for none. */
  onFeature(feature: FeatureName | null): void;
  onCopyLink(): void;
}

interface Answer {
  /** The place that was asked for; null when the feature itself was. */
  place: { lng: number; lat: number } | null;
  hits: readonly Hit[];
  /** Whose numbers at the place are wanted. */
  grids: readonly Grid[];
  trouble: unknown;
  /** What another part of the page has to say about the place; made anew in each language. */
  lead: (() => HTMLElement) | null;
}

/** What the page knows of layers and features now. */
export interface HitSource {
  /** null when the layer is none that one may see. */
  hitOf(drawn: Drawn): Hit | null;
  gridOf(layerId: string): Grid | null;
}

/** Everything that lies at one place, with its attributes; the first stands open. */
export class HitPanel {
  private readonly sheet: Sheet;
  private answer: Answer | null = null;
  private views: HitView[] = [];
  private opened: FeatureName | null = null;
  private before: Element | null = null;
  /** Ends the questions of what is shown now. */
  private asking = new AbortController();
  private readonly where = element('span', { class: 'hit-where' });

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly listener: HitPanelListener,
  ) {
    this.sheet = new Sheet(root, choice, {
      sizes: ['half', 'full'],
      name: (language) => texts[language].hits,
      onDismissed: () => this.close(),
    });
    this.sheet.body.tabIndex = -1;
    root.addEventListener('keydown', (event) => this.onKey(event));
  }

  /** The feature whose attributes stand open. */
  get feature(): FeatureName | null {
    return this.opened;
  }

  /** The part of the page that the panel takes; null while it is closed. */
  get cover(): DOMRect | null {
    return this.root.hidden ? null : this.root.getBoundingClientRect();
  }

  /**
   * Lists what lies at a place, with the numbers that grids have there.
   *
   * @param lead stands before them; null for nothing
   */
  show(
    place: Answer['place'],
    hits: readonly Hit[],
    grids: readonly Grid[] = [],
    lead: Answer['lead'] = null,
  ): DOMRect {
    return this.open({ place, hits, grids, trouble: null, lead });
  }

  /** A feature that was asked for cannot be shown. */
  showTrouble(trouble: unknown): void {
    this.open({ place: null, hits: [], grids: [], trouble, lead: null });
  }

  /** Shows the same again, in words and titles that may have changed. */
  renew(now: HitSource): void {
    if (this.answer === null) return;
    const hits = this.answer.hits.flatMap((hit) => now.hitOf(hit.drawn) ?? []);
    const grids = this.answer.grids.flatMap(({ layer }) => now.gridOf(layer.id) ?? []);
    const open = this.views.findIndex((view) => view.element.open);
    this.answer = { ...this.answer, hits, grids };
    const held = this.sheet.body.contains(document.activeElement);
    this.draw(this.answer, Math.max(0, open));
    // What is made anew keeps the keyboard.
    if (held) (this.views[open]?.summary ?? this.sheet.body).focus({ preventScroll: true });
  }

  /** Closes the panel, and gives the keyboard back to where it came from. */
  close(): void {
    if (this.answer === null) return;
    const held = this.root.contains(document.activeElement);
    this.clear();
    this.listener.onFeature(null);
    if (held) this.comeBack();
  }

  /** The keyboard goes to what it came from, also when that was made anew under the same id. */
  private comeBack(): void {
    const before = this.before;
    if (!(before instanceof HTMLElement)) return;
    const now = before.isConnected || before.id === '' ? before : document.getElementById(before.id);
    now?.focus();
  }

  /** As {@link close}, but the address keeps the feature, as while somebody signs in. */
  clear(): void {
    this.asking.abort();
    this.answer = null;
    this.opened = null;
    this.views = [];
    this.listener.onShape(null);
    this.root.hidden = true;
    this.sheet.body.replaceChildren();
  }

  private open(answer: Answer): DOMRect {
    if (!this.root.contains(document.activeElement)) this.before = document.activeElement;
    this.answer = answer;
    this.opened = null;
    if (this.root.hidden) this.sheet.setSize('half');
    this.root.hidden = false;
    this.draw(answer, 0);
    // A feature that failed stays in the address: it may come after signing in.
    if (answer.hits.length === 0 && answer.trouble === null) this.listener.onFeature(null);
    this.sheet.body.scrollTop = 0;
    (this.views[0]?.summary ?? this.sheet.body).focus({ preventScroll: true });
    return this.root.getBoundingClientRect();
  }

  private draw(answer: Answer, open: number): void {
    const { place, hits, grids } = answer;
    const { current } = this.choice;
    this.asking.abort();
    this.asking = new AbortController();
    this.listener.onShape(null);
    const listed = hits.slice(0, MAX_LISTED);
    this.views = listed.map((hit, at) =>
      new HitView(hit, this.client, current, {
        onOpened: ({ drawn }) => this.onOpened(at, drawn),
        onShape: (shape) => this.listener.onShape(shape),
        onZoom: (shape) => this.listener.onZoom(shape),
        onCopyLink: () => this.listener.onCopyLink(),
      }),
    );
    const parts: HTMLElement[] = [this.head(hits.length)];
    if (place !== null) {
      const where = `${place.lat.toFixed(6)}, ${place.lng.toFixed(6)}`;
      parts.push(element('p', { class: 'hint' }, `${this.words.place} ${where}`));
      if (grids.length > 0) {
        parts.push(gridValuesView(this.client, current, grids, place, this.asking.signal));
      }
    }
    if (answer.lead !== null) parts.push(answer.lead());
    if (answer.trouble !== null) {
      const why = explain(answer.trouble, current);
      parts.push(element('p', { class: 'error', role: 'alert' }, `${this.words.noFeature} ${why}`));
    } else if (hits.length + grids.length === 0 && answer.lead === null) parts.push(element('p', {}, this.words.noHits));
    parts.push(...this.views.map((view) => view.element));
    if (hits.length > MAX_LISTED) {
      parts.push(element('p', { class: 'hint' }, this.words.more(hits.length - MAX_LISTED)));
    }
    this.sheet.body.replaceChildren(...parts);
    const first = this.views[open];
    // What leads is what was asked for, and is not pushed out of sight.
    if (first !== undefined && answer.lead === null) first.element.open = true;
  }

  private head(count: number): HTMLElement {
    const title = element('h2', { class: 'section-heading' }, this.words.hits);
    if (count > 0) title.append(element('span', { class: 'count' }, this.words.hitCount(count)));
    const head = element('div', { class: 'hits-head' }, title);
    if (this.views.length > 1) {
      head.append(
        this.where,
        signButton(icon('up'), this.words.previous, () => this.step(-1)),
        signButton(icon('down'), this.words.next, () => this.step(1)),
      );
    }
    head.append(signButton(icon('close'), pageTexts[this.choice.current].close, () => this.close()));
    return head;
  }

  private onOpened(at: number, { layerId, id }: Drawn): void {
    this.where.textContent = `${at + 1} / ${this.views.length}`;
    this.opened = id === null ? null : { layerId, id };
    this.listener.onFeature(this.opened);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
    }
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    // Elsewhere the arrow keys scroll the attributes.
    const onTitle = this.views.some((view) => view.summary === event.target);
    if (by === 0 || this.views.length < 2 || !onTitle) return;
    event.preventDefault();
    this.step(by);
  }

  /** Opens the next or the previous one, from the last to the first. */
  private step(by: 1 | -1): void {
    const count = this.views.length;
    const open = this.views.findIndex((view) => view.element.open);
    const next = this.views[(Math.max(open, by > 0 ? -1 : 0) + by + count) % count];
    if (next === undefined) return;
    next.element.open = true;
    next.summary.focus();
    next.element.scrollIntoView({ block: 'nearest' });
  }

  private get words() {
    return texts[this.choice.current];
  }
}
