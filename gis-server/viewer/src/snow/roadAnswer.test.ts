import { describe, expect, test } from 'vitest';
import { answerText, readRoadAnswer } from './roadAnswer';

const NOW = new Date('2026-01-31T00:00:00Z');
const CLEARED = {
  state: 'cleared',
  clearedAt: '2026-01-30T20:12:30Z',
  confidence: 0.96,
  inferred: false,
};
const road = (whole: object, more: object = {}) =>
  readRoadAnswer({ road: 5, name: '町道1号線', ...whole, ...more });

describe('when a street was cleared', () => {
  test('is said with the time of day, and how sure it is', () => {
    expect(answerText(road(CLEARED), NOW, 'ja')).toBe(
      '午前5時12分に除雪されました（確からしさ：高い）。',
    );
    expect(answerText(road(CLEARED), NOW, 'en')).toBe('Cleared at 05:12 (confidence: high).');
  });

  test('is said with the day when it was not today', () => {
    const later = new Date('2026-02-01T00:00:00Z');
    expect(answerText(road(CLEARED), later, 'ja')).toContain('1月31日 午前5時12分に');
  });

  test('is not said to be done where it cannot be told, or is not yet', () => {
    const text = (state: string) => answerText(road({ state, confidence: null }), NOW, 'ja');
    expect(text('cannot-tell')).toBe('除雪車が通った可能性がありますが、除雪されたかどうか判定できません。');
    expect(text('not-yet')).toBe('まだ除雪されていません。');
    expect(text('none')).toBe('いまは除雪の対象となる降雪がありません。');
    expect(text('a state of the future')).toBe(text('cannot-tell'));
  });

  test('says that snow has covered it again', () => {
    const again = road({ ...CLEARED, state: 'snowed-over' });
    expect(answerText(again, NOW, 'ja')).toContain('その後また雪が積もりました');
  });

  test('says of which side it holds when one is done only', () => {
    const one = road({ state: 'not-yet' }, { forward: CLEARED, backward: { state: 'not-yet' } });
    expect(answerText(one, NOW, 'ja')).toBe(
      '片側の車線は午前5時12分に除雪されました。反対側はまだです（確からしさ：高い）。',
    );
  });

  test('says what was inferred', () => {
    expect(answerText(road({ ...CLEARED, inferred: true }), NOW, 'ja')).toContain('速度から推定');
    expect(answerText(road(CLEARED), NOW, 'ja')).not.toContain('推定');
  });
});

test('passes are read with their evidence, and are absent for those who are not told', () => {
  const pass = {
    device: 'plow-1',
    forward: false,
    left: '2026-01-30T20:12:30Z',
    doing: 'working',
    work: 'new-snow',
    inferred: true,
    confidence: 0.9,
    certain: false,
    evidence: { fixes: 12, distanceM: 2.5, gapS: 0, rival: 77 },
  };
  const told = road(CLEARED, { passesInAll: 3, evidence: [pass] });
  expect(told.passesInAll).toBe(3);
  expect(told.evidence?.[0]).toMatchObject({ isForward: false, fixes: 12, hasRival: true });
  expect(road(CLEARED).evidence).toBeNull();
});
