import { expect, test } from 'vitest';
import { reportDay } from './report';

const event = (begin: string, end: string | null) => ({
  id: 1,
  name: '',
  begin: new Date(begin),
  end: end === null ? null : new Date(end),
});
const AT_TWO = new Date('2026-01-31T02:00:00+09:00');

test('after midnight the report is that of the running night', () => {
  expect(reportDay(AT_TWO, event('2026-01-30T18:00:00+09:00', null))).toBe('2026-01-30');
  expect(reportDay(AT_TWO, event('2026-01-30T18:00:00+09:00', '2026-01-31T01:00:00+09:00'))).toBe('2026-01-30');
});

test('it is that of today from noon on, without snow, and when it only snows since midnight', () => {
  const noon = new Date('2026-01-31T12:00:00+09:00');
  expect(reportDay(noon, event('2026-01-30T18:00:00+09:00', null))).toBe('2026-01-31');
  expect(reportDay(AT_TWO, null)).toBe('2026-01-31');
  expect(reportDay(AT_TWO, event('2026-01-31T00:30:00+09:00', null))).toBe('2026-01-31');
  expect(reportDay(AT_TWO, event('2026-01-28T18:00:00+09:00', '2026-01-29T05:00:00+09:00'))).toBe('2026-01-31');
});
