import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError, UnreachableError } from '../../http/client';
import type { Fields } from './fields';
import { ShelterSync } from './shelterSync';

const START = Date.parse('2026-11-28T09:00:00Z');
const AHEAD_MS = 3_600_000;

/** A server with one shelter, whose clock is an hour ahead of the phone's. */
class Server {
  state: Record<string, unknown> = { status: 'open', people: 10, full: false, note: '', changed: null, version: 1 };
  hasNetwork = true;
  answers = 0;
  bodies: Partial<Fields>[] = [];
  refuses = 0;
  /** Somebody else is faster once. */
  onPut: () => void = () => {};

  change(state: Record<string, unknown>): void {
    const changed = new Date(Date.now() + AHEAD_MS).toISOString();
    this.state = { ...this.state, ...state, changed, version: Number(this.state['version']) + 1 };
  }

  private answer() {
    this.answers++;
    const json = { id: 'S01', capacity: 100, state: this.state };
    return { json, etag: `"${this.state['version']}"`, time: new Date(Date.now() + AHEAD_MS) };
  }

  async get() {
    if (!this.hasNetwork) throw new UnreachableError('no network');
    return this.answer();
  }

  async put(body: Partial<Fields>, etag: string) {
    this.onPut();
    this.onPut = () => {};
    if (!this.hasNetwork) throw new UnreachableError('no network');
    if (this.refuses > 0) throw new ProblemError(this.refuses, 'x', '', '', '');
    if (etag !== `"${this.state['version']}"`) throw new ProblemError(412, 'stale', '', '', '');
    this.bodies.push(body);
    this.change(body);
    return this.answer();
  }
}

let server: Server;
let kept: Map<string, string>;
let others: { people: number | null; lost: readonly string[] }[];
let refused: unknown[];

function phone(): ShelterSync {
  const memory = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return new ShelterSync('S01', server, memory, {
    onChange: () => {},
    onOthers: ({ state }, lost) => others.push({ people: state.people, lost }),
    onRefused: (error) => refused.push(error),
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  server = new Server();
  kept = new Map();
  others = [];
  refused = [];
});

afterEach(() => vi.useRealTimers());

test('ten taps are one change, shown at once', async () => {
  const sync = phone();
  await sync.flush();
  for (let people = 11; people <= 20; people++) sync.change({ people });
  expect(sync.fields?.people).toBe(20);
  expect(sync.isWaiting).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.bodies).toEqual([{ people: 20 }]);
  expect(sync.isWaiting).toBe(false);
  expect(others).toEqual([]);
});

test('what is said without a network is kept over closing the page, and goes when there is one', async () => {
  await phone().flush();
  const first = phone();
  server.hasNetwork = false;
  first.change({ people: 33, note: '毛布あり' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(first.isOffline).toBe(true);

  const again = phone();
  expect(again.fields).toMatchObject({ people: 33, note: '毛布あり', status: 'open' });
  expect(again.isWaiting).toBe(true);
  server.hasNetwork = true;
  await again.flush();
  expect(server.bodies).toEqual([{ people: 33, note: '毛布あり' }]);
  expect(again.isWaiting).toBe(false);
});

test('by itself it tries again until there is a network', async () => {
  const sync = phone();
  await sync.flush();
  server.hasNetwork = false;
  sync.change({ full: true });
  await vi.advanceTimersByTimeAsync(60_000);
  server.hasNetwork = true;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(server.bodies).toEqual([{ full: true }]);
  expect(sync.isOffline).toBe(false);
});

test('headquarters closing it later holds against what the phone said before, and is told', async () => {
  const sync = phone();
  await sync.flush();
  server.hasNetwork = false;
  sync.change({ status: 'opening', people: 44 });
  await vi.advanceTimersByTimeAsync(5000);
  server.change({ status: 'closed' });
  server.hasNetwork = true;
  await sync.flush();
  expect(others.at(-1)?.lost).toEqual(['status']);
  expect(sync.fields).toMatchObject({ status: 'closed', people: 44 });
  expect(server.bodies).toEqual([{ people: 44 }]);
});

test('what the phone said last holds against headquarters, though its clock is an hour slow', async () => {
  const sync = phone();
  await sync.flush();
  server.hasNetwork = false;
  server.change({ people: 5 });
  await vi.advanceTimersByTimeAsync(5000);
  sync.change({ people: 44 });
  await vi.advanceTimersByTimeAsync(2000);
  server.hasNetwork = true;
  await sync.flush();
  expect(server.state['people']).toBe(44);
  expect(others.at(-1)?.lost).toEqual([]);
});

test('whoever is overtaken asks how things stand, and tries again', async () => {
  const sync = phone();
  await sync.flush();
  server.onPut = () => server.change({ note: '本部から' });
  sync.change({ people: 12 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.state).toMatchObject({ people: 12, note: '本部から', version: 3 });
  expect(others).toEqual([{ people: 10, lost: [] }]);
});

test('what is tapped while a change is on its way goes next', async () => {
  const sync = phone();
  await sync.flush();
  server.onPut = () => sync.change({ people: 12 });
  sync.change({ people: 11 });
  await vi.advanceTimersByTimeAsync(3000);
  expect(server.bodies).toEqual([{ people: 11 }, { people: 12 }]);
});

test('what the server refuses is given up and told; a token that ended keeps it', async () => {
  const sync = phone();
  await sync.flush();
  server.refuses = 400;
  sync.change({ people: -1 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(refused).toHaveLength(1);
  expect(sync.fields?.people).toBe(10);

  server.refuses = 401;
  sync.change({ people: 20 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(sync.isOver).toBe(true);
  expect(sync.isWaiting).toBe(true);
  const asked = server.answers;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(server.answers - asked).toBeLessThanOrEqual(2);
});
