import { expect, test } from 'vitest';
import { changesBetween } from './changes';
import { changeWords } from './changeWords';
import { readRuledLayer } from './layer';
import { readRule } from './rule';

const LAYER = readRuledLayer({
  layer: 'residents',
  titles: { ja: '住民', en: 'Residents' },
  sensitivity: 'personal',
  published: false,
  attributes: [
    { name: 'name', titles: { ja: '氏名', en: 'Name' }, type: 'text', visibility: 'onDemand' },
    { name: 'age', titles: { ja: '年齢', en: 'Age' }, type: 'integer', visibility: 'staff' },
  ],
  rule: {},
});

const ROWS = { op: 'isNull', args: [{ property: 'age' }] };

function told(before: unknown, after: unknown): string[] {
  return changesBetween(LAYER, readRule(before), readRule(after)).map(
    (change) => `${change.direction}: ${changeWords(change, LAYER, change.grantee, 'en')}`,
  );
}

test('nothing changes where the rules say the same', () => {
  const rule = { grants: { welfare: ['edit', 'read'] }, rows: { welfare: ROWS } };
  expect(told(rule, { ...rule, grants: { welfare: ['read', 'edit'] } })).toEqual([]);
});

test('whoever comes to read is told of, with what limits them', () => {
  const after = {
    grants: { welfare: ['read'] },
    attributes: { age: { welfare: 'hidden' } },
    rows: { welfare: ROWS },
    coarseningM: { welfare: 250 },
  };
  expect(told({}, after)).toEqual([
    'more: welfare will newly see this layer.',
    'less: “Age” for welfare: Hidden (before: Whole)',
    'less: Features for welfare: where “Age” is empty',
    'less: Places for welfare: blurred to 250 m.',
  ]);
});

test('of whoever reads no more, the limits do not matter', () => {
  const before = { grants: { duty: ['read', 'edit'] }, attributes: { age: { duty: 'masked' } } };
  expect(told(before, {})).toEqual([
    'less: duty will not see this layer any more.',
    'less: duty will not be able to edit any more.',
  ]);
});

test('taking a limit away opens, tightening it closes', () => {
  const grants = { duty: ['read'] };
  const limited = {
    grants,
    rows: { duty: ROWS },
    coarseningM: { duty: 250 },
    times: { duty: { delayMinutes: 30, horizonMinutes: 360 } },
  };
  expect(told(limited, { grants })).toEqual([
    'more: duty will see all features.',
    'more: duty will see exact places.',
    'more: No limit of time for duty any more.',
  ]);
  expect(told({ grants, coarseningM: { duty: 100 } }, { grants, coarseningM: { duty: 250 } })).toEqual(
    ['less: Places for duty: blurred to 250 m.'],
  );
});

test('an attribute that a rule shows as it is shown anyway has not changed', () => {
  const grants = { duty: ['read'], partner: ['read'] };
  expect(told({ grants }, { grants, attributes: { name: { duty: 'onDemand' } } })).toEqual([]);
  // Outside the offices nothing is seen that is not open.
  expect(told({ grants }, { grants, attributes: { age: { partner: 'hidden' } } })).toEqual([]);
  expect(told({ grants }, { grants, attributes: { name: { duty: 'whole' } } })).toEqual([
    'more: “Name” for duty: Whole (before: For a stated purpose)',
  ]);
});
