import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readAnswer, type SearchAnswer } from './answer';
import { MAX_LENGTH, PAUSE_MS, Suggester, type Suggestions } from './suggestions';

const NOTHING: SearchAnswer = { hits: [], more: false };

/** A server whose answers are in the hands of the test. */
function suggester() {
  const asked: { text: string; signal: AbortSignal; answer: (a: SearchAnswer) => void }[] = [];
  const shown: Suggestions[] = [];
  const made = new Suggester(
    (text, signal) => new Promise((answer) => asked.push({ text, signal, answer })),
    (suggestions) => shown.push(suggestions),
  );
  return { made, asked, shown };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('suggestions while typing', () => {
  test('the server is asked once typing pauses, for the last text', () => {
    const { made, asked } = suggester();
    made.ask('本');
    vi.advanceTimersByTime(PAUSE_MS - 1);
    made.ask('本町 ');
    vi.advanceTimersByTime(PAUSE_MS);
    expect(asked.map((question) => question.text)).toEqual(['本町']);
  });

  test('an overtaken question is aborted and its late answer is not shown', async () => {
    const { made, asked, shown } = suggester();
    made.askNow('本町');
    made.askNow('本町1');
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[1]?.answer(NOTHING);
    asked[0]?.answer({ hits: [], more: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual([{ state: 'found', ...NOTHING }]);
  });

  test('a slow answer shows that it is on its way', async () => {
    const { made, asked, shown } = suggester();
    made.askNow('本町');
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown).toEqual([{ state: 'loading' }]);
    asked[0]?.answer(NOTHING);
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown.at(-1)?.state).toBe('found');
  });

  test('an empty field closes the list and a text too long is not sent', () => {
    const { made, asked, shown } = suggester();
    made.askNow(' ');
    made.askNow('長'.repeat(MAX_LENGTH + 1));
    expect(shown).toEqual([{ state: 'closed' }, { state: 'tooLong' }]);
    expect(asked).toEqual([]);
  });
});

describe('the answer', () => {
  test('a hit that makes no sense is left out', () => {
    const hit = { kind: 'parcel', layer: 'parcels', id: 7, title: '本町1', point: [141.8, 42.7] };
    const answer = readAnswer({ hits: [hit, { kind: 'ghost', title: 'x' }, null], more: true });
    expect(answer.more).toBe(true);
    expect(answer.hits).toEqual([
      {
        kind: 'parcel',
        layer: 'parcels',
        id: '7',
        title: '本町1',
        detail: '',
        point: [141.8, 42.7],
        bbox: null,
        note: '',
      },
    ]);
    expect(() => readAnswer({})).toThrow();
  });
});
