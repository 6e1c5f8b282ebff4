import { explain, isRecord } from '../../http/client';
import { shortMomentText } from '../../language/moments';
import { element, textButton } from '../../page/element';
import { readEvent, type SnowEvent } from '../roadSheet';
import {
  type EventForms,
  openEndForm,
  openEventForm,
  openReadingCorrection,
  openReadingForm,
  openReadingRemoval,
  openWithdrawForm,
  type Reading,
  readingText,
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

/** @param isLatest its measurements stand open, and more can be entered */
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
  const load = () => showReadings(event, readings, forms).then((source) => (lastSource = source));
  if (event.end === null) tools.append(button(words.endEvent, () => openEndForm(forms, event)));
  if (isLatest) {
    tools.append(button(words.addReading, () => openReadingForm(forms, event, lastSource)));
    void load();
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
    isLatest ? readings : folded(words.readingsOf(event.name), readings, load),
    tools,
  );
}

/** What was measured of snowfalls of the past is asked for when somebody wants to see it. */
function folded(name: string, content: HTMLElement, load: () => Promise<unknown>): HTMLElement {
  const details = element('details', { class: 'desk-legend' }, element('summary', {}, name), content);
  details.addEventListener('toggle', () => {
    if (details.open && content.childElementCount === 0) void load();
  });
  return details;
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
    const readings = readReadings(json);
    place.replaceChildren(
      element('p', { class: 'hint' }, readings.length === 0 ? words.readingsNone : words.readings),
      element('ul', { class: 'desk-readings' }, ...readings.map((one) => readingRow(event, one, forms))),
    );
    return readings.at(-1)?.source ?? '';
  } catch (error) {
    place.replaceChildren(element('p', { class: 'error' }, explain(error, forms.language)));
    return '';
  }
}

function readReadings(json: unknown): Reading[] {
  const list = isRecord(json) && Array.isArray(json['readings']) ? json['readings'] : [];
  return list.filter(isRecord).map(({ time, cm, source }) => ({
    time: String(time),
    cm: Number(cm),
    source: String(source),
  }));
}

function readingRow(event: SnowEvent, reading: Reading, forms: EventForms): HTMLElement {
  const words = texts[forms.language];
  const told = readingText(reading, forms.language);
  const button = (name: string, act: () => void) => {
    const made = textButton(name, 'button-small button-quiet', act);
    made.setAttribute('aria-label', `${name}: ${told}`);
    return made;
  };
  return element(
    'li',
    { class: 'desk-reading' },
    element('span', {}, told),
    button(words.editReading, () => openReadingCorrection(forms, event, reading)),
    button(words.removeReading, () => openReadingRemoval(forms, event, reading)),
  );
}
