import { describe, expect, test } from 'vitest';
import { labelOf, valueText } from './attributeText';
import { type Attribute, readCatalogue } from './catalogue';

const attribute = (type: string, unit = ''): Attribute => ({ name: 'a', title: 'a', type, unit });

describe('a value in words', () => {
  test('nothing is a dash, and zero is not nothing', () => {
    expect(valueText(null, attribute('text'), 'ja')).toBe('—');
    expect(valueText(0, attribute('integer'), 'ja')).toBe('0');
  });

  test('a measured number has thousands and its unit; a code or year has neither', () => {
    expect(valueText(12345.5, attribute('real', '㎡'), 'ja')).toBe('12,345.5 ㎡');
    expect(valueText(2026, attribute('integer'), 'ja')).toBe('2026');
    expect(valueText(12345.5, attribute('real'), 'ja')).toBe('12,345.5');
  });

  test('in a column whose head has the unit, the number stands alone', () => {
    expect(valueText(12345.5, attribute('real', '㎡'), 'ja', false)).toBe('12,345.5');
  });

  test('a day stays the same day in every zone', () => {
    expect(valueText('2026-01-01', attribute('date'), 'ja')).toBe('2026年1月1日');
    expect(valueText('2026-01-01', attribute('date'), 'en')).toBe('1 January 2026');
  });

  test('a moment is shown in Japan time', () => {
    const shown = valueText('2026-01-31T20:30:00Z', attribute('datetime'), 'en');
    expect(shown).toContain('1 Feb 2026');
    expect(shown).toContain('05:30');
  });

  test('yes and no are words', () => {
    expect(valueText(false, attribute('boolean'), 'ja')).toBe('いいえ');
  });

  test('what does not fit its type is shown as it came', () => {
    expect(valueText('令和8年頃', attribute('date'), 'ja')).toBe('令和8年頃');
    expect(valueText('不明', attribute('real', 'm'), 'ja')).toBe('不明 m');
  });
});

describe('what a feature is called', () => {
  const names = ['code', '所在地', '施設・場所名'];
  const attributes = names.map((name) => ({ name, type: 'text' }));
  const [layer] = readCatalogue({ collections: [{ id: 'shelters', machizu: { attributes } }] });
  if (layer === undefined) throw new Error('no layer');

  test('its name, even when other attributes stand before', () => {
    const properties = { code: '01', 所在地: '東1条', '施設・場所名': '中央公民館' };
    expect(labelOf(layer, properties, '5')).toBe('中央公民館');
  });

  test('else its kind, by which the map tells such features apart', () => {
    const zones = { ...layer, attributes: ['no', '用途地域'].map((name) => ({ ...attribute('text'), name, title: name })) };
    const properties = { no: 'Z2', 用途地域: '商業地域' };
    expect(labelOf(zones, properties, '5', '用途地域')).toBe('商業地域');
    expect(labelOf(zones, properties, '5')).toBe('Z2');
  });

  test('else its first text, else its id, else nothing', () => {
    expect(labelOf(layer, { code: '', 所在地: '東1条' }, '5')).toBe('東1条');
    expect(labelOf(layer, {}, '5')).toBe('#5');
    expect(labelOf(layer, {}, null)).toBe('');
  });
});
