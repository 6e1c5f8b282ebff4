import { expect, test } from 'vitest';
import { afterSending, bodyOf, type Fields, isEmpty, type Pending, readPending, settle, withChange, withPending } from './fields';

const KNOWN: Fields = {
  status: 'open',
  people: 10,
  full: false,
  note: '',
  facilities: ['toilet', 'water'],
  pets: 'unknown',
  barrierFree: [],
};

const counted = (people: number, at = 100): Pending => withChange({}, KNOWN, { people }, at);

test('what waits is shown, and is all that is sent', () => {
  const pending = withChange(counted(11), KNOWN, { note: '毛布あり' }, 200);
  expect(withPending(KNOWN, pending)).toMatchObject({ people: 11, note: '毛布あり', status: 'open' });
  expect(bodyOf(pending)).toEqual({ people: 11, note: '毛布あり' });
  expect(isEmpty({})).toBe(true);
});

test('nobody counting is a value that is sent, too', () => {
  expect(bodyOf(withChange({}, KNOWN, { people: null }, 1))).toEqual({ people: null });
});

test('a count that waits survives a note that headquarters wrote later', () => {
  const { pending, lost } = settle(counted(50), { ...KNOWN, note: '本部から' }, 900);
  expect(bodyOf(pending)).toEqual({ people: 50 });
  expect(lost).toEqual([]);
});

test('of two changes of the same field the newer one holds', () => {
  const later = settle(counted(50, 100), { ...KNOWN, people: 30 }, 900);
  expect(later).toEqual({ pending: {}, lost: ['people'] });
  const earlier = settle(counted(50, 1000), { ...KNOWN, people: 30 }, 900);
  expect(bodyOf(earlier.pending)).toEqual({ people: 50 });
  // The next state of the server is compared with what it had now.
  expect(settle(earlier.pending, { ...KNOWN, people: 30 }, 5000).lost).toEqual([]);
});

test('what the server has already is not sent again', () => {
  const pending = withChange(counted(50), KNOWN, { facilities: ['water', 'toilet'] }, 1);
  expect(settle(pending, { ...KNOWN, people: 50 }, 0).pending).toEqual({});
});

test('what was changed while it was sent goes next', () => {
  const sent = counted(11);
  const pending = withChange(sent, KNOWN, { people: 12, full: true }, 300);
  const rest = afterSending(pending, sent);
  expect(bodyOf(rest)).toEqual({ people: 12, full: true });
  expect(rest.people?.before).toBe(11);
  expect(afterSending(sent, sent)).toEqual({});
});

test('what was kept is read again, and nonsense is nothing', () => {
  const pending = counted(50);
  expect(readPending(JSON.parse(JSON.stringify(pending)))).toEqual(pending);
  expect(readPending({ people: 3, note: { value: 'x' }, other: { value: 1, before: 2, at: 3 } })).toEqual({});
  expect(readPending(null)).toEqual({});
});
