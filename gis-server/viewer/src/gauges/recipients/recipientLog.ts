import { type Client, explain } from '../../http/client';
import type { Language } from '../../language/choice';
import { element } from '../../page/element';
import { readDeliveries } from '../desk/alert';
import { deliveryLine } from '../desk/alertMore';
import { texts as deskTexts } from '../desk/texts';
import { readChanges, type Recipient } from './recipient';
import { changeText } from './recipientWords';
import { texts } from './texts';

const PAGE = 100;

/** What was sent to somebody, and who changed what of them; asked for when somebody opens it. */
export function recipientLog(client: Client, one: Recipient, language: Language): HTMLElement {
  const words = texts[language];
  const place = element('div', { class: 'alert-more' });
  const details = element(
    'details',
    { class: 'gauge-more', id: `recipient-log-${one.id}` },
    element('summary', {}, words.log),
    place,
  );
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    if (place.childElementCount === 0) place.append(element('p', { class: 'hint' }, deskTexts[language].loading));
    const query = new URLSearchParams({ recipient: one.id, limit: String(PAGE) });
    Promise.all([client.getJson(`/api/outbox?${query}`), client.getJson(`/api/alerts/recipients/${one.id}/history`)])
      .then(([sent, history]) => {
        const deliveries = readDeliveries(sent);
        const changes = readChanges(history);
        place.replaceChildren(
          element('h5', { class: 'alert-sub' }, words.sentLog),
          listOf(deliveries.map((delivery) => deliveryLine(delivery, language, '')), words.sentNone),
          ...(deliveries.length === PAGE ? [element('p', { class: 'hint' }, words.sentMore)] : []),
          element('h5', { class: 'alert-sub' }, words.changes),
          listOf(changes.map((change) => element('li', {}, changeText(change, language))), words.changesNone),
        );
      })
      .catch((error: unknown) => {
        place.replaceChildren(element('p', { class: 'error' }, explain(error, language)));
      });
  });
  return details;
}

function listOf(lines: readonly HTMLElement[], none: string): HTMLElement {
  return lines.length === 0 ? element('p', { class: 'hint' }, none) : element('ul', { class: 'alert-list' }, ...lines);
}
