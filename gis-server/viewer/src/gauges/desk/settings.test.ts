import { describe, expect, test } from 'vitest';
import { type Gauge, readGauge } from '../gauge';
import { countingAt, readEntries, spanAt } from './entries';
import { changesOf, type Values, valuesOf, WrongValue } from './settings';

const at = (time: string) => new Date(`2026-09-01T${time}:00Z`);
const moment = (time: string) => at(time).toISOString();

const ENTRIES = {
  entries: [
    { number: 5, what: 'ended', entry: 2, to: moment('01:30'), author: 'b' },
    { number: 4, what: 'settings', from: moment('02:00'), author: 'b', settings: { embankmentM: 6, idleMinutes: 30 } },
    { number: 3, what: 'settings', from: moment('00:00'), author: 'a', settings: { embankmentM: 5, sensors: [{ device: 'x', measures: 'distance-down', datumM: 5.5 }, { device: 'y', measures: 'level' }] } },
    { number: 2, what: 'maintenance', from: moment('01:00'), to: moment('03:00'), author: 'a', reason: '定期点検' },
    { number: 1, what: 'drill', from: moment('01:00'), to: moment('04:00'), name: '訓練', author: 'a' },
    { number: 'x' },
  ],
};

function gauge(): Gauge {
  const levels = [{ code: 'caution', name: '氾濫注意水位', metres: 2, severity: 'caution' }];
  const read = readGauge({ gauge: 'G01', levels, zeroTpM: 12.3, embankmentM: 4.5 });
  if (read === null) throw new Error('no gauge');
  return read;
}

function changed(before: Values, change: (values: Values) => void): Values {
  const after = structuredClone(before);
  change(after);
  return after;
}

describe('what was entered about a gauge', () => {
  test('ends when somebody has ended it, else when it was to end', () => {
    const entries = readEntries(ENTRIES);
    expect(spanAt(entries, 'maintenance', at('01:15'))?.reason).toBe('定期点検');
    expect(spanAt(entries, 'maintenance', at('01:30'))).toBeNull();
    expect(spanAt(entries, 'drill', at('03:59'))?.name).toBe('訓練');
    expect(spanAt(entries, 'drill', at('00:59'))).toBeNull();
  });

  test('counts from its moment on, each setting since its own', () => {
    const before = countingAt(readEntries(ENTRIES), at('01:00'));
    const after = countingAt(readEntries(ENTRIES), at('02:00'));
    expect(before.get('embankmentM')).toMatchObject({ value: 5, author: 'a' });
    expect(before.has('idleMinutes')).toBe(false);
    expect(after.get('embankmentM')).toMatchObject({ value: 6, since: at('02:00') });
    expect(after.get('sensors')?.since).toEqual(at('00:00'));
  });
});

describe('the form for settings', () => {
  const counting = countingAt(readEntries(ENTRIES), at('03:00'));
  const before = valuesOf(gauge(), counting);

  test('shows what counts: what people set, else what the layer has', () => {
    expect(before.texts).toMatchObject({ embankmentM: '6', zeroTpM: '12.3', 'sensor.device': 'x', 'quality.lowest': '' });
    expect(before.levels).toEqual([{ code: 'caution', name: '氾濫注意水位', metres: '2', severity: 'caution' }]);
  });

  test('sends what was changed and nothing else', () => {
    expect(changesOf(before, structuredClone(before), counting)).toEqual({});
    const after = changed(before, (values) => (values.texts['embankmentM'] = '５．５'));
    expect(changesOf(before, after, counting)).toEqual({ embankmentM: 5.5 });
  });

  test('sends all levels in their order, new ones with a code of their own', () => {
    const after = changed(before, (values) =>
      values.levels.push({ code: '', name: '準備', metres: '1.5', severity: 'notice' }),
    );
    expect(changesOf(before, after, counting)['levels']).toEqual([
      { code: 'level-2-150', name: '準備', metres: 1.5, severity: 'notice' },
      { code: 'caution', name: '氾濫注意水位', metres: 2, severity: 'caution' },
    ]);
  });

  test('keeps a second sensor, which it does not show', () => {
    const after = changed(before, (values) => (values.texts['sensor.datumM'] = '5.4'));
    expect(changesOf(before, after, counting)['sensors']).toEqual([
      { device: 'x', measures: 'distance-down', datumM: 5.4 },
      { device: 'y', measures: 'level' },
    ]);
  });

  test('names the field that is wrong', () => {
    const wrong = (change: (values: Values) => void) => () => changesOf(before, changed(before, change), counting);
    expect(wrong((values) => (values.texts['quality.lowest'] = 'low'))).toThrow(new WrongValue('quality.lowest'));
    expect(wrong((values) => (values.texts['sensor.decoding'] = '{'))).toThrow(new WrongValue('sensor.decoding'));
    expect(wrong((values) => values.levels.push({ code: '', name: '', metres: '1', severity: 'notice' }))).toThrow(
      new WrongValue('levels'),
    );
  });
});
