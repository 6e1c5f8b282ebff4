import { expect, test } from 'vitest';
import { kindOf } from './kinds';

const TOWN = 'https://town.example';
const kind = (path: string, method = 'GET') => kindOf(method, TOWN + path, TOWN);

test('the page and what draws its map are kept', () => {
  expect(kind('/safety')).toBe('page');
  expect(kind('/safety?lon=141.8&lat=42.7')).toBe('page');
  expect(kind('/assets/safety-1a2b.js')).toBe('fixed');
  expect(kind('/safety-map.js?6.17.0')).toBe('fixed');
  expect(kind('/styles/default.json?lang=ja')).toBe('news');
  expect(kind('/tiles/roads.json?lang=ja')).toBe('news');
  expect(kind('/ogc/collections?f=json')).toBe('news');
  expect(kind('/tiles/roads/15/29291/12163.mvt?v=68')).toBe('tile');
});

test('answers, other pages, other towns and everything that writes go their way untouched', () => {
  expect(kind('/api/guidance?lon=141.8&lat=42.7')).toBe('none');
  expect(kind('/api/shelters')).toBe('none');
  expect(kind('/')).toBe('none');
  expect(kind('/field')).toBe('none');
  expect(kind('/safety', 'POST')).toBe('none');
  expect(kindOf('GET', 'https://tiles.example/tiles/x/1/1/1.mvt?v=1', TOWN)).toBe('none');
});

test('a tile without a revision in its address is not kept', () => {
  expect(kind('/tiles/roads/15/29291/12163.mvt')).toBe('none');
});
