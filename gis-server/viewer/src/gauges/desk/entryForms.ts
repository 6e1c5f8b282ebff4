import { type Client, explain, isRecord } from '../../http/client';
import type { Language } from '../../language/choice';
import { shortMomentText } from '../../language/moments';
import { field, openFormDialog } from '../../page/dialog';
import { element } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { fromField, toField, typedNumber } from '../../snow/desk/townTime';
import { type Gauge, momentOf, numberOf, textOf } from '../gauge';
import { fixedMetres } from '../words';
import { texts } from './texts';

/** The server takes no more. */
const LONGEST_REASON = '200';
const LONGEST_NAME = '60';
const HOUR_MS = 3_600_000;
const MAINTENANCE_MS = 2 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
/** Marks of readings that are not believed, and that a person may believe all the same. */
const DOUBTED: readonly string[] = ['out-of-range', 'jump', 'spike', 'flat'];
/** So many doubtful readings are listed. */
const MOST_LISTED = 12;

/** What the forms need of the desk. */
export interface EntryForms {
  client: Client;
  language: Language;
  onSaved(words: string): void;
}

/** Somebody works at the station; it ends by itself after two hours, unless another end is given. */
export function openMaintenanceForm(forms: EntryForms, gauge: Gauge): void {
  const words = texts[forms.language];
  openSpanForm(forms, gauge, {
    act: 'maintenance',
    title: words.maintenanceOf(gauge.name),
    help: words.maintenanceHelp,
    from: new Date(),
    to: new Date(Date.now() + MAINTENANCE_MS),
    more: [],
    body: () => ({}),
  });
}

/** The water really did jump. */
export async function openAcceptForm(forms: EntryForms, gauge: Gauge): Promise<void> {
  const words = texts[forms.language];
  const from = new Date(Date.now() - DAY_MS);
  const path = `${pathOf(gauge)}/readings?all=true&from=${from.toISOString()}&limit=20000`;
  let doubted: { time: Date; metres: number; mark: string }[] = [];
  try {
    doubted = readDoubted(await forms.client.getJson(path));
  } catch (error) {
    forms.onSaved(explain(error, forms.language));
    return;
  }
  const listed = doubted.slice(-MOST_LISTED).reverse();
  const rows = listed.map(({ time, metres, mark }) =>
    element('li', {}, `${shortMomentText(time)}　${fixedMetres(metres)} m（${words.marks[mark] ?? mark}）`),
  );
  const list =
    rows.length === 0
      ? element('p', {}, words.acceptNone)
      : element('div', {}, element('p', { class: 'field-label' }, words.acceptReadings), element('ul', { class: 'alert-list' }, ...rows));
  openSpanForm(forms, gauge, {
    act: 'accepted',
    title: words.acceptOf(gauge.name),
    help: words.acceptHelp,
    from: doubted[0]?.time ?? new Date(),
    to: new Date(Date.now() + HOUR_MS),
    more: [list],
    body: () => ({}),
  });
}

/** A drill with readings that are made up. */
export function openDrillForm(forms: EntryForms, gauge: Gauge): void {
  const words = texts[forms.language];
  const name = element('input', { name: 'name', maxlength: LONGEST_NAME, placeholder: words.drillNameExample });
  const isPublic = element('input', { type: 'checkbox', name: 'public' });
  openSpanForm(forms, gauge, {
    act: 'drills',
    title: words.drillOf(gauge.name),
    help: words.drillHelp,
    from: new Date(),
    to: new Date(Date.now() + MAINTENANCE_MS),
    more: [
      field(words.drillName, name),
      element('label', { class: 'check' }, isPublic, element('span', {}, words.drillPublic)),
      element('p', { class: 'hint' }, words.drillPublicHelp),
    ],
    body: () => {
      if (name.value.trim() === '') throw new FieldError(words.drillNameMissing, 'name');
      return { name: name.value.trim(), public: isPublic.checked };
    },
  });
}

/** A reading of a drill that is on. */
export function openDrillReadingForm(forms: EntryForms, gauge: Gauge): void {
  const words = texts[forms.language];
  const metres = element('input', { name: 'metres', inputmode: 'decimal', autocomplete: 'off' });
  openFormDialog({
    title: `${words.drill}：${words.drillReading}（${gauge.name}）`,
    fields: [field(words.drillMetres, metres)],
    submit: words.save,
    cancel: words.cancel,
    explain: (error) => explainForm(error, forms.language),
    act: async () => {
      const value = typedNumber(metres.value);
      if (!Number.isFinite(value)) throw new FieldError(words.drillMetresWrong, 'metres');
      await forms.client.postJson(`${pathOf(gauge)}/drill-readings`, { metres: value });
      forms.onSaved(words.saved);
    },
  });
}

/** The path of a gauge in the API. */
export function pathOf({ gauge }: Gauge): string {
  return `/api/gauges/${encodeURIComponent(gauge)}`;
}

/** A failure of a form in words; what is wrong with a field says it itself. */
export function explainForm(error: unknown, language: Language): string {
  return error instanceof FieldError ? error.message : explain(error, language);
}

/** A field for day and time in the town's time. */
export function momentField(name: string, moment: Date): HTMLInputElement {
  return element('input', { name, type: 'datetime-local', value: toField(moment) });
}

interface SpanParts {
  act: string;
  title: string;
  help: string;
  from: Date;
  to: Date;
  more: HTMLElement[];
  body(): Record<string, unknown>;
}

function openSpanForm(forms: EntryForms, gauge: Gauge, parts: SpanParts): void {
  const words = texts[forms.language];
  const from = momentField('from', parts.from);
  const untouched = from.value;
  const to = momentField('to', parts.to);
  const reason = element('input', { name: 'reason', maxlength: LONGEST_REASON, placeholder: words.reasonExample });
  openFormDialog({
    title: parts.title,
    fields: [
      element('p', {}, parts.help),
      ...parts.more,
      field(words.from, from),
      field(words.to, to),
      field(words.reason, reason),
    ],
    submit: words.save,
    cancel: words.cancel,
    explain: (error) => explainForm(error, forms.language),
    act: async () => {
      if (to.value === '') throw new FieldError(words.toMissing, 'to');
      if (from.value !== '' && to.value <= from.value) throw new FieldError(words.toBeforeFrom, 'to');
      // To the second as long as nobody changed it: the field knows minutes only.
      const begin = from.value === untouched ? parts.from.toISOString() : fromField(from.value);
      const body = { ...parts.body(), from: begin, to: fromField(to.value), reason: reason.value };
      await forms.client.postJson(`${pathOf(gauge)}/${parts.act}`, body);
      forms.onSaved(words.saved);
    },
  });
}

function readDoubted(json: unknown): { time: Date; metres: number; mark: string }[] {
  const list = isRecord(json) && Array.isArray(json['readings']) ? json['readings'] : [];
  return list.flatMap((one: unknown) => {
    if (!isRecord(one)) return [];
    const time = momentOf(one['time']);
    const metres = numberOf(one['metres']);
    const mark = textOf(one['mark']);
    if (time === null || metres === null || !DOUBTED.includes(mark)) return [];
    return { time, metres, mark };
  });
}
