import { expect, test } from 'vitest';
import { granteesOf, hasLimits, NO_SHARE, readRule, ruleOf, shareOf } from './rule';

const ROWS = { op: 'isNull', args: [{ property: '支援措置' }] };

/** As the sample town's residents have it, and more. */
const RULE = readRule({
  grants: { welfare: ['read', 'edit'], duty: ['read'], '@sato': ['read'] },
  attributes: { 氏名: { duty: 'masked' }, 生年月日: { duty: 'hidden', welfare: 'onDemand' } },
  rows: { welfare: ROWS },
  coarseningM: { duty: 250 },
  times: { partner: { delayMinutes: 30, horizonMinutes: 360 } },
  consents: { minsei: '同意日' },
});

test('the shares of all grantees make up the same rule again', () => {
  const grantees = granteesOf(RULE);
  expect(grantees).toEqual(['@sato', 'duty', 'minsei', 'partner', 'welfare']);
  expect(ruleOf(new Map(grantees.map((one) => [one, shareOf(RULE, one)])))).toEqual(RULE);
});

test('a share holds all that the rule says of one grantee, and nothing of others', () => {
  expect(shareOf(RULE, 'duty')).toEqual({
    grants: ['read'],
    shown: { 氏名: 'masked', 生年月日: 'hidden' },
    rows: undefined,
    coarseningM: 250,
    times: null,
    consent: null,
  });
  expect(shareOf(RULE, 'planner')).toEqual(NO_SHARE);
});

test('who is granted nothing leaves no trace in the rule', () => {
  expect(ruleOf(new Map([['crew', NO_SHARE]]))).toEqual(readRule({}));
});

test('grants stand in one order, however they were chosen', () => {
  const share = { ...NO_SHARE, grants: ['edit' as const, 'read' as const] };
  expect(ruleOf(new Map([['crew', share]])).grants).toEqual({ crew: ['read', 'edit'] });
});

test('limits are told from grants', () => {
  expect(hasLimits(shareOf(RULE, '@sato'))).toBe(false);
  for (const grantee of ['duty', 'welfare', 'partner']) {
    expect(hasLimits(shareOf(RULE, grantee)), grantee).toBe(true);
  }
});
