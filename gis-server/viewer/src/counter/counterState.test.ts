import { describe, expect, test } from 'vitest';
import type { Report } from '../permits/report';
import { type CounterEvent, type CounterState, isPrinting, reduce, START } from './counterState';

const LOT = { id: 12, address: '本町二丁目1-2' };
const REPORT: Report = {
  lots: [LOT],
  isPlaced: true,
  areaM2: 200,
  geometry: { type: 'Point', coordinates: [141, 42] },
  at: '2026-01-01T00:00:00Z',
  groups: [],
  findings: [],
};
const CERTIFICATE = { number: '2026-000012', state: 'due', feeYen: 300, pages: 2, pdf: '/api/x' };
const SHAPE: GeoJSON.Geometry = { type: 'Point', coordinates: [141, 42] };

function after(...events: (CounterEvent | ((state: CounterState) => CounterEvent))[]): CounterState {
  return events.reduce<CounterState>(
    (state, event) => reduce(state, typeof event === 'function' ? event(state) : event),
    START,
  );
}

/** An answer that comes in the turn in which it was asked for. */
const site = ({ turn }: CounterState): CounterEvent => ({ kind: 'site', turn, report: REPORT });

const ANSWERED = after(
  { kind: 'begin' },
  { kind: 'type', question: '本町2', keys: 'numbers' },
  { kind: 'ask' },
  site,
  { kind: 'agree' },
);

describe("one person's enquiry", () => {
  test('goes from the start over search and site to the answer', () => {
    expect(ANSWERED.screen).toBe('answer');
    expect(ANSWERED.lots).toEqual([LOT]);
    expect(ANSWERED.keys).toBe('numbers');
  });

  test('is wiped to the very start, and no answer on its way is shown to the next person', () => {
    const asking = reduce(ANSWERED, { kind: 'ask' });
    const wiped = reduce(asking, { kind: 'wipe' });
    expect(wiped).toEqual({ ...START, turn: wiped.turn });
    const late = reduce(wiped, { kind: 'site', turn: asking.turn, report: REPORT });
    expect(late).toBe(wiped);
    const paper = { step: 'done', certificate: CERTIFICATE, printing: null } as const;
    expect(reduce(wiped, { kind: 'paper', turn: asking.turn, paper })).toBe(wiped);
  });

  test('ends with a word of thanks and nothing else', () => {
    const ended = reduce(ANSWERED, { kind: 'end' });
    expect(ended).toEqual({ ...START, screen: 'end', turn: ended.turn });
  });

  test('an overtaken answer of the search is not shown', () => {
    const first = after({ kind: 'begin' }, { kind: 'type', question: '本' });
    const second = reduce(first, { kind: 'type', question: '本町' });
    expect(reduce(second, { kind: 'found', turn: first.turn, hits: [] })).toBe(second);
    expect(reduce(second, { kind: 'found', turn: second.turn, hits: [] }).hits).toEqual([]);
  });

  test('is not agreed to before the answer about the lots has come', () => {
    const empty = after({ kind: 'begin' }, { kind: 'show-map' });
    expect(reduce(empty, { kind: 'agree' }).screen).toBe('site');
    const asking = reduce({ ...ANSWERED, screen: 'site' }, { kind: 'ask' });
    expect(reduce(asking, { kind: 'agree' }).screen).toBe('site');
    expect(reduce(empty, { kind: 'print' }).screen).toBe('site');
  });

  test('a lot that makes no site with the others leaves them as they were, with the reason', () => {
    const apart = reduce({ ...ANSWERED, screen: 'site' }, { kind: 'ask' });
    const told = reduce(apart, { kind: 'refused', turn: apart.turn, error: 'apart' });
    expect(told).toMatchObject({ lots: [LOT], report: REPORT, trouble: 'apart', isAsking: false });
  });

  test('back goes one screen back, and from a look at the map to where it was asked for', () => {
    const group = reduce(ANSWERED, { kind: 'open', group: 'use' });
    const look = reduce(group, { kind: 'look', title: '商業地域', shape: SHAPE });
    const seen: string[] = [];
    for (let state = look; state.screen !== 'start'; state = reduce(state, { kind: 'back' })) {
      seen.push(state.screen);
    }
    expect(seen).toEqual(['look', 'group', 'answer', 'site', 'search']);
  });

  test('back from the site forgets it', () => {
    const searching = reduce({ ...ANSWERED, screen: 'site' }, { kind: 'back' });
    expect(searching).toMatchObject({ screen: 'search', lots: [], report: null });
    expect(searching.question).toBe('本町2');
  });

  test('nobody goes back behind a paper that was made', () => {
    const offered = reduce(ANSWERED, { kind: 'print' });
    const { turn } = offered;
    const making = reduce(offered, { kind: 'paper', turn, paper: { step: 'making' } });
    expect(isPrinting(making)).toBe(true);
    expect(reduce(making, { kind: 'back' })).toBe(making);
    const done = reduce(making, { kind: 'paper', turn, paper: { step: 'unclear', certificate: null } });
    expect(isPrinting(done)).toBe(false);
    expect(reduce(done, { kind: 'back' })).toBe(done);
    const failed = reduce(making, { kind: 'paper', turn, paper: { step: 'failed', error: 1 } });
    expect(reduce(failed, { kind: 'back' })).toMatchObject({ screen: 'answer', paper: { step: 'offered' } });
  });

  test('begins at the start only', () => {
    expect(reduce(ANSWERED, { kind: 'begin' })).toBe(ANSWERED);
  });
});
