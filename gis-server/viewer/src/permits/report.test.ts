import { expect, test } from 'vitest';
import { countResults, readReport } from './report';

const ANSWER = {
  site: {
    parcels: [{ id: 7, address: '本町二丁目1-2', number: 'P004017' }],
    placed: true,
    areaM2: 332.69,
    accuracyM: 0.2,
    geometry: { type: 'Polygon', coordinates: [] },
  },
  at: '2026-11-27T13:00:00Z',
  asOf: null,
  groups: [{ id: 'use', title: '用途', titles: { ja: '用途', easy: 'つかいかた', en: 'Use' } }],
  findings: [
    {
      id: 'zoning',
      group: 'use',
      titles: { ja: '用途地域', easy: '用途地域', en: 'Use district' },
      result: 'in',
      texts: { ja: '定められています。', easy: '', en: '' },
      values: { 用途地域: '商業地域', 容積率: 360 },
      remark: 'capped-by-road',
      basis: '建築基準法',
      status: 'certified',
      department: { names: { ja: '都市計画係' }, phone: '0199-00-2101' },
      source: { titles: { ja: '用途地域', en: 'Zoning' }, revision: 12, date: '2026-04-01', accuracyM: 2.5 },
      columns: [{ name: '容積率', titles: { ja: '容積率', en: 'Floor area ratio' }, unit: '%' }],
      toleranceM: 2.51,
      features: [{ id: 14, label: 'Z14', certain: false, areaM2: 332.69, attributes: { 容積率: 400 } }],
    },
    { id: 'forest', group: 'use', result: 'unknown', source: null },
    { id: 'odd', group: 'use', result: 'perhaps' },
  ],
};

test('a report is read with what each finding rests on', () => {
  const report = readReport(ANSWER);
  expect(report.lots).toEqual([{ id: 7, address: '本町二丁目1-2' }]);
  const [zoning] = report.findings;
  expect(zoning).toMatchObject({ result: 'in', remark: 'capped-by-road', isCertified: true });
  expect(zoning?.named[0]).toMatchObject({ label: 'Z14', certain: false, measures: { areaM2: 332.69 } });
  expect(zoning?.source?.accuracyM).toBe(2.5);
});

test('a language without words of its own takes the Japanese', () => {
  const [zoning] = readReport(ANSWER).findings;
  expect(zoning?.texts).toEqual({ ja: '定められています。', easy: '定められています。', en: '定められています。' });
});

test('a result that is not known counts as unknown, never as harmless', () => {
  expect(countResults(readReport(ANSWER))).toEqual({ in: 1, near: 0, out: 0, unknown: 2 });
});

test('anything else is no report', () => {
  expect(() => readReport({})).toThrow('no report');
  expect(() => readReport(null)).toThrow('no report');
});
