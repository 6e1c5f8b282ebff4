import { expect, test } from 'vitest';
import { ageOf, distanceText } from './parts';

test('distances are told as people use them', () => {
  expect([12, 348, 999, 1249, 12_600].map((metres) => distanceText(metres, 'ja'))).toEqual([
    '10 m',
    '350 m',
    '1000 m',
    '1.2 km',
    '12.6 km',
  ]);
});

test('what is shown says from when it is and how old, in the town’s time', () => {
  const at = new Date('2026-11-28T00:12:00Z');
  const now = new Date('2026-11-28T00:17:30Z');
  expect(ageOf(at, now, 'ja')).toEqual({ moment: '午前9時12分', ago: '5分前' });
  expect(ageOf(at, now, 'easy')).toEqual({ moment: '午前9時12分', ago: '5分 前' });
  expect(ageOf(at, now, 'en')).toEqual({ moment: '09:12', ago: '5 min ago' });
  // A phone whose clock is slow makes nothing older or younger than now.
  expect(ageOf(now, at, 'ja').ago).toBe('1分以内');
});
