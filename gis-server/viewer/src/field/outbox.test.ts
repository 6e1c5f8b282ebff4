import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProblemError, UnreachableError } from '../http/client';
import type { NewReport } from '../residents/reports';
import { Outbox } from './outbox';
import { HeldReports } from './outboxStore';

let store: HeldReports;
let hasNetwork: boolean;
let refuses: string;
let sent: string[];
let waiting: number[];
let refused: unknown[];
let outbox: Outbox;

const report = (id: string): NewReport => ({ id, place: [141.8, 42.7], seen: new Date(0), note: '', photo: null });
const problem = (status: number) => new ProblemError(status, 'x', '', '', '');

beforeEach(() => {
  vi.useFakeTimers();
  store = new HeldReports();
  hasNetwork = true;
  refuses = '';
  sent = [];
  waiting = [];
  refused = [];
  outbox = new Outbox(
    store,
    async ({ id }) => {
      if (!hasNetwork) throw new UnreachableError('no network');
      if (id === refuses) throw problem(400);
      sent.push(id);
    },
    { onWaiting: (count) => waiting.push(count), onRefused: (error) => refused.push(error) },
  );
});

afterEach(() => vi.useRealTimers());

test('with a network a report goes at once and nothing stays', async () => {
  expect(await outbox.add(report('a'))).toBe(true);
  expect(sent).toEqual(['a']);
  expect(await store.list()).toEqual([]);
});

test('without a network reports wait, and go by themselves in their order', async () => {
  hasNetwork = false;
  expect(await outbox.add(report('a'))).toBe(false);
  expect(await outbox.add(report('b'))).toBe(false);
  expect(waiting.at(-1)).toBe(2);
  hasNetwork = true;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(sent).toEqual(['a', 'b']);
  expect(waiting.at(-1)).toBe(0);
});

test('what waits goes with the next report that comes through', async () => {
  hasNetwork = false;
  await outbox.add(report('a'));
  hasNetwork = true;
  await outbox.add(report('b'));
  await outbox.flush();
  expect(sent.sort()).toEqual(['a', 'b']);
  expect(await store.list()).toEqual([]);
});

test('what the server will never take is told and does not hold up the others', async () => {
  hasNetwork = false;
  await outbox.add(report('bad'));
  await outbox.add(report('b'));
  hasNetwork = true;
  refuses = 'bad';
  await outbox.flush();
  expect(sent).toEqual(['b']);
  expect(refused).toHaveLength(1);
  await expect(outbox.add(report('bad'))).rejects.toThrow();
  expect(await store.list()).toEqual([]);
});

test('a session that has ended, a limit and a fault of the server are waited for', async () => {
  for (const status of [401, 429, 503]) {
    const held = new HeldReports();
    const one = new Outbox(held, () => Promise.reject(problem(status)), {
      onWaiting: () => {},
      onRefused: () => {},
    });
    expect(await one.add(report('a'))).toBe(false);
    expect(await held.list()).toHaveLength(1);
  }
});
