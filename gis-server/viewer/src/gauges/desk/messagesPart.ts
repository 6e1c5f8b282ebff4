import { type Client, explain, isRecord } from '../../http/client';
import { type LanguageChoice, localeOf } from '../../language/choice';
import { shortMomentText } from '../../language/moments';
import { element, textButton } from '../../page/element';
import { momentOf, numberOf, textOf } from '../gauge';
import type { GaugeStore } from '../gaugeStore';
import { redraw } from './redraw';
import { texts } from './texts';

const MESSAGES = '/api/gauges/messages';
const PAGE = 100;

/** A message as it came and what became of it. */
export interface Message {
  number: number;
  received: Date;
  source: string;
  topic: string;
  payload: string;
  size: number;
  gauge: string;
  outcome: string;
  detail: string;
  mayLose: boolean;
}

/** Reads the answer of `/api/gauges/messages`; what makes no sense is left out. */
export function readMessages(json: unknown): Message[] {
  const list = isRecord(json) && Array.isArray(json['messages']) ? json['messages'] : [];
  return list.flatMap((one: unknown) => {
    if (!isRecord(one)) return [];
    const number = numberOf(one['number']);
    const received = momentOf(one['received']);
    if (number === null || received === null) return [];
    return {
      number,
      received,
      source: textOf(one['source']),
      topic: textOf(one['topic']),
      payload: textOf(one['payload']),
      size: numberOf(one['size']) ?? 0,
      gauge: textOf(one['gauge']),
      outcome: textOf(one['outcome']),
      detail: textOf(one['detail']),
      mayLose: one['mayLose'] === true,
    };
  });
}

/** The log of messages, raw and as they were read. */
export class MessagesPart {
  readonly root = element('div', { class: 'desk-messages' });
  private readonly gauge = element('select', { id: 'messages-gauge' });
  private readonly outcome = element('select', { id: 'messages-outcome' });
  private readonly list = element('div', { class: 'message-list' });
  private messages: Message[] = [];
  private hasMore = false;
  private turn = 0;

  constructor(
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly store: GaugeStore,
  ) {
    for (const select of [this.gauge, this.outcome]) select.addEventListener('change', () => void this.load());
  }

  clear(): void {
    this.turn++;
    this.messages = [];
    redraw(this.list, []);
  }

  /** Makes the part anew in the language of the page. */
  draw(): void {
    const words = texts[this.choice.current];
    const option = (value: string, title: string, chosen: string) =>
      element('option', { value, selected: value === chosen }, title);
    const gauges = this.store.sheet?.gauges ?? [];
    this.gauge.replaceChildren(
      option('', words.all, this.gauge.value),
      ...gauges.map(({ gauge, name }) => option(gauge, `${name}（${gauge}）`, this.gauge.value)),
    );
    this.outcome.replaceChildren(
      option('', words.all, this.outcome.value),
      ...Object.entries(words.outcomes).map(([code, title]) => option(code, title, this.outcome.value)),
    );
    this.root.replaceChildren(
      element('p', { class: 'hint' }, words.messagesHelp),
      element(
        'div',
        { class: 'message-filter' },
        element('label', { class: 'field' }, element('span', { class: 'field-label' }, words.messagesGauge), this.gauge),
        element('label', { class: 'field' }, element('span', { class: 'field-label' }, words.messagesOutcome), this.outcome),
        textButton(words.refresh, 'button-small', () => void this.load()),
      ),
      this.list,
    );
    this.drawList();
  }

  /** Asks for the newest; with `older` for those before what is shown. */
  async load(older = false): Promise<void> {
    const turn = ++this.turn;
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (this.gauge.value !== '') query.set('gauge', this.gauge.value);
    if (this.outcome.value !== '') query.set('outcome', this.outcome.value);
    const last = this.messages.at(-1);
    if (older && last !== undefined) query.set('before', String(last.number));
    try {
      const found = readMessages(await this.client.getJson(`${MESSAGES}?${query}`));
      if (turn !== this.turn) return;
      this.hasMore = found.length === PAGE;
      this.messages = older ? [...this.messages, ...found] : found;
      this.drawList();
    } catch (error) {
      if (turn !== this.turn) return;
      redraw(this.list, [element('p', { class: 'error', role: 'alert' }, explain(error, this.choice.current))]);
    }
  }

  private drawList(): void {
    const words = texts[this.choice.current];
    const rows = this.messages.map((message) => this.row(message));
    if (rows.length === 0) rows.push(element('p', { class: 'hint' }, words.messagesNone));
    if (this.hasMore) {
      const more = textButton(words.messagesMore, 'button-small', () => void this.load(true));
      more.id = 'messages-more';
      rows.push(more);
    }
    redraw(this.list, rows);
  }

  private row(message: Message): HTMLElement {
    const words = texts[this.choice.current];
    const name = this.store.find(message.gauge)?.name ?? message.gauge;
    const size = words.size(message.size.toLocaleString(localeOf(this.choice.current)));
    return element(
      'details',
      { class: `message is-${message.outcome}`, id: `message-${message.number}` },
      element(
        'summary',
        {},
        element('span', { class: 'alert-when' }, shortMomentText(message.received)),
        element('strong', { class: 'message-outcome' }, words.outcomes[message.outcome] ?? message.outcome),
        element('span', {}, name || message.topic),
        element('span', { class: 'message-detail' }, message.detail),
      ),
      element(
        'dl',
        { class: 'message-facts' },
        element('dt', {}, words.source),
        element('dd', {}, `${message.source}　${message.topic}`),
        element('dt', {}, words.decoded),
        element('dd', {}, message.detail || '−'),
        element('dt', {}, `${words.raw}（${size}）`),
        element('dd', {}, element('pre', { tabindex: '0' }, message.payload)),
        ...(message.mayLose ? [element('dd', {}, `△ ${words.mayLose}`)] : []),
      ),
    );
  }
}
