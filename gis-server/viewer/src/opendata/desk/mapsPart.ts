import { explain } from '../../http/client';
import { fetchCatalogue, type LayerEntry } from '../../layers/catalogue';
import { field, openFormDialog } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { MapForm } from './mapForm';
import { type KeptMap, type MapContent, type MapList, NEW_MAP, NO_MAPS, readMaps, tagOf } from './maps';
import type { DeskHost } from './openDesk';
import { texts } from './texts';

const MAPS = '/api/maps';

/** The maps that somebody's section keeps. */
export class MapsPart {
  private list: MapList | null = null;
  private layers: readonly LayerEntry[] = [];
  private form: MapForm | null = null;

  constructor(private readonly host: DeskHost) {}

  clear(): void {
    this.list = null;
    this.form = null;
  }

  content(): HTMLElement[] {
    const words = texts[this.host.language()];
    if (this.form !== null) return [this.form.element];
    if (this.list === null) {
      void this.load();
      return [element('p', { class: 'hint', role: 'status' }, words.loading)];
    }
    const { maps, makes } = this.list;
    const make = textButton(words.newMap, 'button-primary', () => this.edit(null));
    make.id = 'map-new';
    return [
      ...(makes ? [make] : []),
      maps.length === 0
        ? element('p', { class: 'hint' }, words.noMaps)
        : element('ul', { class: 'desk-cards' }, ...maps.map((map) => this.card(map))),
    ];
  }

  private async load(): Promise<void> {
    this.list = NO_MAPS;
    try {
      const [maps, layers] = await Promise.all([
        this.host.client.getJson(MAPS),
        fetchCatalogue(this.host.client),
      ]);
      this.list = readMaps(maps);
      this.layers = layers;
    } catch (error) {
      this.host.tell(explain(error, this.host.language()));
    }
    this.host.redraw();
  }

  private card(map: KeptMap): HTMLElement {
    const language = this.host.language();
    const words = texts[language];
    const { title, theme } = map.draft;
    const name = title[language] || title.ja;
    const state = map.published ? (map.differs ? words.differs : words.published) : words.draft;
    const publish = () => this.ask(words.publishWhat(name), (reason) => this.publish(map, true, reason));
    const withdraw = () => this.ask(words.withdrawWhat(name), (reason) => this.publish(map, false, reason));
    const remove = () =>
      this.ask(words.removeWhat(name), async (reason) => {
        await this.host.client.deleteBecause(`${MAPS}/${map.id}`, reason, tagOf(map));
      });
    const lang = `lang=${language}`;
    const link = (href: string, text: string) =>
      element('a', { href, target: '_blank', rel: 'noopener' }, text);
    const links = [
      ...(map.published ? [link(`${map.page}?${lang}`, words.see)] : []),
      ...(map.published && !map.differs ? [] : [link(`${map.page}?${lang}&draft=true`, words.seeDraft)]),
    ];
    const labelled = (button: HTMLButtonElement) => {
      button.setAttribute('aria-label', `${button.textContent}: ${name}`);
      return button;
    };
    const buttons = [
      textButton(words.edit, 'button-small', () => this.edit(map)),
      ...(map.published && !map.differs
        ? []
        : [textButton(map.published ? words.republish : words.publish, 'button-small', publish)]),
      ...(map.published ? [textButton(words.withdraw, 'button-small', withdraw)] : []),
      textButton(words.remove, 'button-small', remove),
    ].map(labelled);
    return element(
      'li',
      { class: 'desk-card' },
      element('h3', {}, name),
      element('p', {}, `${words.themes[theme] ?? theme} · `, element('strong', {}, state)),
      element('p', { class: 'desk-links' }, ...links),
      element('div', { class: 'desk-tools' }, ...buttons),
    );
  }

  private edit(map: KeptMap | null): void {
    const language = this.host.language();
    const back = (words: string) => {
      this.clear();
      this.host.redraw();
      if (words !== '') this.host.tell(words);
    };
    this.form = new MapForm(
      {
        words: texts[language],
        list: this.list ?? NO_MAPS,
        layers: this.layers,
        here: () => this.host.here(),
        save: async (id, content) => {
          await this.save(map, id, content);
          back(texts[language].saved);
        },
        cancel: () => back(''),
        explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
      },
      map?.draft ?? NEW_MAP,
      map === null,
    );
    this.host.redraw();
    this.form.element.querySelector<HTMLElement>('input')?.focus();
  }

  private async save(map: KeptMap | null, id: string, draft: MapContent): Promise<void> {
    if (map === null) await this.host.client.postJson(MAPS, { id, draft });
    else await this.host.client.putJson(`${MAPS}/${map.id}`, { draft }, tagOf(map));
  }

  private async publish(map: KeptMap, published: boolean, reason: string): Promise<void> {
    await this.host.client.postJson(`${MAPS}/${map.id}/publish`, { published, reason }, tagOf(map));
  }

  /** Asks for the reason, and does it. */
  private ask(title: string, act: (reason: string) => Promise<void>): void {
    const language = this.host.language();
    const words = texts[language];
    const reason = element('input', { type: 'text', name: 'reason', maxlength: '1000', autocomplete: 'off' });
    openFormDialog({
      title,
      fields: [field(words.reason, reason)],
      submit: title,
      cancel: words.cancel,
      act: async (form) => {
        await act(String(form.get('reason') ?? '').trim());
        this.clear();
        this.host.redraw();
        this.host.tell(words.done);
      },
      explain: (error) => explain(error, language),
    });
  }
}
