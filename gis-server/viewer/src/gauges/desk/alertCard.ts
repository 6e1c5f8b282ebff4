import type { Client } from '../../http/client';
import type { Language } from '../../language/choice';
import { element, textButton } from '../../page/element';
import type { Theme } from '../../theme/choice';
import type { Gauge } from '../gauge';
import { formOf } from '../looks';
import { type Alert, type Group, isWaiting } from './alert';
import { alertMore } from './alertMore';
import { deedsOf, factsOf, headlineOf, labelOf } from './alertWords';
import { texts } from './texts';

/** What the cards need, and whom they tell of what is pressed. */
export interface CardNeeds {
  client: Client;
  language: Language;
  theme: Theme;
  now: Date;
  /** As it stands; null where it is not known. */
  gaugeOf(alert: Alert): Gauge | null;
  onAcknowledge(alerts: readonly Alert[], button: HTMLButtonElement): void;
  onAssign(alert: Alert): void;
  onPublish(alert: Alert): void;
}

/**
 * All alerts of a gauge that are shown together: the gravest of those that go on, with the others
 * folded away. One press takes notice of all of them.
 */
export function groupCard(needs: CardNeeds, group: Group): HTMLElement {
  const { language, now } = needs;
  const { lead, others } = group;
  const waiting = [lead, ...others].filter(isWaiting);
  const card = alertCard(needs, lead, waiting);
  card.setAttribute('aria-label', labelOf(group, now, language));
  const forecast = others.find(({ kind, status }) => kind === 'forecast' && status === 'active');
  if (forecast !== undefined) {
    const words = headlineOf(forecast, now, language);
    card.querySelector('.alert-headline')?.after(element('p', { class: 'gauge-forecast' }, words));
  }
  if (others.length === 0) return card;
  card.append(
    element(
      'details',
      { class: 'gauge-more alert-others', id: `alert-others-${group.key}` },
      element('summary', {}, texts[language].others(others.length)),
      ...others.map((alert) => alertCard(needs, alert, isWaiting(alert) ? [alert] : [])),
    ),
  );
  return card;
}

/** @param waiting of which the card's button takes notice */
function alertCard(needs: CardNeeds, alert: Alert, waiting: readonly Alert[]): HTMLElement {
  const { language, now, client } = needs;
  const words = texts[language];
  const deeds = deedsOf(alert, language);
  return element(
    'article',
    {
      class: `alert is-${alert.severity}${waiting.length > 0 ? ' is-waiting' : ''}${alert.drill ? ' is-drill' : ''}`,
      'aria-label': `${alert.drill ? words.drill : ''} ${alert.name} ${headlineOf(alert, now, language)}`.trim(),
    },
    element(
      'h4',
      { class: 'alert-title' },
      formOf(alert.severity, needs.theme),
      ...(alert.drill ? [element('span', { class: 'drill-mark' }, words.drill)] : []),
      element('span', { class: 'alert-severity' }, words.severities[alert.severity]),
      element('span', {}, placeOf(alert)),
    ),
    element('p', { class: 'alert-headline' }, headlineOf(alert, now, language)),
    element('p', { class: 'alert-facts' }, factsOf(alert, needs.gaugeOf(alert), now, language).join('・')),
    ...(deeds.length === 0 ? [] : [element('p', { class: 'alert-deeds' }, deeds.join('・'))]),
    tools(needs, alert, waiting),
    alertMore(client, alert, language),
  );
}

function placeOf({ water, name }: Alert): string {
  return water === '' || water === name ? name : `${water} ${name}`;
}

function tools(needs: CardNeeds, alert: Alert, waiting: readonly Alert[]): HTMLElement {
  const words = texts[needs.language];
  const place = element('div', { class: 'desk-tools' });
  const add = (name: string, kind: string, title: string, act: (button: HTMLButtonElement) => void) => {
    const button = textButton(title, kind, () => act(button));
    button.id = `alert-${name}-${alert.id}`;
    place.append(button);
    return button;
  };
  if (waiting.length > 0) {
    const title = waiting.length === 1 ? words.acknowledge : words.acknowledgeAll(waiting.length);
    const button = add('acknowledge', 'button-primary', title, (pressed) => needs.onAcknowledge(waiting, pressed));
    button.setAttribute('aria-label', words.acknowledgeOf(title, alert.name));
  }
  if (alert.status === 'withdrawn' || alert.status === 'merged') return place;
  add('assign', '', words.assign, () => needs.onAssign(alert));
  const isForPublic = alert.kind === 'level' || alert.kind === 'forecast';
  if (isForPublic && alert.published === null && alert.status === 'active') {
    add('publish', '', words.publish, () => needs.onPublish(alert));
  }
  return place;
}
