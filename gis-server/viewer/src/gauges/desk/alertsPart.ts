import { type Client, explain } from '../../http/client';
import type { Language, LanguageChoice } from '../../language/choice';
import { momentText, shortMomentText } from '../../language/moments';
import { field, openFormDialog } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import type { ThemeChoice } from '../../theme/choice';
import type { GaugeStore } from '../gaugeStore';
import { formOf } from '../looks';
import { isCurrent } from '../gauge';
import { arrowOf, forecastText, metresText } from '../words';
import { type Alert, isWaiting, readAlerts, sorted, tagOf } from './alert';
import { alertMore } from './alertMore';
import { redraw } from './redraw';
import { texts } from './texts';

const ALERTS = '/api/alerts';
const LONGEST_NOTE = '500';
const LONGEST_NAME = '64';

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

/** Alerts: those that wait for somebody to take notice, those that go on, those that are over. */
export class AlertsPart {
  readonly root = element('div', { class: 'desk-alerts' });
  private alerts: Alert[] | null = null;
  private trouble = '';
  private drawn = '';
  private turn = 0;

  constructor(private readonly needs: AlertNeeds) {}

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
    this.root.replaceChildren();
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
    const { waiting, standing, over } = sorted(this.alerts);
    redraw(this.root, [
      ...trouble,
      element('h3', { class: 'desk-part' }, words.waiting(waiting.length)),
      ...(waiting.length === 0
        ? [element('p', { class: 'desk-calm' }, words.waitingNone)]
        : waiting.map((alert) => this.card(alert, now))),
      ...(standing.length === 0 ? [] : [element('h3', { class: 'desk-part' }, words.standing(standing.length))]),
      ...standing.map((alert) => this.card(alert, now)),
      ...(over.length === 0
        ? []
        : [
            element(
              'details',
              { class: 'gauge-more', id: 'alerts-over' },
              element('summary', {}, words.over(over.length)),
              ...over.map((alert) => this.card(alert, now)),
            ),
          ]),
    ]);
  }

  private card(alert: Alert, now: Date): HTMLElement {
    const language = this.needs.choice.current;
    const words = texts[language];
    const gauge = alert.drill ? null : this.needs.store.find(alert.gauge);
    const title = element(
      'h4',
      { class: 'alert-title' },
      formOf(alert.severity, this.needs.theme.current),
      ...(alert.drill ? [element('span', { class: 'drill-mark' }, words.drill)] : []),
      element('span', { class: 'alert-severity' }, words.severities[alert.severity]),
      element('span', {}, [alert.water, alert.name].filter(Boolean).join(' ')),
    );
    const value =
      gauge !== null && isCurrent(gauge) && gauge.latest !== null && alert.status === 'active'
        ? words.nowAt(`${metresText(gauge.latest.metres, language)} ${arrowOf(gauge.trend)}`)
        : '';
    const facts = [
      words.since(momentText(alert.raised, now, language)),
      alert.cleared === null ? '' : words.ended(momentText(alert.cleared, now, language)),
      alert.status === 'withdrawn' ? words.withdrawn : alert.status === 'merged' ? words.merged : '',
      value,
      alert.peakM === null || alert.kind === 'forecast' ? '' : words.peak(metresText(alert.peakM, language)),
      alert.neighbours === 'confirmed' ? words.neighboursRise : '',
      alert.neighbours === 'contradicted' ? words.neighboursStill : '',
    ].filter((part) => part !== '');
    const deeds = [
      alert.acknowledged === null
        ? ''
        : words.acknowledgedBy(alert.acknowledged.by, shortMomentText(alert.acknowledged.at)),
      alert.assignee === '' ? '' : words.assignedTo(alert.assignee),
      alert.published === null ? '' : words.publishedBy(alert.published.by, shortMomentText(alert.published.at)),
    ].filter((part) => part !== '');
    return element(
      'article',
      {
        class: `alert is-${alert.severity}${isWaiting(alert) ? ' is-waiting' : ''}${alert.drill ? ' is-drill' : ''}`,
        'aria-label': `${alert.drill ? words.drill : ''} ${alert.name} ${headlineOf(alert, now, language)}`.trim(),
      },
      title,
      element('p', { class: 'alert-headline' }, headlineOf(alert, now, language)),
      element('p', { class: 'alert-facts' }, facts.join('・')),
      ...(deeds.length === 0 ? [] : [element('p', { class: 'alert-deeds' }, deeds.join('・'))]),
      this.tools(alert, now),
      alertMore(this.needs.client, alert, language),
    );
  }

  private tools(alert: Alert, now: Date): HTMLElement {
    const words = texts[this.needs.choice.current];
    const tools = element('div', { class: 'desk-tools' });
    const add = (name: string, kind: string, words_: string, act: () => void) => {
      const button = textButton(words_, kind, act);
      button.id = `alert-${name}-${alert.id}`;
      tools.append(button);
      return button;
    };
    if (alert.status === 'withdrawn' || alert.status === 'merged') return tools;
    if (alert.acknowledged === null) {
      const button = add('acknowledge', 'button-primary', words.acknowledge, () => {
        button.disabled = true;
        void this.post(alert, 'acknowledge', {}).finally(() => (button.disabled = false));
      });
      button.setAttribute('aria-label', words.acknowledgeOf(alert.name));
    }
    add('assign', '', words.assign, () => this.openAssign(alert));
    const isForPublic = alert.kind === 'level' || alert.kind === 'forecast';
    if (isForPublic && alert.published === null && alert.status === 'active') {
      add('publish', '', words.publish, () => this.openPublish(alert, now));
    }
    return tools;
  }

  private async post(alert: Alert, act: string, body: unknown, etag = '*'): Promise<void> {
    const { client, choice } = this.needs;
    try {
      await client.postJson(`${ALERTS}/${alert.id}/${act}`, body, etag);
      this.needs.onSaved(texts[choice.current].saved);
    } catch (error) {
      this.needs.onSaved(explain(error, choice.current));
    }
    await this.load();
    // The button that was pressed is gone: the keyboard goes on with the next one.
    if (document.activeElement === document.body) this.root.querySelector<HTMLElement>('button')?.focus();
  }

  private openAssign(alert: Alert): void {
    const { client, choice } = this.needs;
    const words = texts[choice.current];
    const assignee = element('input', {
      name: 'assignee',
      maxlength: LONGEST_NAME,
      autocomplete: 'off',
      value: alert.assignee || this.needs.user(),
    });
    const note = element('input', { name: 'note', maxlength: LONGEST_NOTE });
    openFormDialog({
      title: `${words.assign}：${alert.name}`,
      fields: [field(words.assignee, assignee, words.assignHelp), field(words.note, note)],
      submit: words.save,
      cancel: words.cancel,
      explain: (error) => explain(error, choice.current),
      act: async () => {
        const body = { assignee: assignee.value.trim() || null, note: note.value };
        // A colleague may have given it to somebody meanwhile.
        await client.postJson(`${ALERTS}/${alert.id}/assign`, body, tagOf(alert));
        this.needs.onSaved(words.saved);
        await this.load();
      },
    });
  }

  private openPublish(alert: Alert, now: Date): void {
    const { client, choice } = this.needs;
    const words = texts[choice.current];
    const what = `${alert.name} ${headlineOf(alert, now, choice.current)}`;
    const note = element('input', { name: 'note', maxlength: LONGEST_NOTE });
    openFormDialog({
      title: words.publishTitle,
      fields: [
        element('p', { class: 'desk-warning' }, words.publishWarning(what)),
        ...(alert.drill ? [element('p', {}, element('span', { class: 'drill-mark' }, words.drill), ` ${words.publishDrill}`)] : []),
        field(words.note, note),
      ],
      submit: words.publishDo,
      cancel: words.cancel,
      explain: (error) => explain(error, choice.current),
      act: async () => {
        await client.postJson(`${ALERTS}/${alert.id}/publish`, { note: note.value }, tagOf(alert));
        this.needs.onSaved(words.saved);
        await this.load();
      },
    });
  }
}

/** What an alert says. */
export function headlineOf(alert: Alert, now: Date, language: Language): string {
  const words = texts[language];
  switch (alert.kind) {
    case 'level':
      return words.level(alert.levelName);
    case 'forecast':
      // Seconds that count from a moment long ago say nothing of now.
      if (alert.status !== 'active') return words.forecastOver(alert.levelName);
      return alert.reach === null
        ? words.level(alert.levelName)
        : forecastText({ level: alert.level, since: alert.last, ...alert.reach }, alert.levelName, now, language);
    case 'bad-data':
      return alert.levelName === '' ? words.badData : words.badDataLevel(alert.levelName);
    case 'no-data':
      return words.noData;
  }
}
