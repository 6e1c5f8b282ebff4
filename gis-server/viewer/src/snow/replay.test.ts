import { describe, expect, test } from 'vitest';
import { Replay, spanOf, STEP_S, stepOf } from './replay';

const NOW = 1_769_800_000;
const HOUR = 3600;
const at = (seconds: number) => new Date(seconds * 1000);

describe('the times of a snowfall', () => {
  test('reach from its beginning to now while it snows', () => {
    const span = spanOf({ begin: at(NOW - 8 * HOUR), end: null }, NOW);
    expect(span).toEqual({ fromS: NOW - 8 * HOUR, untilS: NOW });
  });

  test('reach half a day beyond its end, but not into the future', () => {
    const old = { begin: at(NOW - 60 * HOUR), end: at(NOW - 50 * HOUR) };
    expect(spanOf(old, NOW).untilS).toBe(NOW - 38 * HOUR);
    expect(spanOf({ ...old, end: at(NOW - HOUR) }, NOW).untilS).toBe(NOW);
  });

  test('are three days at most, and an hour at least', () => {
    expect(spanOf({ begin: at(NOW - 500 * HOUR), end: null }, NOW).fromS).toBe(NOW - 72 * HOUR);
    const { fromS, untilS } = spanOf({ begin: at(NOW - 60), end: null }, NOW);
    expect(untilS - fromS).toBe(HOUR);
  });

  test('are the last half day where nothing is entered', () => {
    expect(spanOf(null, NOW)).toEqual({ fromS: NOW - 12 * HOUR, untilS: NOW });
  });
});

describe('a replay', () => {
  const span = { fromS: NOW - HOUR, untilS: NOW };

  test('stands at the end, and begins anew from there', () => {
    const replay = new Replay(span);
    expect(replay.atS).toBe(NOW);
    replay.play();
    expect(replay.atS).toBe(span.fromS);
  });

  test('goes on by its speed only while it is played', () => {
    const replay = new Replay(span);
    replay.goTo(span.fromS);
    replay.advance(1000);
    expect(replay.atS).toBe(span.fromS);
    replay.play();
    replay.speed = 300;
    replay.advance(2000);
    expect(replay.atS).toBe(span.fromS + 600);
    replay.pause();
    replay.advance(2000);
    expect(replay.atS).toBe(span.fromS + 600);
  });

  test('stops at the end', () => {
    const replay = new Replay(span);
    replay.play();
    replay.speed = 1200;
    replay.advance(3600_000);
    expect(replay.atS).toBe(NOW);
    expect(replay.isPlaying).toBe(false);
  });

  test('roads follow in whole steps from the begin, before which it had not snowed', () => {
    expect(stepOf(span.fromS, span)).toBe(span.fromS);
    expect(stepOf(span.fromS + STEP_S - 1, span)).toBe(span.fromS);
    expect(stepOf(span.fromS + STEP_S, span)).toBe(span.fromS + STEP_S);
  });
});
