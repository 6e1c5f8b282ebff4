import { expect, test } from 'vitest';
import { emptyPlan, type Plan } from './plan';
import { partsOfPlan, sharedText } from './planSheet';

const PLAN: Plan = {
  ...emptyPlan(),
  members: { adults: 2, children: 0, infants: 0, elderly: 1, pets: 1 },
  needs: ['walking'],
  help: '父が祖母を支える',
  home: { place: [141.82, 42.76], name: '本町二丁目1-2' },
  shelters: { flood: { id: 'S03', name: 'みどり野中学校' } },
  steps: [[], [], [{ text: '祖母と出る' }, { text: '  ' }], [], []],
  bag: [{ text: '水', isPacked: true, until: '2027-03-31' }],
};

test('only what was chosen goes, word for word', () => {
  expect(sharedText(PLAN, new Set(['shelters', 'timeline']), 'ja')).toBe(
    'わたしの計画（マイ・タイムライン）\n\n■ 災害ごとの避難先\n洪水: みどり野中学校\n\n■ 警戒レベルごとにすること\nレベル3: 祖母と出る',
  );
  expect(sharedText(PLAN, new Set(['household', 'shelters', 'timeline', 'bag']), 'ja')).not.toMatch(/本町|42\.76/);
  expect(sharedText(PLAN, new Set(['home']), 'en')).toContain('本町二丁目1-2 (42.76000, 141.82000)');
});

test('of nothing, nothing goes', () => {
  expect(sharedText(emptyPlan(), new Set(['household', 'home', 'shelters', 'timeline', 'bag']), 'ja')).toBe('');
  expect(sharedText(PLAN, new Set(), 'ja')).toBe('');
});

test('the sheet tells the household by numbers and needs', () => {
  const household = partsOfPlan(PLAN, 'ja').find(({ part }) => part === 'household');
  expect(household?.lines).toEqual(['大人: 2人', '高齢者: 1人', 'ペット: 1匹', '歩くのに手助けがいる', 'だれがだれを手伝うか: 父が祖母を支える']);
});
