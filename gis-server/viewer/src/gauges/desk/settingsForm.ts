import { explain } from '../../http/client';
import { shortMomentText } from '../../language/moments';
import { field, openFormDialog } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { fromField } from '../../snow/desk/townTime';
import { type Gauge, SEVERITIES } from '../gauge';
import { type Counting, countingAt, readEntries } from './entries';
import { type EntryForms, explainForm, momentField, pathOf } from './entryForms';
import {
  changesOf,
  type LevelRow,
  QUALITY,
  RULES,
  SENSOR_NUMBERS,
  sinceOf,
  type Values,
  valuesOf,
  WrongValue,
} from './settings';
import { texts } from './texts';

const LONGEST_REASON = '200';
const MOST_LEVELS = 20;

/** How a gauge is set up: what counts now and since when, and what shall count from a moment on. */
export async function openSettingsForm(forms: EntryForms, gauge: Gauge): Promise<void> {
  const { client, language } = forms;
  const words = texts[language];
  let counting: Map<string, Counting>;
  try {
    counting = countingAt(readEntries(await client.getJson(`${pathOf(gauge)}/entries`)), new Date());
  } catch (error) {
    forms.onSaved(explain(error, language));
    return;
  }
  const before = valuesOf(gauge, counting);
  const inputs = new Map<string, HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>();
  const labels = fieldNames(forms);
  const made = (name: string) => {
    const input = name === 'sensor.measures' ? measures(forms, before) : plain(name, before);
    inputs.set(name, input);
    return field(labels[name] ?? name, input);
  };
  const group = (title: string, setting: string, names: readonly string[]) =>
    element(
      'details',
      { class: 'desk-settings' },
      element('summary', {}, title, element('span', { class: 'hint' }, ` ${sinceText(forms, counting, setting)}`)),
      ...names.map(made),
    );
  const levels = new LevelRows(forms, before.levels);
  const from = momentField('from', new Date());
  const untouched = from.value;
  const opened = new Date();
  const reason = element('input', { name: 'reason', maxlength: LONGEST_REASON });
  openFormDialog({
    title: words.setTitle(gauge.name),
    fields: [
      element('p', {}, words.setHelp),
      element(
        'details',
        { class: 'desk-settings', open: true },
        element(
          'summary',
          {},
          words.setLevels,
          element('span', { class: 'hint' }, ` ${sinceText(forms, counting, 'levels')}`),
        ),
        levels.root,
      ),
      group(words.setHeights, 'embankmentM', ['zeroTpM', 'embankmentM', 'overflowM']),
      group(words.setSensor, 'sensor.device', ['sensor.device', 'sensor.measures', ...SENSOR_NUMBERS.map((name) => `sensor.${name}`), 'sensor.decoding', 'senders']),
      group(words.setQuality, 'quality.lowest', QUALITY.map((name) => `quality.${name}`)),
      group(words.setRules, 'alerts.raiseCount', RULES.map((name) => `alerts.${name}`)),
      group(words.setIntervals, 'idleMinutes', ['idleMinutes', 'floodMinutes', 'floodFromM']),
      group(words.setNeighbours, 'upstream', ['upstream', 'downstream', 'section']),
      field(words.setFrom, from),
      field(words.reason, reason),
    ],
    submit: words.save,
    cancel: words.cancel,
    explain: (error) => explainForm(error, language),
    act: async () => {
      if (from.value === '') throw new FieldError(words.momentMissing, 'from');
      const after: Values = {
        levels: levels.rows,
        texts: Object.fromEntries([...inputs].map(([name, input]) => [name, input.value])),
      };
      let settings: Record<string, unknown>;
      try {
        settings = changesOf(before, after, counting);
      } catch (error) {
        if (!(error instanceof WrongValue)) throw error;
        inputs.get(error.field)?.closest('details')?.setAttribute('open', '');
        throw new FieldError(wrongText(forms, error.field, labels), error.field);
      }
      if (Object.keys(settings).length === 0) throw new FieldError(words.nothingChanged);
      const begin = from.value === untouched ? opened.toISOString() : fromField(from.value);
      await client.postJson(`${pathOf(gauge)}/settings`, { from: begin, settings, reason: reason.value });
      forms.onSaved(words.saved);
    },
  });
}

/** The named levels: rows that can be changed, added and taken away. */
class LevelRows {
  readonly root = element('div', { class: 'level-rows' });
  private readonly list = element('div', { class: 'level-list' });
  private readonly made: { code: string; name: HTMLInputElement; metres: HTMLInputElement; severity: HTMLSelectElement }[] = [];

