import { type Client, explain, isRecord } from '../../http/client';
import { type Language, type LanguageChoice, localeOf } from '../../language/choice';
import { shortMomentText } from '../../language/moments';
import { element, textButton } from '../../page/element';
import { momentOf, numberOf, textOf } from '../gauge';
import { redraw } from './redraw';
import { texts } from './texts';

/** A connection of this server to a broker. */
export interface Line {
  broker: string;
  connected: boolean;
  since: Date | null;
  received: number;
  committed: number;
  connects: number;
  sessionsLost: number;
  mayLose: number;
  dropped: number;
  waiting: number;
  room: number;
  fullSince: Date | null;
  lastMessage: Date | null;
  trouble: string;
}

/** Reads the answer of `/api/gauges/sources`. */
export function readLines(json: unknown): { ownPort: number | null; lines: Line[] } {
  const answer = isRecord(json) ? json : {};
  const list = Array.isArray(answer['lines']) ? answer['lines'].filter(isRecord) : [];
  return {
    ownPort: numberOf(answer['ownPort']),
    lines: list.map((one) => ({
      broker: textOf(one['broker']),
      connected: one['connected'] === true,
      since: momentOf(one['since']),
      received: numberOf(one['received']) ?? 0,
      committed: numberOf(one['committed']) ?? 0,
      connects: numberOf(one['connects']) ?? 0,
      sessionsLost: numberOf(one['sessionsLost']) ?? 0,
      mayLose: numberOf(one['mayLose']) ?? 0,
      dropped: numberOf(one['dropped']) ?? 0,
      waiting: numberOf(one['waiting']) ?? 0,
      room: numberOf(one['room']) ?? 0,
      fullSince: momentOf(one['fullSince']),
      lastMessage: momentOf(one['lastMessage']),
      trouble: isRecord(one['trouble']) ? textOf(one['trouble']['text']) : '',
    })),
  };
}

/** The brokers' lines: connected, waiting, in trouble. */
export class LinesPart {
  readonly root = element('div', { class: 'desk-lines' });

  constructor(
    private readonly client: Client,
    private readonly choice: LanguageChoice,
  ) {}

  clear(): void {
    redraw(this.root, []);
  }

  async load(): Promise<void> {
    const language = this.choice.current;
    const words = texts[language];
    if (this.root.childElementCount === 0) this.root.append(element('p', { class: 'hint' }, words.loading));
    try {
      const { ownPort, lines } = readLines(await this.client.getJson('/api/gauges/sources'));
      const refresh = textButton(words.refresh, 'button-small', () => void this.load());
      refresh.id = 'lines-refresh';
      redraw(this.root, [
        element('p', { class: 'hint' }, words.linesHelp),
        ...(ownPort === null ? [] : [element('p', {}, words.ownPort(String(ownPort)))]),
        ...(lines.length === 0 ? [element('p', {}, words.linesNone)] : lines.map((line) => lineView(line, language))),
        element('div', {}, refresh),
      ]);
    } catch (error) {
      redraw(this.root, [element('p', { class: 'error', role: 'alert' }, explain(error, language))]);
    }
  }
}

function lineView(line: Line, language: Language): HTMLElement {
  const words = texts[language];
  const count = (value: number) => value.toLocaleString(localeOf(language));
  const state = line.connected ? words.connected : words.notConnected;
  const since = line.since === null ? '' : `（${words.sinceMoment(shortMomentText(line.since))}）`;
  const facts: [string, string][] = [
    [words.lineReceived, count(line.received)],
    [words.lineCommitted, count(line.committed)],
    [words.lineWaiting, count(line.waiting)],
    [words.lineRoom, count(line.room)],
    [words.lineReconnects, count(line.connects)],
    [words.lineLast, line.lastMessage === null ? '−' : shortMomentText(line.lastMessage)],
  ];
  const troubles = [
    line.trouble,
    line.fullSince === null ? '' : words.lineFull(shortMomentText(line.fullSince)),
    line.sessionsLost === 0 ? '' : words.lineLost(count(line.sessionsLost)),
    line.dropped === 0 ? '' : words.lineDropped(count(line.dropped)),
  ].filter((part) => part !== '');
  return element(
    'article',
    { class: line.connected ? 'line' : 'line is-bad', 'aria-label': line.broker },
    element('h4', { class: 'line-title' }, `${line.connected ? '●' : '✕'} ${line.broker}：${state}${since}`),
    ...troubles.map((trouble) => element('p', { class: 'error' }, trouble)),
    ...(line.mayLose === 0 ? [] : [element('p', { class: 'hint' }, `△ ${words.lineMayLose(count(line.mayLose))}`)]),
    element(
      'dl',
      { class: 'gauge-facts' },
      ...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    ),
  );
}
