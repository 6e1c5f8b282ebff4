import { expect, test } from 'vitest';
import { newReportId } from './reportForm';
import { readReports } from './reports';

test('a report that is closed says so, and an answer that is none is refused', () => {
  const page = readReports({
    reports: [
      { id: 'a', seen: '2026-01-31T00:00:00Z', source: 'crew', lon: 141.8, lat: 42.7, note: '', photo: true, closed: null, households: [3] },
      { id: 'b', seen: '2026-01-30T00:00:00Z', source: 'staff', lon: 1, lat: 2, note: 'x', photo: false, closed: '2026-01-31T00:00:00Z', households: [] },
    ],
    next: '2026-01-30T00:00:00Z',
  });
  expect(page.reports.map(({ isClosed, hasPhoto }) => [isClosed, hasPhoto])).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(page.next).toBe('2026-01-30T00:00:00Z');
  expect(() => readReports({ reports: null })).toThrow();
});

test('each report has an id of its own, as the server takes it', () => {
  const ids = Array.from({ length: 50 }, newReportId);
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) expect(id).toMatch(/^[0-9A-Za-z-]{8,64}$/);
});
