import { isRecord } from '../../http/client';
import { typedNumber } from '../../snow/desk/townTime';
import { type Gauge, readLevel, type Severity, textOf } from '../gauge';
import type { Counting } from './entries';

/** A named level as it stands in the form. */
export interface LevelRow {
  code: string;
  name: string;
  metres: string;
  severity: Severity;
}

/** What stands in the form, as typed. */
export interface Values {
  levels: LevelRow[];
  /** By the name of the field; empty for what is as the layer has it. */
  texts: Record<string, string>;
}

/** A field that is wrong. */
export class WrongValue extends Error {
  override readonly name = 'WrongValue';

  /** @param field its name; `levels` for the levels */
  constructor(readonly field: string) {
    super(field);
  }
}

/** Settings that are a number of their own. */
export const NUMBERS = ['zeroTpM', 'embankmentM', 'overflowM', 'idleMinutes', 'floodMinutes', 'floodFromM'] as const;
/** Settings that are lists of numbers of stations or devices. */
export const LISTS = ['upstream', 'downstream', 'senders'] as const;
export const QUALITY = ['lowest', 'highest', 'stepM', 'fastMPerMin', 'mostM', 'flatMinutes'] as const;
export const RULES = ['raiseCount', 'raiseOf', 'clearCount', 'hysteresisM', 'forecastMinutes'] as const;
export const SENSOR_NUMBERS = ['datumM', 'factor', 'offsetM'] as const;

/** What counts now, for the form. */
export function valuesOf(gauge: Gauge, counting: ReadonlyMap<string, Counting>): Values {
  const value = (name: string) => counting.get(name)?.value;
  const texts: Record<string, string> = {};
  const put = (field: string, given: unknown) => {
    texts[field] = typeof given === 'number' || typeof given === 'string' ? String(given) : '';
  };
  for (const name of NUMBERS) put(name, value(name));
  put('zeroTpM', value('zeroTpM') ?? gauge.zeroTpM);
  put('embankmentM', value('embankmentM') ?? gauge.embankmentM);
  for (const name of LISTS) {
    const list = value(name);
    texts[name] = Array.isArray(list) ? list.join(', ') : '';
  }
  put('section', value('section') ?? gauge.section);
  const [quality, rules, sensor] = [value('quality'), value('alerts'), firstOf(value('sensors'))];
  for (const name of QUALITY) put(`quality.${name}`, isRecord(quality) ? quality[name] : '');
  for (const name of RULES) put(`alerts.${name}`, isRecord(rules) ? rules[name] : '');
  put('sensor.device', sensor['device']);
  put('sensor.measures', sensor['measures'] ?? 'level');
  for (const name of SENSOR_NUMBERS) put(`sensor.${name}`, sensor[name]);
  texts['sensor.decoding'] = sensor['decoding'] === undefined ? '' : JSON.stringify(sensor['decoding']);
  const set = value('levels');
  const levels = Array.isArray(set) ? set.flatMap((one: unknown) => readLevel(one) ?? []) : gauge.levels;
  return {
    levels: levels.map(({ code, name, metres, severity }) => ({ code, name, metres: String(metres), severity })),
    texts,
  };
}

/**
 * The settings that somebody changed, as the server takes them; empty when nothing was changed. What
 * hangs together (limits, rules, a sensor) is sent together.
 *
 * @param before what counted when the form was opened
 * @param counting for what the form does not show, as a second sensor
 * @throws WrongValue
 */
export function changesOf(
  before: Values,
  after: Values,
  counting: ReadonlyMap<string, Counting>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  const text = (field: string) => (after.texts[field] ?? '').trim();
  const isChanged = (field: string) => text(field) !== (before.texts[field] ?? '');
  if (JSON.stringify(after.levels) !== JSON.stringify(before.levels)) changes['levels'] = levelsOf(after.levels);
  for (const name of NUMBERS) if (isChanged(name)) changes[name] = number(name, text(name));
  for (const name of LISTS) if (isChanged(name)) changes[name] = partsOf(text(name));
  if (isChanged('section')) changes['section'] = text('section');
  const groups = [
    ['quality', QUALITY],
    ['alerts', RULES],
  ] as const;
  for (const [group, names] of groups) {
    if (!names.some((name) => isChanged(`${group}.${name}`))) continue;
    const known = counting.get(group)?.value;
    const values: Record<string, unknown> = isRecord(known) ? { ...known } : {};
    for (const name of names) {
      const field = `${group}.${name}`;
      if (text(field) === '') delete values[name];
      else values[name] = number(field, text(field));
    }
    changes[group] = values;
  }
  const sensorFields = ['device', 'measures', ...SENSOR_NUMBERS, 'decoding'];
  if (sensorFields.some((name) => isChanged(`sensor.${name}`))) {
    changes['sensors'] = sensorsOf(text, counting.get('sensors')?.value);
  }
  return changes;
}

function levelsOf(rows: readonly LevelRow[]): unknown[] {
  return rows
    .map(({ code, name, metres, severity }, i) => {
      const height = typedNumber(metres);
      if (name.trim() === '' || !Number.isFinite(height)) throw new WrongValue('levels');
      return { code: code || `level-${i + 1}-${Math.round(height * 100)}`, name: name.trim(), metres: height, severity };
    })
    .sort((a, b) => a.metres - b.metres);
}

function sensorsOf(text: (field: string) => string, known: unknown): unknown[] {
  const others = Array.isArray(known) ? known.slice(1) : [];
  if (text('sensor.device') === '') return others;
  const sensor: Record<string, unknown> = { device: text('sensor.device'), measures: text('sensor.measures') };
  for (const name of SENSOR_NUMBERS) {
    const typed = text(`sensor.${name}`);
    if (typed !== '') sensor[name] = number(`sensor.${name}`, typed);
  }
  if (text('sensor.decoding') !== '') {
    try {
      sensor['decoding'] = JSON.parse(text('sensor.decoding'));
    } catch {
      throw new WrongValue('sensor.decoding');
    }
  }
  return [sensor, ...others];
}

function number(field: string, typed: string): number {
  const value = typedNumber(typed);
  if (!Number.isFinite(value)) throw new WrongValue(field);
  return value;
}

function partsOf(typed: string): string[] {
  return typed
    .normalize('NFKC')
    .split(/[,、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function firstOf(list: unknown): Record<string, unknown> {
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return isRecord(first) ? first : {};
}

/** The name of the setting that a field belongs to. */
export function settingOf(field: string): string {
  const [group = '', name] = field.split('.');
  if (name === undefined) return group;
  return group === 'sensor' ? 'sensors' : group;
}

/** For the form: who set something, and since when it counts. */
export function sinceOf(counting: ReadonlyMap<string, Counting>, field: string): { since: Date; author: string } | null {
  const found = counting.get(settingOf(field));
  return found === undefined ? null : { since: found.since, author: textOf(found.author) };
}

