import { describe, expect, test } from 'vitest';
import { emptyPlan, isEmpty, moved, type Plan, readPlan, runsOut, withItems, withSteps, writePlan } from './plan';

const PLAN: Plan = {
  ...emptyPlan(),
  members: { adults: 2, children: 1, infants: 0, elderly: 1, pets: 1 },
  needs: ['walking', 'medicine'],
  help: '祖母の車いすは父が押す',
  home: { place: [141.82, 42.76], name: '本町二丁目1-2' },
  shelters: { flood: { id: 'S03', name: 'みどり野中学校' } },
  steps: [[], [{ text: '持ち出し袋を見る' }], [{ text: '祖母と出る' }, { text: '電気を切る' }], [], []],
  bag: [{ text: '水', isPacked: true, until: '2027-03-31' }],
  changed: '2026-11-28T00:12:00.000Z',
};

describe('a plan', () => {
  test('comes back from its file as it was', () => {
    expect(readPlan(writePlan(PLAN))).toEqual(PLAN);
    expect(isEmpty(PLAN)).toBe(false);
    expect(isEmpty({ ...emptyPlan(), changed: 'once' })).toBe(true);
  });

  test('of somebody else, or no file of ours, is none', () => {
    expect(readPlan('not JSON')).toBeNull();
    expect(readPlan('[]')).toBeNull();
    expect(readPlan(JSON.stringify({ ...PLAN, format: 'other' }))).toBeNull();
  });

  test('takes from a damaged file what has sense, and no more than it may hold', () => {
    const damaged = JSON.parse(writePlan(PLAN));
    damaged.members = { adults: -3, children: '2', pets: 1e9 };
    damaged.needs = ['walking', 'flying'];
    damaged.home = { place: [500, 42] };
    damaged.steps = [Array.from({ length: 99 }, () => ({ text: 'x'.repeat(999) }))];
    damaged.bag = [{ text: 7, until: 'tomorrow' }];
    const read = readPlan(JSON.stringify(damaged));
    expect(read?.members).toEqual({ adults: 0, children: 2, infants: 0, elderly: 0, pets: 99 });
    expect(read?.needs).toEqual(['walking']);
    expect(read?.home).toBeNull();
    expect(read?.steps.map((steps) => steps.length)).toEqual([30, 0, 0, 0, 0]);
    expect(read?.steps[0]?.[0]?.text).toHaveLength(200);
    expect(read?.bag).toEqual([{ text: '', isPacked: false, until: '' }]);
  });

  test('takes a template once, behind its own steps', () => {
    const once = withSteps(PLAN, [['天気を見る'], ['持ち出し袋を見る', '道を確かめる']]);
    expect(once.steps[1]).toEqual([{ text: '持ち出し袋を見る' }, { text: '道を確かめる' }]);
    expect(withSteps(once, [['天気を見る']])).toEqual(once);
    expect(withItems(PLAN.bag, ['水', 'ラジオ']).map(({ text }) => text)).toEqual(['水', 'ラジオ']);
  });

  test('steps change places with their neighbours, and not beyond the ends', () => {
    const steps = [{ text: 'a' }, { text: 'b' }];
    expect(moved(steps, 1, -1).map(({ text }) => text)).toEqual(['b', 'a']);
    expect(moved(steps, 0, -1).map(({ text }) => text)).toEqual(['a', 'b']);
    expect(moved(steps, 1, 1).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  test('tells what has run out and what soon will', () => {
    const bag = ['2026-11-27', '2026-11-28', '2026-12-28', '2026-12-29', ''].map((until) => ({ text: until, isPacked: true, until }));
    const { over, soon } = runsOut(bag, '2026-11-28');
    expect(over.map(({ until }) => until)).toEqual(['2026-11-27']);
    expect(soon.map(({ until }) => until)).toEqual(['2026-11-28', '2026-12-28']);
  });
});
