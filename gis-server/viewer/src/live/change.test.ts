import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChangeGatherer, type LayerChange, merge, Postponed, readJobId, readLayerChange } from './change';

describe('a layer event', () => {
  test('says which layer changed, and where', () => {
    const data = '{"layer":"parcels","revision":8,"boxes":[[143.0,42.9,143.1,43.0]]}';
    expect(readLayerChange(data)).toEqual({
      layer: 'parcels',
      boxes: [[143.0, 42.9, 143.1, 43.0]],
      entry: false,
    });
  });

  test('without readable boxes means everywhere, never nowhere', () => {
    expect(readLayerChange('{"layer":"parcels","boxes":null}')?.boxes).toBeNull();
    expect(readLayerChange('{"layer":"parcels","boxes":[[1,2,3]]}')?.boxes).toBeNull();
  });

  test('without any box is news of the entry in the catalogue', () => {
    const news = { layer: 'parcels', boxes: null, entry: true };
    expect(readLayerChange('{"layer":"parcels","boxes":[]}')).toEqual(news);
  });

  test('that cannot be read is none', () => {
    expect(readLayerChange('hello')).toBeNull();
    expect(readLayerChange('{"revision":8}')).toBeNull();
  });
});

test('a job event names its job', () => {
  expect(readJobId('{"id":"j1","state":"running"}')).toBe('j1');
  expect(readJobId('[]')).toBeNull();
});

describe('two changes of a layer', () => {
  const here: LayerChange = { layer: 'a', boxes: [[0, 0, 1, 1]], entry: false };
  const there: LayerChange = { layer: 'a', boxes: [[2, 2, 3, 3]], entry: false };
  const everywhere: LayerChange = { layer: 'a', boxes: null, entry: true };

  test('cover both places', () => {
    expect(merge(here, there).boxes).toHaveLength(2);
  });

  test('are everywhere when one is', () => {
    expect(merge(everywhere, here).boxes).toBeNull();
    expect(merge(here, everywhere).boxes).toBeNull();
    expect(merge(everywhere, here).entry).toBe(true);
  });

  test('are everywhere when there are too many to follow', () => {
    let change = here;
    for (let i = 0; i < 600; i++) change = merge(change, there);
    expect(change.boxes).toBeNull();
  });
});

describe('the changes of a moment', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('are told once, one per layer, and the next moment tells anew', () => {
    const told: LayerChange[][] = [];
    const gatherer = new ChangeGatherer(300, (changes) => told.push(changes));
    gatherer.add({ layer: 'a', boxes: [[0, 0, 1, 1]], entry: false });
    vi.advanceTimersByTime(200);
    gatherer.add({ layer: 'b', boxes: null, entry: true });
    gatherer.add({ layer: 'a', boxes: [[2, 2, 3, 3]], entry: false });
    expect(told).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(told.map((changes) => changes.map((c) => c.layer))).toEqual([['a', 'b']]);
    gatherer.add({ layer: 'a', boxes: null, entry: true });
    vi.advanceTimersByTime(300);
    expect(told[1]).toEqual([{ layer: 'a', boxes: null, entry: true }]);
  });
});

describe('what is postponed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is done once, within its time, however often it was asked, and can be asked again', () => {
    let done = 0;
    const postponed = new Postponed(2000, () => done++, () => 0.5);
    postponed.ask();
    postponed.ask();
    vi.advanceTimersByTime(999);
    expect(done).toBe(0);
    vi.advanceTimersByTime(1);
    expect(done).toBe(1);
    postponed.ask();
    vi.advanceTimersByTime(1000);
    expect(done).toBe(2);
  });
});
