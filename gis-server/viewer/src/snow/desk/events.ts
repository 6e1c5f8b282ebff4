import { explain, isRecord } from '../../http/client';
import { shortMomentText } from '../../language/moments';
import { element, textButton } from '../../page/element';
import { readEvent, type SnowEvent } from '../roadSheet';
import {
  type EventForms,
  openEndForm,
  openEventForm,
  openReadingForm,
  openWithdrawForm,
} from './eventForm';
import { texts } from './texts';

/** So many of the latest snowfalls are listed. */
const MOST = 20;

/** Snowfalls and what was measured of them, with the forms to enter both. */
export function eventsView(forms: EventForms): HTMLElement[] {
  const words = texts[forms.language];
  const add = textButton(words.addEvent, 'button-primary', () => openEventForm(forms, null));
  const loading = element('p', { class: 'hint' }, words.loading);
  const place = element('div', { class: 'desk-events' }, loading);
  forms.client
    .getJson(`/api/snow/events?limit=${MOST}`)
    .then((json) => {
      const list = isRecord(json) && Array.isArray(json['events']) ? json['events'] : [];
      const events = list.flatMap((one: unknown) => readEvent(one) ?? []);
      const cards = events.map((event, index) => eventCard(event, index === 0, forms));
      place.replaceChildren(...(cards.length > 0 ? cards : [element('p', {}, words.eventsNone)]));
    })
    .catch((error: unknown) => {
      const why = explain(error, forms.language);
      place.replaceChildren(element('p', { class: 'error', role: 'alert' }, why));
    });
  return [element('p', {}, add), place];
}

/** @param isLatest its measurements are shown, and more can be entered */
function eventCard(event: SnowEvent, isLatest: boolean, forms: EventForms): HTMLElement {
  const words = texts[forms.language];
  const end = event.end === null ? words.stillOn : shortMomentText(event.end);
  const button = (name: string, act: () => void) => {
    const made = textButton(name, 'button-small', act);
    made.setAttribute('aria-label', `${name}: ${event.name}`);
    return made;
  };
  const readings = element('div', {});
  const tools = element('div', { class: 'side-tools' });
  let lastSource = '';
  if (event.end === null) tools.append(button(words.endEvent, () => openEndForm(forms, event)));
  if (isLatest) {
    tools.append(button(words.addReading, () => openReadingForm(forms, event, lastSource)));
    void showReadings(event, readings, forms).then((source) => (lastSource = source));
  }
  tools.append(
    button(words.editEvent, () => openEventForm(forms, event)),
    button(words.withdraw, () => openWithdrawForm(forms, event)),
  );
  return element(
    'article',
    { class: 'desk-event' },
    element('h3', { class: 'snow-heading' }, event.name),
    element('p', {}, `${shortMomentText(event.begin)} 〜 ${end}`),
    readings,
    tools,
  );
}

/** @returns where it was measured last; empty for nowhere */
async function showReadings(
  event: SnowEvent,
  place: HTMLElement,
  forms: EventForms,
): Promise<string> {
  const words = texts[forms.language];
  try {
    const json = await forms.client.getJson(`/api/snow/events/${event.id}`);
    const readings =
      isRecord(json) && Array.isArray(json['readings']) ? json['readings'].filter(isRecord) : [];
    const rows = readings.map(({ time, cm, source }) => {
      const moment = shortMomentText(new Date(String(time)));
      return element('li', {}, `${moment}　${String(cm)} cm（${String(source)}）`);
    });
    place.replaceChildren(
      element('p', { class: 'hint' }, rows.length === 0 ? words.readingsNone : words.readings),
      element('ul', { class: 'desk-readings' }, ...rows),
    );
    return String(readings.at(-1)?.['source'] ?? '');
  } catch (error) {
    place.replaceChildren(element('p', { class: 'error' }, explain(error, forms.language)));
    return '';
  }
}
