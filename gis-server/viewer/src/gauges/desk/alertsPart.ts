import { type Client, explain } from '../../http/client';
import type { LanguageChoice } from '../../language/choice';
import { element } from '../../page/element';
import type { ThemeChoice } from '../../theme/choice';
import type { GaugeStore } from '../gaugeStore';
import { type Alert, grouped, isWaiting, readAlerts } from './alert';
import { acknowledge, type ActNeeds, openAssign, openPublish } from './alertActs';
import { type CardNeeds, groupCard } from './alertCard';
import { digestOf } from './alertWords';
import { redraw } from './redraw';
import { texts } from './texts';

const ALERTS = '/api/alerts';
/** More groups than this are told in a line, too. */
const MANY = 3;

/** What the part needs of the desk. */
export interface AlertNeeds {
  client: Client;
  choice: LanguageChoice;
  theme: ThemeChoice;
  store: GaugeStore;
  user(): string;
  onSaved(words: string): void;
  onAlerts(alerts: readonly Alert[]): void;
}

/**
 * Alerts, gauge by gauge: those of which somebody has to take notice, those that go on, those that
 * are over.
 */
export class AlertsPart {
  readonly root = element('div', { class: 'desk-alerts' });
  private alerts: Alert[] | null = null;
  private trouble = '';
  private drawn = '';
  private turn = 0;

  constructor(private readonly needs: AlertNeeds) {
    this.root.addEventListener('keydown', (event) => this.goOn(event));
  }

  /** Asks for the alerts again. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    const { client, choice } = this.needs;
    try {
      const [waiting, newest] = await Promise.all([
        client.getJson(`${ALERTS}?state=open&limit=1000`),
        client.getJson(`${ALERTS}?limit=100`),
      ]);
      if (turn !== this.turn) return;
      // What nobody has noticed may be older than the newest hundred; most stand in both.
      const found = [...readAlerts(newest), ...readAlerts(waiting)];
      this.alerts = [...new Map(found.map((alert) => [alert.id, alert])).values()];
      this.trouble = '';
      this.needs.onAlerts(this.alerts);
    } catch (error) {
      if (turn !== this.turn) return;
      this.trouble = explain(error, choice.current);
    }
    this.draw();
  }

  /** Forgets what one was shown. */
  clear(): void {
    this.turn++;
    this.alerts = null;
    this.drawn = '';
    redraw(this.root, []);
  }

  /** Does nothing as long as what it says is the same. */
  draw(): void {
    const language = this.needs.choice.current;
    const words = texts[language];
    const now = new Date();
    const state = JSON.stringify([
      this.alerts,
      this.trouble,
      language,
      this.needs.theme.current,
      this.needs.store.sheet?.gauges,
      Math.floor(now.getTime() / 60_000),
    ]);
    if (state === this.drawn) return;
    this.drawn = state;
    const trouble = this.trouble === '' ? [] : [element('p', { class: 'error', role: 'alert' }, this.trouble)];
    if (this.alerts === null) {
      redraw(this.root, trouble.length > 0 ? trouble : [element('p', { class: 'hint' }, words.loading)]);
      return;
    }
    const { waiting, standing, over } = grouped(this.alerts);
    const needs = this.cards(now);
    const cards = (groups: typeof waiting) => groups.map((group) => groupCard(needs, group));
    redraw(this.root, [
      ...trouble,
      element('h3', { class: 'desk-part' }, words.waiting(this.alerts.filter(isWaiting).length)),
      ...(waiting.length > MANY ? [element('p', { class: 'desk-digest' }, digestOf(waiting, language))] : []),
      ...(waiting.length === 0 ? [element('p', { class: 'desk-calm' }, words.waitingNone)] : cards(waiting)),
      ...(standing.length === 0 ? [] : [element('h3', { class: 'desk-part' }, words.standing(standing.length))]),
      ...(standing.length > MANY ? [element('p', { class: 'desk-digest' }, digestOf(standing, language))] : []),
      ...cards(standing),
      ...(over.length === 0
        ? []
        : [
            element(
              'details',
              { class: 'gauge-more', id: 'alerts-over' },
              element('summary', {}, words.over(over.reduce((sum, { others }) => sum + 1 + others.length, 0))),
              ...cards(over),
            ),
          ]),
    ]);
  }

  private cards(now: Date): CardNeeds {
    const { client, choice, theme, store, user, onSaved } = this.needs;
    const acts: ActNeeds = { client, choice, user, onSaved, onDone: () => this.done() };
    return {
      client,
      language: choice.current,
      theme: theme.current,
      now,
      gaugeOf: (alert) => (alert.drill ? null : store.find(alert.gauge)),
      onAcknowledge: (alerts, button) => {
        button.disabled = true;
        void acknowledge(acts, alerts).finally(() => (button.disabled = false));
      },
      onAssign: (alert) => openAssign(acts, alert),
      onPublish: (alert) => openPublish(acts, alert, now),
    };
  }

  private async done(): Promise<void> {
    await this.load();
    // The button that was pressed is gone: the keyboard goes on with the next one.
    if (document.activeElement === document.body) this.root.querySelector<HTMLElement>('button')?.focus();
  }

  /** The arrow keys go from gauge to gauge. */
  private goOn(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof Element)) return;
    const groups = [...this.root.querySelectorAll<HTMLElement>(':scope > .alert')];
    const at = groups.findIndex((group) => group.contains(event.target as Element));
    const next = at < 0 ? undefined : groups[at + by];
    if (next === undefined) return;
    event.preventDefault();
    next.querySelector<HTMLElement>('button, summary')?.focus();
    next.scrollIntoView({ block: 'nearest' });
  }
}
