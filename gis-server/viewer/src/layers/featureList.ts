import { type Client, explain } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import type { Box } from '../maps/tileGrid';
import { element, signButton, textButton } from '../page/element';
import { icon } from '../page/icon';
import { Sheet } from '../page/sheet';
import { texts as pageTexts } from '../page/texts';
import type { LayerEntry } from './catalogue';
import type { FeatureName } from './featureLink';
import {
  downloadPath,
  type ListPage,
  type ListQuestion,
  MOST,
  PAGE_ROWS,
  pagePath,
  readPage,
  type Sorting,
} from './listQuery';
import { listTable } from './listTable';
import { texts } from './texts';

/** The map rests for so long before the list follows it. */
const QUIET_MS = 500;

/** What the list needs to know, and whom it tells. */
export interface FeatureListParts {
  /** The layers that are on, in the catalogue's order. */
  layersOn(): readonly LayerEntry[];
  mapBox(): Box;
  onOpen(feature: FeatureName): void;
}

/**
 * What the map shows, as a table: the features of one layer within the map's extent, or all of
 * them. Whoever cannot see the map reads the same here.
 */
export class FeatureList {
  private readonly sheet: Sheet;
  private readonly heading = element('h2', {
    class: 'section-heading',
    id: 'list-heading',
    tabindex: '-1',
  });
  private readonly tools = element('div', { class: 'list-tools' });
  private readonly status = element('p', { class: 'list-status', role: 'status' });
  private readonly place = element('div', { class: 'list-place' });
  private readonly pager = element('div', { class: 'list-pager' });
  private layerId = '';
  private isWhole = false;
  private follows = true;
  private sorting: Sorting | null = null;
  /** What leads to each page up to the present one; the first needs nothing. */
  private trail: (string | null)[] = [null];
  private page: ListPage | null = null;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private before: Element | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly parts: FeatureListParts,
  ) {
    this.sheet = new Sheet(root, choice, {
      sizes: ['half', 'full'],
      name: (language) => texts[language].extentList,
      onDismissed: () => this.close(),
    });
    this.sheet.body.append(this.tools, this.status, this.place, this.pager);
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    choice.onChange(() => this.redraw());
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  /** @param layerId empty for the one that was shown last, or the first that is on */
  open(layerId = ''): void {
    if (!this.root.contains(document.activeElement)) this.before = document.activeElement;
    if (layerId !== '') this.layerId = layerId;
    if (!this.isOpen) this.sheet.setSize('half');
    this.root.hidden = false;
    this.restart();
    this.heading.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    const held = this.root.contains(document.activeElement);
    clearTimeout(this.timer);
    this.root.hidden = true;
    if (held && this.before instanceof HTMLElement && this.before.isConnected) this.before.focus();
  }

  /** Leaves the map free on a phone. */
  makeRoom(): void {
    this.sheet.makeRoom();
  }

  /** The map looks elsewhere. */
  mapMoved(): void {
    if (this.isOpen && this.follows && !this.isWhole) this.soon();
  }

  /** Layers went on or off, came or went, or changed. */
  layersChanged(): void {
    if (this.isOpen) this.soon();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.restart(), QUIET_MS);
  }

  private restart(): void {
    this.trail = [null];
    void this.load();
  }

  private get layer(): LayerEntry | undefined {
    const layers = this.parts.layersOn();
    return layers.find(({ id }) => id === this.layerId) ?? layers[0];
  }

  private get question(): ListQuestion | null {
    const { layer } = this;
    if (layer === undefined) return null;
    const known = layer.attributes.some(({ name }) => name === this.sorting?.attribute);
    return {
      layerId: layer.id,
      box: this.isWhole ? null : this.parts.mapBox(),
      sorting: known ? this.sorting : null,
    };
  }

  private async load(): Promise<void> {
    const asked = ++this.asked;
    const { question, layer } = this;
    this.drawTools();
    if (question === null || layer === undefined) {
      this.page = null;
      this.say(this.words.listNothingOn);
      this.place.replaceChildren();
      this.pager.replaceChildren();
      return;
    }
    this.place.setAttribute('aria-busy', 'true');
    if (this.page === null) this.say(this.words.listLoading);
    try {
      const page = readPage(await this.client.getJson(pagePath(question, this.trail.at(-1) ?? null)));
      // A later question has overtaken this one.
      if (asked !== this.asked) return;
      this.page = page;
      this.draw(layer, page);
    } catch (error) {
      if (asked !== this.asked) return;
      this.say('');
      const why = element('p', { class: 'error', role: 'alert' }, explain(error, this.choice.current));
      const { retry } = pageTexts[this.choice.current];
      this.place.replaceChildren(why, textButton(retry, '', () => void this.load()));
      this.pager.replaceChildren();
    } finally {
      if (asked === this.asked) this.place.setAttribute('aria-busy', 'false');
    }
  }

  private redraw(): void {
    if (!this.isOpen) return;
    this.drawTools();
    if (this.page !== null && this.layer !== undefined) this.draw(this.layer, this.page);
  }

  private draw(layer: LayerEntry, page: ListPage): void {
    const { words } = this;
    const first = (this.trail.length - 1) * PAGE_ROWS + 1;
    const last = first + page.features.length - 1;
    const count = page.matched === null ? words.moreThan(MOST) : words.hitCount(page.matched);
    const none = this.isWhole ? words.listEmptyWhole : words.listEmpty;
    this.say(
      page.features.length === 0
        ? none(layer.title)
        : words.listStatus(layer.title, count, first, last, this.isWhole),
    );
    const focused = this.place.contains(document.activeElement) ? document.activeElement?.id : '';
    const table = listTable(layer, page.features, this.sorting, this.choice.current, {
      onSort: (sorting) => {
        this.sorting = sorting;
        this.restart();
      },
      onOpen: ({ id }) => this.parts.onOpen({ layerId: layer.id, id }),
    });
    // Wider than the page as a rule: whoever has no mouse scrolls it with the arrow keys.
    const label = words.listOf(layer.title);
    const frame = { class: 'list-scroll', role: 'region', 'aria-label': label, tabindex: '0' };
    this.place.replaceChildren(...(page.features.length === 0 ? [] : [element('div', frame, table)]));
    if (focused) document.getElementById(focused)?.focus();
    this.drawPager(page);
  }

  private drawPager({ after }: ListPage): void {
    const isFirst = this.trail.length === 1;
    if (isFirst && after === null) {
      this.pager.replaceChildren();
      return;
    }
    const back = textButton(this.words.pageBack, 'button-small', () => {
      this.trail.pop();
      void this.turn();
    });
    const on = textButton(this.words.pageOn, 'button-small', () => {
      this.trail.push(after);
      void this.turn();
    });
    back.disabled = isFirst;
    on.disabled = after === null;
    const where = element('span', {}, this.words.pageNumber(this.trail.length));
    this.pager.replaceChildren(back, where, on);
  }

  /** A new page begins at its top, for eyes and keyboard. */
  private async turn(): Promise<void> {
    await this.load();
    const frame = this.place.querySelector<HTMLElement>('.list-scroll');
    frame?.scrollTo(0, 0);
    frame?.focus();
  }

  /** Said politely, and only when it is something new. */
  private say(words: string): void {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  private drawTools(): void {
    const { words } = this;
    const focused = this.tools.contains(document.activeElement) ? document.activeElement?.id : '';
    this.heading.textContent = words.extentList;
    const close = signButton(icon('close'), pageTexts[this.choice.current].close, () => this.close());
    const follow = element('input', { type: 'checkbox', id: 'list-follow', checked: this.follows });
    follow.addEventListener('change', () => {
      this.follows = follow.checked;
      if (this.follows) this.restart();
    });
    const renew = textButton(words.renew, 'button-small', () => this.restart());
    renew.id = 'list-renew';
    const parts: HTMLElement[] = [this.layerSelect(), this.extentSelect()];
    if (!this.isWhole) {
      parts.push(element('label', { class: 'check' }, follow, words.followMap), renew);
    }
    const { question, layer } = this;
    if (question !== null && layer !== undefined) {
      const link = element('a', {
        href: downloadPath(question),
        download: `${layer.id}.geojson`,
        class: 'list-download',
      });
      link.textContent = words.download;
      parts.push(link);
    }
    const head = element('div', { class: 'hits-head' }, this.heading, close);
    this.tools.replaceChildren(head, element('div', { class: 'list-choices' }, ...parts));
    if (focused) document.getElementById(focused)?.focus();
  }

  private layerSelect(): HTMLElement {
    const select = element('select', { id: 'list-layer' });
    for (const { id, title } of this.parts.layersOn()) {
      select.append(element('option', { value: id, selected: id === this.layer?.id }, title));
    }
    select.addEventListener('change', () => {
      this.layerId = select.value;
      this.sorting = null;
      this.page = null;
      this.restart();
    });
    return element('label', { class: 'list-choice' }, this.words.layer, select);
  }

  private extentSelect(): HTMLElement {
    const select = element(
      'select',
      { id: 'list-extent' },
      element('option', { value: 'map', selected: !this.isWhole }, this.words.inMap),
      element('option', { value: 'whole', selected: this.isWhole }, this.words.inTown),
    );
    select.addEventListener('change', () => {
      this.isWhole = select.value === 'whole';
      this.restart();
    });
    return element('label', { class: 'list-choice' }, this.words.extent, select);
  }

  private get words() {
    return texts[this.choice.current];
  }
}
