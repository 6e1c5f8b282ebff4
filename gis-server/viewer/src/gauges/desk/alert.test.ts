import { describe, expect, test } from 'vitest';
import { AGAIN_MS, Alarm, beepsOf } from './alarm';
import { type Alert, type Group, grouped, isLoud, readAlert, readDeliveries, readSteps, tagOf } from './alert';
import { deedsOf, digestOf, factsOf, headlineOf, labelOf } from './alertWords';

const NOW = new Date('2026-09-01T03:00:00+09:00');

function alert(id: number, more: object = {}): Alert {
  const read = readAlert({
    id,
    gauge: 'G01',
    name: '東和橋',
    kind: 'level',
    level: 'judgement',
    levelName: '避難判断水位',
    severity: 'judgement',
    raised: NOW.toISOString(),
    last: NOW.toISOString(),
    status: 'active',
    version: 3,
    ...more,
  });
  if (read === null) throw new Error('no alert');
  return read;
}

const noticed = { acknowledged: { by: 'duty', at: NOW.toISOString(), note: '' } };

describe('alerts on the desk', () => {
  const ids = (groups: readonly Group[]) => groups.map(({ lead, others }) => [lead, ...others].map(({ id }) => id));

  test('stand together gauge by gauge, the gravest that goes on first', () => {
    const { waiting } = grouped([
      alert(1, { severity: 'standby' }),
      alert(2, { severity: 'caution', gauge: 'G02' }),
      alert(3, { severity: 'danger', status: 'ended' }),
      alert(4, { severity: 'judgement' }),
      alert(5, { severity: 'caution', ...noticed }),
    ]);
    expect(ids(waiting)).toEqual([[4, 5, 1, 3], [2]]);
    expect(waiting.map(({ key }) => key)).toEqual(['G01', 'G02']);
  });

  test('are led by the level that is reached, not by one that is only forecast or doubtful', () => {
    const { waiting } = grouped([
      alert(1, { severity: 'danger', kind: 'forecast' }),
      alert(2, { severity: 'judgement' }),
      alert(3, { severity: 'caution', gauge: 'G02' }),
      alert(4, { severity: 'danger', gauge: 'G03', kind: 'forecast' }),
    ]);
    expect(ids(waiting)).toEqual([[4], [2, 1], [3]]);
  });

  test('the gravest waits on top, a drill never before what is real, nor among it', () => {
    const { waiting } = grouped([
      alert(1, { severity: 'danger', drill: true }),
      alert(2, { severity: 'caution', gauge: 'G02' }),
      alert(3, { severity: 'danger', gauge: 'G03' }),
      alert(4, { severity: 'danger', status: 'ended' }),
    ]);
    expect(ids(waiting)).toEqual([[3], [2], [4], [1]]);
  });

  test('what somebody has noticed goes on or is over; what was withdrawn or past waits for nobody', () => {
    const parts = grouped([
      alert(1, noticed),
      alert(2, { ...noticed, status: 'ended' }),
      alert(3, { status: 'withdrawn' }),
      alert(4, { status: 'ended', past: true }),
      alert(5, { gauge: 'G02' }),
    ]);
    expect(ids(parts.waiting)).toEqual([[5]]);
    expect(ids(parts.standing)).toEqual([[1]]);
    expect(ids(parts.over)[0]?.sort()).toEqual([2, 3, 4]);
  });

  test('are told in a line when there are many, each gauge by its gravest', () => {
    const { waiting } = grouped([alert(1), alert(2, { severity: 'danger' }), alert(3, { gauge: 'G02' })]);
    expect(digestOf(waiting, 'ja')).toBe('2地点に3件：危険\u00a01\u2060地点・避難判断\u00a01\u2060地点');
    expect(waiting[0] && labelOf(waiting[0], NOW, 'ja')).toBe('東和橋 避難判断水位に到達 確認待ち 2件');
  });

  test('say how long ago they began', () => {
    const since = new Date('2026-09-01T03:48:00+09:00');
    expect(factsOf(alert(1), null, since, 'ja')).toEqual(['午前3時 発生（48分前）']);
    expect(deedsOf(alert(1, noticed), 'ja')).toEqual(['確認：duty（9/1 03:00）']);
  });

  test('say what is so', () => {
    const reach = { about: 1500, soonest: 900, latest: 3600 };
    expect(headlineOf(alert(1), NOW, 'ja')).toBe('避難判断水位に到達');
    expect(headlineOf(alert(1, { kind: 'forecast', reach }), NOW, 'ja')).toBe('約25分後に避難判断水位（15〜60分）');
    expect(headlineOf(alert(1, { kind: 'forecast', reach, status: 'ended' }), NOW, 'ja')).toBe('避難判断水位に達する見込みだった');
    expect(headlineOf(alert(1, { kind: 'no-data', level: null, levelName: null }), NOW, 'ja')).toContain('届いていません');
    expect(headlineOf(alert(1, { kind: 'bad-data' }), NOW, 'ja')).toContain('本当なら避難判断水位');
  });

  test('are changed in the state in which they were seen', () => {
    expect(tagOf(alert(7))).toBe('"alert-7-3"');
  });

  test('what makes no sense is none', () => {
    expect(readAlert({ id: 1, kind: 'nonsense', raised: NOW.toISOString() })).toBeNull();
    expect(readAlert({ id: 1, kind: 'level', raised: 'never' })).toBeNull();
    expect(readSteps({ steps: [{ what: 'raised' }, { what: 'cleared', recorded: NOW.toISOString() }] })).toHaveLength(1);
    expect(readDeliveries({ deliveries: [{}, { made: NOW.toISOString(), state: 'sent' }] })).toHaveLength(1);
  });
});

describe('the alarm', () => {
  test('says each alert once, and again when it is graver', () => {
    const alarm = new Alarm();
    expect(alarm.heed([alert(1)], 0)).toMatchObject({ fresh: [{ id: 1 }], sound: 'judgement' });
    expect(alarm.heed([alert(1)], 1000)).toEqual({ fresh: [], sound: null });
    expect(alarm.heed([alert(1, { severity: 'danger' })], 2000)).toMatchObject({ fresh: [{ id: 1 }], sound: 'danger' });
  });

  test('sounds again each minute until somebody takes notice', () => {
    const alarm = new Alarm();
    alarm.heed([alert(1)], 0);
    expect(alarm.heed([alert(1)], AGAIN_MS - 1).sound).toBeNull();
    expect(alarm.heed([alert(1)], AGAIN_MS)).toEqual({ fresh: [], sound: 'judgement' });
    expect(alarm.heed([alert(1, noticed)], 2 * AGAIN_MS).sound).toBeNull();
  });

  test('is silent below caution, and for what is over and noticed', () => {
    expect(isLoud(alert(1, { severity: 'standby' }))).toBe(false);
    expect(isLoud(alert(1, { severity: 'caution' }))).toBe(true);
    expect(new Alarm().heed([alert(1, { severity: 'notice' })], 0).sound).toBeNull();
  });

  test('the graver, the more it beeps, and the higher', () => {
    expect(beepsOf('danger').length).toBeGreaterThan(beepsOf('caution').length);
    expect(beepsOf('danger')[0]?.[0]).toBeGreaterThan(beepsOf('caution')[0]?.[0] ?? 0);
  });
});
