import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue';
import { matches } from './filter';

const [layer] = readCatalogue({
  collections: [{ id: 'gauges', title: '水位センサー', machizu: { titles: { ja: '水位センサー', en: 'Gauges' } } }],
});
if (layer === undefined) throw new Error('no layer');

test.each(['', 'ｾﾝｻｰ', 'せんさー', 'GAUGE', '水位 防災', '　水位　'])('“%s” finds it', (filter) => {
  expect(matches(layer, '防災', filter)).toBe(true);
});

test.each(['道路', '水位 道路'])('“%s” does not', (filter) => {
  expect(matches(layer, '防災', filter)).toBe(false);
});
