import { type Client, explain, ProblemError } from '../../http/client';
import type { Language } from '../../language/choice';
import { shortMomentText } from '../../language/moments';
import { element } from '../../page/element';
import { type Alert, type Delivery, readDeliveries, readSteps, type Step } from './alert';
import { texts } from './texts';

/** More are not shown of one alert. */
const MOST_DELIVERIES = 500;

/** The steps of an alert, and what was sent of it to whom; asked for when somebody opens it. */
export function alertMore(client: Client, alert: Alert, language: Language): HTMLElement {
  const words = texts[language];
  const place = element('div', { class: 'alert-more' });
  const details = element(
    'details',
    { class: 'gauge-more', id: `alert-more-${alert.id}` },
    element('summary', {}, words.more),
    place,
  );
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    if (place.childElementCount === 0) place.append(element('p', { class: 'hint' }, words.loading));
    Promise.all([client.getJson(`/api/alerts/${alert.id}`), deliveriesOf(client, alert)])
      .then(([one, deliveries]) => {
        place.replaceChildren(stepsView(readSteps(one), language), deliveriesView(deliveries, language));
      })
      .catch((error: unknown) => {
        place.replaceChildren(element('p', { class: 'error' }, explain(error, language)));
      });
  });
  return details;
}

/** A server that sends nothing has no such list. */
async function deliveriesOf(client: Client, alert: Alert): Promise<Delivery[]> {
  try {
    return readDeliveries(await client.getJson(`/api/alerts/${alert.id}/deliveries?limit=${MOST_DELIVERIES}`));
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return [];
    throw error;
  }
}

function stepsView(steps: readonly Step[], language: Language): HTMLElement {
  const words = texts[language];
  const items = steps.map(({ what, recorded, author, note }) =>
    element(
      'li',
      {},
      element('span', { class: 'alert-when' }, shortMomentText(recorded)),
      ` ${words.stepWords[what] ?? what}（${author || words.bySystem}）`,
      ...(note === '' ? [] : [element('span', { class: 'hint' }, ` ${note}`)]),
    ),
  );
  return element('div', {}, element('h5', { class: 'alert-sub' }, words.steps), element('ul', { class: 'alert-list' }, ...items));
}

/** A message and what became of it. @param to whom it went, where that is not clear from the place */
export function deliveryLine(delivery: Delivery, language: Language, to: string): HTMLElement {
  const words = texts[language];
  const { channel, address, purpose, state, reason, error, made, sent, drill } = delivery;
  const what = `${words.states[state] ?? state}：${words.purposes[purpose] ?? purpose}`;
  const way = `${words.channels[channel] ?? channel} ${address}`;
  return element(
    'li',
    { class: state === 'given-up' ? 'is-bad' : '' },
    element('span', { class: 'alert-when' }, shortMomentText(sent ?? made)),
    ...(drill ? [' ', element('span', { class: 'drill-mark' }, words.drill)] : []),
    to === '' ? ` ${what}（${way}）` : ` ${what} → ${to}（${way}）`,
    ...[words.reasons[reason] ?? reason, error].filter(Boolean).map((why) => element('span', { class: 'hint' }, ` ${why}`)),
  );
}

function deliveriesView(deliveries: readonly Delivery[], language: Language): HTMLElement {
  const words = texts[language];
  const items = deliveries.map((delivery) =>
    deliveryLine(delivery, language, delivery.recipientName || words.recipientGone(delivery.recipient)),
  );
  return element(
    'div',
    {},
    element('h5', { class: 'alert-sub' }, words.deliveries),
    items.length === 0
      ? element('p', { class: 'hint' }, words.deliveriesNone)
      : element('ul', { class: 'alert-list' }, ...items),
    ...(items.length === MOST_DELIVERIES ? [element('p', { class: 'hint' }, words.deliveriesMore(MOST_DELIVERIES))] : []),
  );
}
