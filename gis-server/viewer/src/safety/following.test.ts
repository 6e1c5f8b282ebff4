import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AskAgain, Following } from './following';

const LINE: [number, number][] = [
  [141.82, 42.76],
  [141.83, 42.76],
];

function fix(lon: number, lat: number, accuracyM: number) {
  return { place: [lon, lat] as [number, number], accuracyM, atMs: 0 };
}

describe('following a route', () => {
  test('40 m aside is still on it, more is not', () => {
    const following = new Following(LINE);
    expect(following.take(fix(141.825, 42.76034, 5)).isAside).toBe(false);
    expect(following.take(fix(141.825, 42.76038, 5)).isAside).toBe(true);
  });

  test('a position that may be off by more than it lies aside proves nothing', () => {
    expect(new Following(LINE).take(fix(141.825, 42.7605, 60)).isAside).toBe(false);
  });

  test('near its end one has arrived, and nowhere else', () => {
    const following = new Following(LINE);
    expect(following.take(fix(141.8298, 42.76, 5)).hasArrived).toBe(true);
    expect(following.take(fix(141.829, 42.76, 5)).hasArrived).toBe(false);
  });

  test('whoever stands at the shelter, away from the road where the line ends, has arrived and not left the way', () => {
    const following = new Following(LINE, [141.83, 42.7607]);
    const there = following.take(fix(141.83, 42.7606, 5));
    expect(there.hasArrived).toBe(true);
    expect(there.isAside).toBe(false);
    expect(new Following(LINE).take(fix(141.83, 42.7606, 5)).isAside).toBe(true);
  });
});

describe('asking again', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('wishes within ten seconds of a question are one, and come after them', () => {
    const ask = vi.fn();
    const again = new AskAgain(ask, 10_000, () => Date.now());
    again.asked();
    again.wish();
    again.wish();
    vi.advanceTimersByTime(9_999);
    expect(ask).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ask).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test('the first wish after a quiet time is asked at once', () => {
    const ask = vi.fn();
    const again = new AskAgain(ask, 10_000, () => Date.now());
    again.wish();
    vi.advanceTimersByTime(0);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test('a wish that was put off is not asked once somebody has asked by hand, or left', () => {
    const ask = vi.fn();
    const again = new AskAgain(ask, 10_000, () => Date.now());
    again.asked();
    again.wish();
    again.asked();
    again.wish();
    again.stop();
    vi.advanceTimersByTime(60_000);
    expect(ask).not.toHaveBeenCalled();
  });
});
