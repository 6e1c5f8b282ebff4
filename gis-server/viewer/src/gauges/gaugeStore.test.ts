import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GaugeStore } from './gaugeStore';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function store(answer: () => Promise<unknown> = async () => ({ gauges: [{ gauge: 'G01', id: 7 }] })) {
  const asked: number[] = [];
  const troubles: unknown[] = [];
  const made = new GaugeStore(
    {
      getJson: () => {
        asked.push(Date.now());
        return answer();
      },
    },
    (error) => troubles.push(error),
    () => Date.now(),
  );
  return { made, asked, troubles };
}

test('many news of a second are one question', async () => {
  const { made, asked } = store();
  await made.load();
  for (let i = 0; i < 50; i++) made.hurry();
  await vi.advanceTimersByTimeAsync(999);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(2);
  made.hurry();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(3);
});

test('a gauge is found by its number and by its feature', async () => {
  const { made } = store();
  await made.load();
  expect(made.find('G01')?.id).toBe('7');
  expect(made.findFeature('7')?.gauge).toBe('G01');
  expect(made.find('')).toBeNull();
});

test('an answer for somebody who has left is thrown away', async () => {
  let answer: (value: unknown) => void = () => {};
  const { made } = store(() => new Promise((resolve) => (answer = resolve)));
  const loading = made.load();
  made.clear();
  answer({ gauges: [{ gauge: 'G01' }] });
  await loading;
  expect(made.sheet).toBeNull();
});

test('trouble that nobody waits for is told, and the next news asks again', async () => {
  const { made, asked, troubles } = store(async () => {
    throw new Error('gone');
  });
  made.hurry();
  await vi.advanceTimersByTimeAsync(1000);
  expect(troubles).toHaveLength(1);
  made.hurry();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(2);
});
