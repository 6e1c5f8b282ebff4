import { expect, test } from 'vitest';
import { EVERYTHING, exportAddress, queryOf, readChains, readLines } from './log';

test('days are those of Japan, and the last one counts to its end', () => {
  const query = queryOf({ ...EVERYTHING, from: '2026-11-30', to: '2026-11-30' });
  expect(query.get('from')).toBe('2026-11-30T00:00:00+09:00');
  expect(query.get('to')).toBe('2026-12-01T00:00:00+09:00');
});

test('what is empty is not asked', () => {
  expect([...queryOf(EVERYTHING).keys()]).toEqual([]);
  expect(String(queryOf({ ...EVERYTHING, actor: 'sato', reason: '火災' }))).toBe(
    'actor=sato&reason=%E7%81%AB%E7%81%BD',
  );
});

test('the file holds what the list shows', () => {
  const address = exportAddress({ ...EVERYTHING, layer: 'residents' }, 'csv');
  expect(address).toBe('/api/audit/export?layer=residents&format=csv');
});

test('a line without reason and object is read', () => {
  const line = { time: 't', actor: 'a', object: null, details: { b: 2, a: '1' }, sealed: true };
  const page = readLines({ lines: [line], next: null });
  expect(page.entries[0]).toMatchObject({ object: '', reason: '', details: 'a=1; b=2' });
  expect(page.next).toBe('');
});

test('what is wrong with a chain is read', () => {
  const problems = [{ kind: 'changed', batch: 3, detail: 'batch 3' }];
  expect(readChains({ chains: [{ chain: 'town.gpkg', lines: 9, problems }] })).toEqual([
    { chain: 'town.gpkg', lines: 9, problems: [{ kind: 'changed', detail: 'batch 3' }] },
  ]);
});
