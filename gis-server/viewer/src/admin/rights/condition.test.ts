import { expect, test } from 'vitest';
import { conditionOf, rowsOf } from './condition';
import type { RuledAttribute } from './layer';

const titles = { ja: '', en: '' };
const ATTRIBUTES: RuledAttribute[] = [
  { name: 'state', titles, type: 'text', visibility: 'staff' },
  { name: 'age', titles, type: 'integer', visibility: 'staff' },
  { name: 'alone', titles, type: 'boolean', visibility: 'staff' },
  { name: 'born', titles, type: 'date', visibility: 'staff' },
];

const state = { property: 'state' };

test.each([
  [undefined],
  [{ op: 'isNull', args: [state] }],
  [{ op: 'not', args: [{ op: 'isNull', args: [state] }] }],
  [{ op: '=', args: [state, '同意'] }],
  [{ op: '<>', args: [{ property: 'age' }, 65] }],
  [{ op: '=', args: [{ property: 'alone' }, true] }],
  [{ op: '=', args: [{ property: 'born' }, { date: '1950-01-02' }] }],
  [{ op: '>', args: [{ property: 'age' }, 65] }],
  [{ op: 'and', args: [{ op: 'isNull', args: [state] }, { op: '=', args: [state, 'a'] }] }],
  [{ op: 'not', args: [{ op: '=', args: [state, 'a'] }] }],
])('a condition goes through the form unchanged: %j', (rows) => {
  expect(rowsOf(conditionOf(rows), ATTRIBUTES)).toEqual({ rows });
});

test('what three fields can say is no JSON for the clerk', () => {
  expect(conditionOf({ op: 'isNull', args: [state] }).kind).toBe('simple');
  expect(conditionOf({ op: '>', args: [{ property: 'age' }, 65] }).kind).toBe('cql');
  expect(conditionOf({ op: '=', args: [state, { property: 'age' }] }).kind).toBe('cql');
});

test.each([
  ['age', 'old'],
  ['age', ''],
  ['alone', 'yes'],
  ['born', '2 January'],
  ['state', ' '],
])('a value that is none of its attribute is refused: %s = %j', (attribute, value) => {
  const condition = { attribute, test: 'equals' as const, value };
  expect(rowsOf({ kind: 'simple', condition }, ATTRIBUTES)).toEqual({ wrong: 'value' });
});

test('what is no JSON object is refused', () => {
  for (const text of ['', '{', '[]', 'true']) {
    expect(rowsOf({ kind: 'cql', text }, ATTRIBUTES), text).toEqual({ wrong: 'json' });
  }
});