  constructor(
    private readonly forms: EntryForms,
    rows: readonly LevelRow[],
  ) {
    const words = texts[forms.language];
    const add = textButton(words.setLevelAdd, 'button-small', () => {
      if (this.made.length >= MOST_LEVELS) return;
      this.add({ code: '', name: '', metres: '', severity: 'notice' }).focus();
    });
    this.root.append(this.list, add);
    for (const row of rows) this.add(row);
  }

  get rows(): LevelRow[] {
    return this.made.map(({ code, name, metres, severity }) => ({
      code,
      name: name.value,
      metres: metres.value,
      severity: SEVERITIES.find((one) => one === severity.value) ?? 'notice',
    }));
  }

  private add({ code, name, metres, severity }: LevelRow): HTMLInputElement {
    const words = texts[this.forms.language];
    const input = (label: string, value: string, attributes: Record<string, string> = {}) =>
      element('input', { value, 'aria-label': label, name: 'levels', ...attributes });
    const row = {
      code,
      name: input(words.setLevelName, name, { maxlength: '60', placeholder: words.setLevelName }),
      metres: input(words.setLevelMetres, metres, { inputmode: 'decimal', placeholder: words.setLevelMetres }),
      severity: element(
        'select',
        { 'aria-label': words.setLevelSeverity },
        ...SEVERITIES.map((one) =>
          element('option', { value: one, selected: one === severity }, words.severities[one]),
        ),
      ),
    };
    const remove = textButton('×', 'button-small', () => {
      this.made.splice(this.made.indexOf(row), 1);
      line.remove();
    });
    remove.setAttribute('aria-label', words.setLevelRemove(name));
    const line = element('div', { class: 'level-row' }, row.name, row.metres, row.severity, remove);
    this.made.push(row);
    this.list.append(line);
    return row.name;
  }
}

function plain(name: string, before: Values): HTMLInputElement | HTMLTextAreaElement {
  const value = before.texts[name] ?? '';
  if (name === 'sensor.decoding') {
    const area = element('textarea', { name, rows: '3', spellcheck: 'false' });
    area.value = value;
    return area;
  }
  return element('input', { name, value, autocomplete: 'off' });
}

function measures({ language }: EntryForms, before: Values): HTMLSelectElement {
  const options = Object.entries(texts[language].measures).map(([code, title]) =>
    element('option', { value: code, selected: code === before.texts['sensor.measures'] }, title),
  );
  return element('select', { name: 'sensor.measures' }, ...options);
}

function sinceText({ language }: EntryForms, counting: ReadonlyMap<string, Counting>, name: string): string {
  const words = texts[language];
  const found = sinceOf(counting, name);
  return found === null ? words.setFromLayer : words.setSince(shortMomentText(found.since), found.author);
}

function wrongText({ language }: EntryForms, name: string, labels: Record<string, string>): string {
  const words = texts[language];
  if (name === 'levels') return words.setLevelWrong;
  if (name === 'sensor.decoding') return words.setDecodingWrong;
  return words.numberWrong(labels[name] ?? name);
}

function fieldNames({ language }: EntryForms): Record<string, string> {
  const words = texts[language];
  return {
    zeroTpM: words.setZero,
    embankmentM: words.setEmbankment,
    overflowM: words.setOverflow,
    idleMinutes: words.setIdle,
    floodMinutes: words.setFlood,
    floodFromM: words.setFloodFrom,
    upstream: words.setUpstream,
    downstream: words.setDownstream,
    senders: words.setSenders,
    section: words.setSection,
    'sensor.device': words.setDevice,
    'sensor.measures': words.setMeasures,
    'sensor.datumM': words.setDatum,
    'sensor.factor': words.setFactor,
    'sensor.offsetM': words.setOffset,
    'sensor.decoding': words.setDecoding,
    'quality.lowest': words.setLowest,
    'quality.highest': words.setHighest,
    'quality.stepM': words.setStep,
    'quality.fastMPerMin': words.setFast,
    'quality.mostM': words.setMost,
    'quality.flatMinutes': words.setFlat,
    'alerts.raiseCount': words.setRaise,
    'alerts.raiseOf': words.setRaiseOf,
    'alerts.clearCount': words.setClear,
    'alerts.hysteresisM': words.setHysteresis,
    'alerts.forecastMinutes': words.setForecast,
  };
}
