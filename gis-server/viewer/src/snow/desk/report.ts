import { Table } from '../../admin/desk/table';
import { type Client, explain, isRecord } from '../../http/client';
import type { Language } from '../../language/choice';
import { clockOf, dayOf, durationText } from '../../language/moments';
import { field } from '../../page/dialog';
import { element } from '../../page/element';
import { lengthText } from '../words';
import { texts } from './texts';

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
  const today = dayOf(new Date());
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
  day.addEventListener('change', () => void load());
  void load();
  return [field(words.day, day), links, place];
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
