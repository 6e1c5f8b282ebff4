import { expect, test } from 'vitest';
import { readAssignees, readCases, readEntry, readPage, type Reason } from './watch';
import { addressOf, assigneeText, dayText, reasonText, stepText } from './words';

const NOW = new Date('2026-01-31T09:00:00+09:00');
const reason = (code: string, values: Record<string, unknown> = {}): Reason => ({ code, points: 1, values });

test('a line of the list keeps its reasons apart from their codes and points', () => {
  const page = readPage({
    count: 12,
    next: 50,
    snowfall: { event: '3' },
    households: [
      {
        rank: 1,
        household: 7,
        score: 35,
        lon: 141.8,
        lat: 42.7,
        address: null,
        reasons: [{ code: 'snow-hours', points: 14, hours: 13.2 }],
        case: null,
      },
    ],
  });
  expect(page).toMatchObject({ count: 12, next: '50', hasSnowfall: true });
  expect(page.lines[0]).toMatchObject({ household: 7, address: '', place: [141.8, 42.7], openCase: null });
  expect(page.lines[0]?.reasons).toEqual([{ code: 'snow-hours', points: 14, values: { hours: 13.2 } }]);
  expect(() => readPage({})).toThrow();
});

test('settled cases are lines without a rank, and a household without a place has none', () => {
  const page = readCases({ cases: [{ id: 4, household: 7, state: 'settled', lon: null, lat: null }] });
  expect(page).toMatchObject({ count: null, next: '' });
  expect(page.lines[0]).toMatchObject({ rank: 0, place: null, openCase: { id: 4, state: 'settled' } });
});

test('every reason of the server has words in both languages', () => {
  const codes = [
    ...['alone', 'aged', 'needs-help', 'care', 'disability'],
    ...['not-yet', 'partly', 'snowed-over', 'cannot-tell'].map((state) => `road-${state}`),
    ...['snow-hours', 'reported', 'follow-up'],
  ];
  for (const code of codes) {
    for (const language of ['ja', 'en'] as const) {
      const values = { latest: '2026-01-31T03:00:00Z', sources: [], due: '2026-01-31' };
      expect(reasonText(reason(code, values), language, NOW)).not.toBe(code);
    }
  }
  // A flag that a town has made up in its settings.
  expect(reasonText(reason('oxygen'), 'ja', NOW)).toBe('oxygen');
});

test('reasons tell what is known besides', () => {
  const snow = reason('road-snowed-over', { road: 1, newSnowCm: 12.5 });
  expect(reasonText(snow, 'ja', NOW)).toBe('前の道路は除雪後に再び積雪、新たな積雪 12.5 cm');
  const reports = reason('reported', {
    reports: 2,
    photos: 1,
    latest: '2026-01-30T22:10:00Z',
    sources: ['crew', 'neighbour'],
  });
  expect(reasonText(reports, 'ja', NOW)).toBe('通報 2件（最新 午前7時10分、除雪作業員・近隣の方）、写真1枚');
  expect(reasonText(reason('snow-hours', { hours: 13.9 }), 'en', NOW)).toBe('Snow for 13 hours');
});

test('who looks after a case is told as colleagues know them', () => {
  const all = readAssignees({
    accounts: [{ name: 'sato', displayName: '佐藤' }],
    groups: [
      { name: 'minsei', title: { ja: '民生委員', en: 'Welfare commissioners' } },
      { name: 'welfare', title: null },
    ],
  });
  expect(assigneeText('account:sato', all, 'ja')).toBe('佐藤');
  expect(assigneeText('group:minsei', all, 'en')).toBe('Welfare commissioners');
  expect(assigneeText('group:welfare', all, 'ja')).not.toBe('welfare');
  expect(assigneeText('account:gone', all, 'ja')).toBe('gone');
  expect(assigneeText('', all, 'ja')).toBe('未定');
  const entry = readEntry({
    step: 'assign',
    time: '2026-01-31T00:00:00Z',
    before: { assignee: null },
    after: { assignee: 'account:sato' },
  });
  expect(stepText(entry, all, 'ja')).toBe('担当を変更：未定 → 佐藤');
});

test('days are told with their day of the week, and a household without an address by its number', () => {
  expect(dayText('2026-01-05', 'ja')).toBe('1月5日(月)');
  expect(dayText('', 'ja')).toBe('');
  expect(addressOf({ address: '', household: 7 }, 'ja')).toContain('7');
});
