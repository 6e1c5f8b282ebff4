import { describe, expect, test } from 'vitest';
import { inOrder, nextLevel, reached, readGauge, readSheet } from './gauge';
import { drawSign, signOf, standingOf } from './looks';

const LEVELS = [
  { code: 'danger', name: '氾濫危険水位', metres: 4, severity: 'danger' },
  { code: 'standby', name: '水防団待機水位', metres: 1, severity: 'standby' },
];

function gauge(name: string, metres: number | null, level: string | null, more: object = {}) {
  const latest = metres === null ? null : { time: '2026-09-01T00:00:00Z', metres, level };
  const read = readGauge({ gauge: name, id: 7, name, levels: LEVELS, quality: 'good', latest, ...more });
  if (read === null) throw new Error('no gauge');
  return read;
}

describe('gauges', () => {
  test('are read with their levels from low to high, and what makes no sense is left out', () => {
    const sheet = readSheet({
      time: '2026-09-01T00:10:00Z',
      minds: true,
      gauges: [{ gauge: 'G01', id: 12, lon: 141, lat: 42, levels: [...LEVELS, { code: 'x' }] }, { name: 'no number' }, 3],
    });
    expect(sheet.minds).toBe(true);
    expect(sheet.gauges).toHaveLength(1);
    expect(sheet.gauges[0]).toMatchObject({ gauge: 'G01', id: '12', name: 'G01', place: [141, 42], quality: 'none' });
    expect(sheet.gauges[0]?.levels.map(({ code }) => code)).toEqual(['standby', 'danger']);
    expect(readSheet('nothing').gauges).toEqual([]);
  });

  test('stand in the order of what is grave, then of what is not known, then of what is near', () => {
    const all = [
      gauge('calm', -2, null),
      gauge('near', 0.9, null),
      gauge('silent', 4.5, 'danger', { quality: 'silent' }),
      gauge('danger', 4.2, 'danger'),
      gauge('standby', 1.2, 'standby'),
    ];
    expect(inOrder(all).map(({ name }) => name)).toEqual(['danger', 'standby', 'silent', 'near', 'calm']);
  });

  test('a reading that is not to be relied on reaches nothing', () => {
    for (const quality of ['silent', 'maintenance', 'doubted', 'late', 'none']) {
      const one = gauge('a', 4.5, 'danger', { quality });
      expect(reached(one)).toBeNull();
      expect(standingOf(one)).toBe('unknown');
    }
    expect(reached(gauge('a', 4.5, 'danger'))?.name).toBe('氾濫危険水位');
  });

  test('the next level is the lowest above the water', () => {
    expect(nextLevel(gauge('a', 0.2, null))?.code).toBe('standby');
    expect(nextLevel(gauge('a', 1, 'standby'))?.code).toBe('danger');
    expect(nextLevel(gauge('a', 4, 'danger'))).toBeNull();
  });
});

describe('the sign on the map', () => {
  test('shows no water where none is known', () => {
    const water = (name: string) => drawSign(name)?.shapes.filter(({ fill }) => fill !== undefined).length;
    expect(signOf(gauge('a', 4.5, 'danger', { quality: 'maintenance' }), 'light')).toContain('unknown/maintenance//');
    expect(water(signOf(gauge('a', 2, 'standby'), 'light'))).toBe(3);
    expect(water(signOf(gauge('a', 2, 'standby', { quality: 'silent' }), 'light'))).toBe(1);
  });

  test('is the same image for readings that look the same, and others for other standings', () => {
    expect(signOf(gauge('a', 2, 'standby'), 'light')).toBe(signOf(gauge('b', 2.001, 'standby'), 'light'));
    const forms = new Set(['standby', 'danger', null].map((level) => signOf(gauge('a', 2, level), 'light')));
    expect(forms.size).toBe(3);
  });

  test('names of others draw nothing', () => {
    expect(drawSign('machizu:symbol/gauge')).toBeNull();
    expect(drawSign('machizu-gauge:nonsense/good///light')).toBeNull();
  });
});
