import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Readiness } from './readiness';

/** A map that fires `idle` as the map library does: only after a drawing, and only when it has all. */
function watched() {
  const listeners = new Map<string, (() => void)[]>();
  const map = {
    isLoaded: false,
    drawings: 0,
    on: (name: string, act: () => void) =>
      void listeners.set(name, [...(listeners.get(name) ?? []), act]),
    loaded: () => map.isLoaded,
    triggerRepaint: () => {
      map.drawings++;
      if (map.isLoaded) for (const act of listeners.get('idle') ?? []) act();
    },
  };
  const attributes = new Map<string, string>();
  const root = { setAttribute: (name: string, value: string) => attributes.set(name, value) };
  const readiness = new Readiness(root as unknown as HTMLElement, map as never, () => true);
  return { map, readiness, isBusy: () => attributes.get('aria-busy') === 'true' };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a busy map', () => {
  test('is ready when loading ended without any event', () => {
    const { map, isBusy } = watched();
    vi.advanceTimersByTime(1000);
    expect(isBusy()).toBe(true);
    map.isLoaded = true;
    vi.advanceTimersByTime(200);
    expect(isBusy()).toBe(false);
  });

  test('is not looked at any more once it is ready', () => {
    const { map } = watched();
    map.isLoaded = true;
    vi.advanceTimersByTime(5000);
    expect(map.drawings).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('stays busy as long as a work goes on', async () => {
    const { map, readiness, isBusy } = watched();
    map.isLoaded = true;
    vi.advanceTimersByTime(200);
    let finish = () => {};
    const work = readiness.during(new Promise<void>((resolve) => (finish = resolve)));
    vi.advanceTimersByTime(1000);
    expect(isBusy()).toBe(true);
    finish();
    await work;
    vi.advanceTimersByTime(200);
    expect(isBusy()).toBe(false);
  });
});
