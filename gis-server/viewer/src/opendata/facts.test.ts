import { expect, test } from 'vitest';
import { feedbackAddress, readFacts, toldOf } from './facts';

const halls = {
  id: 'halls',
  title: 'Halls',
  attributes: [
    { name: 'name', title: '名称' },
    { name: 'open', title: '開館' },
    { name: 'memo', title: '備考' },
    { name: 'seats', title: '席数' },
  ],
};

test('what the page lacks is read as nothing', () => {
  expect(readFacts('{"language":"xx"}')).toEqual({
    id: '',
    style: '',
    language: 'ja',
    view: null,
    box: null,
    layers: [],
  });
});

test('a feature is told in the order of its attributes, without what is empty or unknown', () => {
  const properties = { seats: 0, memo: '', open: true, name: '公民館', inner: 1 };
  expect(toldOf(halls, properties, ['はい', 'いいえ'])).toEqual([
    ['名称', '公民館'],
    ['開館', 'はい'],
    ['席数', '0'],
  ]);
});

test('the address of feedback keeps the map and the language, and names the feature', () => {
  const place = { lng: 141.23456789, lat: 42.5 };
  const page = '/open/feedback?map=bosai&lang=en';
  expect(feedbackAddress(page, place, { layer: 'halls', id: '12' })).toBe(
    '/open/feedback?map=bosai&lang=en&lon=141.234568&lat=42.500000&layer=halls&feature=12',
  );
  expect(feedbackAddress(page, place, null)).not.toContain('feature');
});
