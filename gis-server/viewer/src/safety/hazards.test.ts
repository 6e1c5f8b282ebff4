import { describe, expect, test } from 'vitest';
import { layersByHazard, placeQuery, readPlaceAnswer } from './hazards';
import { readWords, wordsOf } from './words';

const ANSWER = {
  place: { lon: 141.82, lat: 42.76 },
  answered: '2026-11-28T09:00:00Z',
  hazards: [
    {
      hazard: 'flood',
      titles: { ja: '洪水', easy: '川の 水', en: 'River flood' },
      result: 'in',
      summaries: { ja: 'ここは…', easy: 'ここは …', en: 'Here …' },
      picture: { depthFromM: 0.5, depthToM: 3, scene: 'ground_floor' },
      maps: [
        {
          map: 'flood_maximum',
          titles: { ja: '想定最大規模', en: 'Largest' },
          scale: 'largest',
          result: 'in',
          depth: { fromM: 0.5, toM: null, label: '' },
          duration: { fromHours: 24, toHours: 72 },
          source: { layer: 'flood_maximum', source: '北海道', accuracyM: 25, statusTexts: { ja: '参考です。' } },
        },
      ],
    },
    { hazard: 'meteor', result: 'in' },
    { hazard: 'tsunami', titles: { ja: '津波' }, result: 'sideways', maps: [] },
  ],
  notices: { ja: '参考です。' },
  levels: { scheme: '2026-05', levels: [{ level: 5, warnings: { ja: 'レベル5特別警報' } }] },
};

describe('an answer about a place', () => {
  const answer = readPlaceAnswer(ANSWER);

  test('is read whole, and a hazard that nobody knows is passed over', () => {
    expect(answer.hazards.map(({ hazard }) => hazard)).toEqual(['flood', 'tsunami']);
    const [flood] = answer.hazards;
    expect(flood?.summary.en).toBe('Here …');
    expect(flood?.picture).toEqual({ fromM: 0.5, toM: 3 });
    expect(flood?.maps[0]?.depth).toEqual({ fromM: 0.5, toM: null });
    expect(flood?.maps[0]?.duration).toEqual({ fromHours: 24, toHours: 72 });
    expect(answer.levels[0]?.warning.easy).toBe('レベル5特別警報');
  });

  test('a result that nobody knows is unknown, which is never taken for safe', () => {
    expect(answer.hazards[1]?.result).toBe('unknown');
  });

  test('anything else is none', () => {
    expect(() => readPlaceAnswer({ hazards: 'none' })).toThrow();
  });
});

test('a place is asked about to the metre, and no closer', () => {
  expect(placeQuery([141.8212345678, 42.7612345678])).toBe('lon=141.82123&lat=42.76123');
});

test('on the map lie the zones of the largest scale, or else the first map there is', () => {
  const maps = [
    { hazard: 'flood', layer: 'flood_depth', kind: 'grid', scale: 'largest' },
    { hazard: 'flood', layer: 'flood_maximum', kind: 'zones', scale: 'largest' },
    { hazard: 'flood', layer: 'flood_planned', kind: 'zones', scale: 'planned' },
    { hazard: 'landslide', layer: 'landslide', kind: 'zones', scale: null },
    { hazard: 'tsunami', layer: 'waves', kind: 'grid', scale: 'largest' },
  ];
  expect([...layersByHazard({ maps })]).toEqual([
    ['flood', ['flood_maximum']],
    ['landslide', ['landslide']],
    ['tsunami', ['waves']],
  ]);
});

test('words in several languages fall back on each other', () => {
  expect(readWords({ ja: '学校', en: 'School' })).toEqual({ ja: '学校', easy: '学校', en: 'School' });
  expect(wordsOf({ advice: 'go' }, 'advice').easy).toBe('go');
  expect(wordsOf({ summaries: { en: 'x' }, summary: 'y' }, 'summary').ja).toBe('x');
  expect(wordsOf({}, 'title')).toEqual({ ja: '', easy: '', en: '' });
});
