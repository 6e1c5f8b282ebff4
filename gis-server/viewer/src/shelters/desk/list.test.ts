import { expect, test } from 'vitest';
import { readShelter, type Shelter } from '../shelter';
import { countsOf, listed } from './list';

function shelter(id: string, name: string, state: Record<string, unknown>, kana = ''): Shelter {
  const made = readShelter({ id, name, kana, state });
  if (made === null) throw new Error('a shelter is none');
  return made;
}

const ALL = [
  shelter('S10', '緑ヶ丘会館', { status: 'open', people: 12 }, 'ミドリガオカカイカン'),
  shelter('S2', '本町会館', { status: 'opening' }),
  shelter('S1', '町役場', { status: 'open', people: null }),
  shelter('S3', '東小学校', { status: 'closed', people: 99 }),
];

test('shelters stand by their number, whatever their state', () => {
  expect(listed(ALL, 'all', '', 'ja').map(({ id }) => id)).toEqual(['S1', 'S2', 'S3', 'S10']);
});

test('one about to open is not among those that are not open', () => {
  expect(listed(ALL, 'open', '', 'ja').map(({ id }) => id)).toEqual(['S1', 'S2', 'S10']);
  expect(listed(ALL, 'closed', '', 'ja').map(({ id }) => id)).toEqual(['S3']);
});

test('a shelter is found by part of its name, its reading in hiragana, or its number in any width', () => {
  expect(listed(ALL, 'all', '会館', 'ja').map(({ id }) => id)).toEqual(['S2', 'S10']);
  expect(listed(ALL, 'all', 'みどりがおか', 'ja').map(({ id }) => id)).toEqual(['S10']);
  expect(listed(ALL, 'all', 'Ｓ１０', 'ja').map(({ id }) => id)).toEqual(['S10']);
});

test('people count where it is open, and not knowing is told', () => {
  expect(countsOf(ALL)).toEqual({ open: 2, people: 12, uncounted: 1 });
});
