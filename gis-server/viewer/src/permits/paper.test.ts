import { describe, expect, it } from 'vitest';
import { readClosings, readPaper, readPapers, readStatistics, readTakings } from './paper';

describe('papers of the counter', () => {
  it('are read with what is there, and nothing is made up', () => {
    const paper = readPaper({
      number: '2026-000012',
      kind: 'site',
      state: 'due',
      issued: '2026-11-20T01:02:03Z',
      asOf: null,
      terminal: null,
      places: ['本町1-2'],
      feeYen: 300,
      pages: 2,
      pdf: '/api/sites/certificates/2026-000012.pdf',
    });
    expect(paper).toMatchObject({ state: 'due', terminal: '', receipt: '', asOf: '', feeYen: 300 });
    expect(() => readPaper({})).toThrow('no paper');
    expect(readPapers({ papers: [], next: '2026-000001' }).next).toBe('2026-000001');
  });

  it('of an unknown state count as not given out', () => {
    expect(readPaper({ number: '2026-000001', state: 'lost' }).state).toBe('making');
  });

  it('have takings and closings, counted or not', () => {
    const takings = { from: 1, to: 2, paid: { papers: 2, yen: 600 }, back: null, due: {}, totalYen: 600 };
    expect(readTakings(takings)).toMatchObject({ paid: { yen: 600 }, back: { yen: 0 }, totalYen: 600 });
    const closings = readClosings({ closings: [{ number: 1, takings, countedYen: null, differenceYen: null }] });
    expect(closings[0]).toMatchObject({ number: 1, countedYen: null, differenceYen: null });
  });
});

describe('statistics', () => {
  it('are summed by district and channel, waiting times by people', () => {
    const statistics = readStatistics({
      enquiries: [
        { district: '本町', channel: 'desk', times: 2 },
        { district: '栄町', channel: 'terminal:hall-1', times: 5 },
        { district: '本町', channel: 'terminal:hall-1', times: 4 },
      ],
      papers: [
        { papers: 3, voided: 1, paidYen: 600 },
        { papers: 1, voided: 0, paidYen: 300 },
      ],
      waiting: [
        { people: 1, left: 1, meanS: 300, longestS: 300 },
        { people: 3, left: 0, meanS: 100, longestS: 180 },
      ],
    });
    expect(statistics.byDistrict).toEqual([
      { name: '本町', value: 6 },
      { name: '栄町', value: 5 },
    ]);
    expect(statistics.byChannel[0]).toEqual({ name: 'terminal:hall-1', value: 9 });
    expect(statistics).toMatchObject({ papers: 4, voided: 1, paidYen: 900, called: 4, left: 1, longestS: 300 });
    expect(statistics.meanS).toBe(150);
    expect(readStatistics(null)).toMatchObject({ papers: 0, meanS: 0, longestS: 0 });
  });
});
