import { expect, test } from 'vitest';
import { byConcern, readAnswer } from './hazardAnswer';

test('what concerns the place comes first, and not knowing before being out', () => {
  const { hazards } = readAnswer({
    hazards: [
      { hazard: 'flood', result: 'out' },
      { hazard: 'tsunami', result: 'unknown' },
      { hazard: 'inland_flood', result: 'near' },
      { hazard: 'landslide', result: 'in' },
    ],
    notices: {},
  });
  expect(byConcern(hazards).map(({ hazard }) => hazard)).toEqual(['landslide', 'inland_flood', 'tsunami', 'flood']);
});

test('a result that nobody knows is not taken for safe', () => {
  const { hazards } = readAnswer({ hazards: [{ hazard: 'flood', result: 'fine' }, { hazard: 'tsunami' }] });
  expect(hazards.map(({ result }) => result)).toEqual(['unknown', 'unknown']);
});

test('only maps that say something about the place are sources', () => {
  const source = (title: string) => ({ titles: { ja: title }, statusTexts: { ja: '参考' }, date: '2026-04-01' });
  const { hazards } = readAnswer({
    hazards: [
      { hazard: 'flood', result: 'in', maps: [{ result: 'in', source: source('最大') }, { result: 'out', source: source('計画') }] },
    ],
  });
  expect(hazards[0]?.sources).toEqual([
    { titles: { ja: '最大', easy: '最大', en: '最大' }, statuses: { ja: '参考', easy: '参考', en: '参考' }, date: '2026-04-01' },
  ]);
  expect(() => readAnswer({ code: 'bad' })).toThrow();
});
