import { describe, expect, test } from 'vitest';
import { changeBetween, readWords, type Words } from './describe';

const shelters: Words = {
  ja: '避難所',
  en: 'Shelters',
  group: 'disaster',
  source: '安平町',
  licence: 'CC-BY-4.0',
  date: '2026-04-01',
};

describe('the words of a layer', () => {
  test('are read with what nobody has said left empty', () => {
    const document = { title: { ja: '避難所', en: 'Shelters' }, group: 'disaster', date: null };
    expect(readWords(document)).toEqual({ ...shelters, source: '', licence: '', date: '' });
    expect(() => readWords([])).toThrow('no description');
  });

  test('only what differs is sent', () => {
    expect(changeBetween(shelters, shelters)).toEqual({});
    expect(changeBetween(shelters, { ...shelters, source: '' })).toEqual({ source: '' });
    expect(changeBetween(shelters, { ...shelters, date: '' })).toEqual({ date: null });
    expect(changeBetween(shelters, { ...shelters, ja: '避難場所' })).toEqual({
      title: { ja: '避難場所', en: 'Shelters' },
    });
  });

  test('without an English title the Japanese stands for both', () => {
    expect(changeBetween(shelters, { ...shelters, en: '' })).toEqual({
      title: { ja: '避難所', en: '避難所' },
    });
  });
});
