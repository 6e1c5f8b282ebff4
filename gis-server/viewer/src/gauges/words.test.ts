import { describe, expect, test } from 'vitest';
import { type Forecast, readGauge } from './gauge';
import { fixedMetres, forecastText, measuredText, standingText, toOverflowText, trendText, untilNextText } from './words';

const NOW = new Date('2026-09-01T03:00:00+09:00');

function forecast(about: number, soonest: number, latest: number, agoMin = 0): Forecast {
  return {
    level: 'judgement',
    since: new Date(NOW.getTime() - agoMin * 60_000),
    aboutS: about * 60,
    soonestS: soonest * 60,
    latestS: latest * 60,
  };
}

describe('a forecast in words', () => {
  test('says about when, and how uncertain that is', () => {
    expect(forecastText(forecast(24, 16, 57), '避難判断水位', NOW, 'ja')).toBe('約25分後に避難判断水位（15〜60分）');
    expect(forecastText(forecast(24, 16, 57), 'judgement', NOW, 'en')).toBe('judgement in about 25 min (15–60 min)');
  });

  test('counts down while no reading comes', () => {
    expect(forecastText(forecast(34, 26, 67, 10), '避難判断水位', NOW, 'ja')).toBe('約25分後に避難判断水位（15〜60分）');
    expect(forecastText(forecast(10, 5, 20, 9), '避難判断水位', NOW, 'ja')).toBe('まもなく避難判断水位に達する見込み');
    expect(forecastText(forecast(10, 5, 20, 60), '避難判断水位', NOW, 'ja')).toBe('まもなく避難判断水位に達する見込み');
  });

  test('far away it is told in hours', () => {
    expect(forecastText(forecast(150, 100, 240), '氾濫危険水位', NOW, 'ja')).toBe('約2.5時間後に氾濫危険水位（100〜240分）');
  });
});

describe('heights and trends in words', () => {
  test('metres have two places and a real minus', () => {
    expect(fixedMetres(2.3)).toBe('2.30');
    expect(fixedMetres(-1.205)).toBe('−1.21');
    expect(fixedMetres(-0.001)).toBe('0.00');
  });

  test('below and above where overflow begins', () => {
    expect(toOverflowText(-1.2, 'ja')).toBe('氾濫開始水位まで 1.20 m');
    expect(toOverflowText(0.3, 'ja')).toBe('氾濫開始水位より 0.30 m 高い');
    expect(toOverflowText(0, 'en')).toBe('at the overflow level');
  });

  test('a trend tells its speed, unless it is none', () => {
    expect(trendText({ direction: 'rising', metresPerHour: 0.318 }, 'ja')).toBe('上昇中（1時間に +0.32 m）');
    expect(trendText({ direction: 'falling', metresPerHour: -0.3 }, 'en')).toBe('falling, −0.30 m per hour');
    expect(trendText({ direction: 'steady', metresPerHour: 0.01 }, 'ja')).toBe('横ばい');
    expect(trendText(null, 'ja')).toBe('変化は分かりません');
  });

  test('an age has its moment', () => {
    expect(measuredText(new Date(NOW.getTime() - 600_000), NOW, 'ja')).toBe('10分前（午前2時50分）の観測');
  });
});

describe('what a gauge says', () => {
  const levels = [{ code: 'caution', name: '氾濫注意水位', metres: 2, severity: 'caution' }];
  const gauge = (metres: number, level: string | null, quality = 'good') => {
    const read = readGauge({ gauge: 'G', levels, quality, latest: { time: NOW.toISOString(), metres, level } });
    if (read === null) throw new Error('no gauge');
    return read;
  };

  test('is the level that is reached, or how far it is', () => {
    expect(standingText(gauge(2.1, 'caution'), 'ja')).toBe('氾濫注意水位に到達');
    expect(untilNextText(gauge(2.1, 'caution'), 'ja')).toBe('');
    expect(standingText(gauge(1.4, null), 'ja')).toBe('どの基準水位よりも低い');
    expect(untilNextText(gauge(1.4, null), 'ja')).toBe('氾濫注意水位まで あと 0.60 m');
  });

  test('is no level while it cannot be relied on', () => {
    expect(standingText(gauge(7.37, 'caution', 'maintenance'), 'ja')).toBe('点検中');
    expect(untilNextText(gauge(1, null, 'silent'), 'ja')).toBe('');
  });
});
