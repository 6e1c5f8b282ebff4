import { describe, expect, test } from 'vitest';
import { barOf, spread } from './bar';
import { type Gauge, readGauge } from './gauge';

function gauge(more: object): Gauge {
  const level = (code: string, metres: number, severity: string) => ({ code, name: code, metres, severity });
  const read = readGauge({
    gauge: 'G01',
    levels: [level('standby', 1, 'standby'), level('caution', 2, 'caution'), level('danger', 4, 'danger')],
    quality: 'good',
    ...more,
  });
  if (read === null) throw new Error('no gauge');
  return read;
}

const latest = (metres: number) => ({ time: '2026-09-01T00:00:00Z', metres });

describe('the bar of a gauge', () => {
  test('is spread by its levels, with room below and above', () => {
    const bar = barOf(gauge({ latest: latest(1) }));
    expect(bar.lowM).toBeCloseTo(1 - 3 * 0.45);
    expect(bar.highM).toBeCloseTo(4 + 3 * 0.12);
    expect(bar.fill).toBeCloseTo(bar.levels[0] ?? -1);
    expect(bar.levels[1]).toBeCloseTo((2 - bar.lowM) / (bar.highM - bar.lowM));
  });

  test('is as high as the embankment, and as water above it', () => {
    expect(barOf(gauge({ embankmentM: 5 })).embankment).toBeLessThan(1);
    const over = barOf(gauge({ embankmentM: 5, latest: latest(6) }));
    expect(over.highM).toBeGreaterThan(6);
    expect(over.fill).toBeLessThan(1);
    expect(over.fill).toBeGreaterThan(over.embankment ?? 9);
  });

  test('reaches down to low water, which stands on it still', () => {
    const low = barOf(gauge({ latest: latest(-3) }));
    expect(low.lowM).toBeLessThan(-3);
    expect(low.fill).toBeGreaterThan(0);
  });

  test('has a scale with a single level, below zero too, and with none', () => {
    const one = barOf(gauge({ levels: [{ code: 'a', name: 'a', metres: -0.8, severity: 'caution' }] }));
    expect(one.highM - one.lowM).toBeGreaterThan(0.2);
    expect(one.fill).toBeNull();
    expect(barOf(gauge({ levels: [], latest: latest(0.3) })).fill).toBeGreaterThan(0);
    expect(barOf(gauge({ levels: [] })).fill).toBeNull();
  });
});

describe('labels beside a bar', () => {
  test('stand at their marks where there is room', () => {
    expect(spread([0, 30, 60], 20, 0, 100)).toEqual([0, 30, 60]);
  });

  test('give way upwards, and down again at the end, in their order', () => {
    expect(spread([50, 52, 54], 20, 0, 100)).toEqual([50, 70, 90]);
    expect(spread([90, 95, 99], 20, 0, 100)).toEqual([60, 80, 100]);
  });
});
