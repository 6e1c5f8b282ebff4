import { Table } from '../../admin/desk/table';
import { type Client, explain, isRecord } from '../../http/client';
import type { Language } from '../../language/choice';
import { clockOf, dayOf, durationText } from '../../language/moments';
import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { readEvent, type SnowEvent } from '../roadSheet';
import { lengthText } from '../words';
import { texts } from './texts';
import { fromField } from './townTime';

/** What the report needs of the desk. */
export interface ReportParts {
  client: Client;
  language: Language;
  /** What people call the vehicle of a tracker. */
  nameOf(device: string): string;
}

/** The daily report of vehicles (日報), with its files for a spreadsheet. */
export function reportView(parts: ReportParts): HTMLElement[] {
  const words = texts[parts.language];
  const now = new Date();
  const today = dayOf(now);
  const day = element('input', { type: 'date', value: today, max: today, min: '2000-01-01' });
  const loading = element('p', { class: 'hint' }, words.loading);
  const place = element('div', { role: 'status', class: 'desk-report' }, loading);
  const links = element('p', { class: 'desk-links' });
  let asked = 0;
  const load = async () => {
    const mine = ++asked;
    if (day.value === '') return;
    links.replaceChildren(
      download(day.value, 'CP932', words.csvExcel),
      download(day.value, 'UTF-8', words.csv),
    );
    let shown: HTMLElement;
    try {
      shown = table(await parts.client.getJson(`/api/snow/reports/${day.value}`), parts);
    } catch (error) {
      shown = element('p', { class: 'error', role: 'alert' }, explain(error, parts.language));
    }
    if (mine === asked) place.replaceChildren(shown);
  };
  const show = (other: string) => {
    day.value = other;
    note.replaceChildren();
    void load();
  };
  const note = element('p', { class: 'hint' });
  day.addEventListener('change', () => show(day.value));
  void lastEvent(parts.client).then((event) => {
    // Somebody may have chosen a day meanwhile.
    if (day.value !== today || asked > 0) return;
    const first = reportDay(now, event);
    show(first);
    if (first === today) return;
    const toToday = textButton(words.reportToday, 'button-small', () => {
      show(today);
      day.focus();
    });
    note.replaceChildren(words.reportNight, ' ', toToday);
  });
  return [field(words.day, day), note, links, place];
}

/** Until noon people ask for the night that is running, or has just ended. */
const NIGHT_ENDS_H = 12;
const DAY_MS = 24 * 3600 * 1000;

/** The day whose report is asked for at a moment, as YYYY-MM-DD in the town. */
export function reportDay(now: Date, event: SnowEvent | null): string {
  const today = dayOf(now);
  const midnight = new Date(fromField(`${today}T00:00`));
  const isNight =
    event !== null && event.begin < midnight && (event.end === null || event.end > midnight);
  const isMorning = Number(clockOf(now).slice(0, 2)) < NIGHT_ENDS_H;
  return isNight && isMorning ? dayOf(new Date(now.getTime() - DAY_MS)) : today;
}

/** Without it the report is that of today. */
async function lastEvent(client: Client): Promise<SnowEvent | null> {
  try {
    const json = await client.getJson('/api/snow/events?limit=1');
    const events = isRecord(json) && Array.isArray(json['events']) ? json['events'] : [];
    return readEvent(events[0]);
  } catch {
    return null;
  }
}

function download(day: string, encoding: string, words: string): HTMLElement {
  const href = `/api/snow/reports/${day}?f=csv&encoding=${encoding}`;
  return element('a', { href, download: `snow-${day}.csv` }, words);
}

function table(json: unknown, { language, nameOf }: ReportParts): HTMLElement {
  const words = texts[language];
  const devices =
    isRecord(json) && Array.isArray(json['devices']) ? json['devices'].filter(isRecord) : [];
  if (devices.length === 0) return element('p', {}, words.reportNone);
  const made = new Table(words.report, [
    { head: words.vehicle, isName: true },
    { head: words.first },
    { head: words.last },
    { head: words.working },
    { head: words.worked },
    { head: words.driven },
    { head: words.unknownKm },
    { head: words.roads },
    { head: words.passes },
  ]);
  for (const device of devices) {
    const number = (name: string) => Number(device[name]) || 0;
    const clock = (name: string) => clockOf(new Date(String(device[name])));
    const length = (name: string) => lengthText(number(name), language);
    const inferred = words.ofInferred(length('inferredM'));
    const byKind = isRecord(device['passes']) ? Object.values(device['passes']).map(Number) : [];
    made.add(
      nameOf(String(device['device'])),
      clock('first'),
      clock('last'),
      durationText(number('workingS'), language),
      [
        length('workedM'),
        number('inferredM') > 0 ? element('span', { class: 'hint desk-below' }, inferred) : '',
      ],
      length('drivenM'),
      length('unknownM'),
      String(number('roads')),
      String(byKind.reduce((sum, count) => sum + count, number('passesOfNoKind'))),
    );
  }
  return made.root;
}
