import { describe, expect, test } from 'vitest';
import { agoText, durationText, momentText, shortMomentText } from './moments';

const at = (text: string) => new Date(text);

describe('moments in words', () => {
  test.each([
    [-5, '1分以内'],
    [59, '1分以内'],
    [60, '1分前'],
    [3599, '59分前'],
    [3600, '1時間前'],
    [7500, '2時間5分前'],
  ])('%i seconds ago: %s', (seconds, words) => {
    expect(agoText(seconds, 'ja')).toBe(words);
  });

  test('in English', () => {
    expect(agoText(3600, 'en')).toBe('1 h ago');
    expect(agoText(7500, 'en')).toBe('2 h 5 min ago');
    expect(durationText(30, 'en')).toBe('0 min');
  });

  test('midnight and noon are said as people say them, in the time of the town', () => {
    const now = at('2026-01-31T10:00:00+09:00');
    expect(momentText(at('2026-01-31T00:05:00+09:00'), now, 'ja')).toBe('午前0時5分');
    expect(momentText(at('2026-01-31T12:00:00+09:00'), now, 'ja')).toBe('午後0時');
    expect(momentText(at('2026-01-30T23:59:00+09:00'), now, 'ja')).toBe('1月30日 午後11時59分');
    expect(momentText(at('2026-01-30T23:59:00+09:00'), now, 'en')).toBe('23:59 on 30 Jan');
  });

  test('in figures', () => {
    expect(shortMomentText(at('2026-01-30T20:12:00Z'))).toBe('1/31 05:12');
  });
});
