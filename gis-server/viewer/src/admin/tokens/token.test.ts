import { expect, test } from 'vitest';
import { bodyOf, readTokens } from './token';

const usual = { subject: '', name: '', readOnly: true, expires: '' };

test('a device is named by the member of its kind', () => {
  expect(bodyOf({ ...usual, kind: 'device', subject: 'plow-3' })).toEqual({
    kind: 'device',
    device: 'plow-3',
  });
});

test('the last day counts to its end in Japan', () => {
  const body = bodyOf({ ...usual, kind: 'shelter', subject: 's1', name: '体育館', expires: '2027-03-31' });
  expect(body).toEqual({
    kind: 'shelter',
    shelter: 's1',
    name: '体育館',
    expires: '2027-03-31T23:59:59+09:00',
  });
});

test("a token of one's own says whether it only reads, and no kind", () => {
  expect(bodyOf({ ...usual, kind: 'api', name: '集計', readOnly: false })).toEqual({
    name: '集計',
    readOnly: false,
  });
});

test('a token that was never used has no last use', () => {
  const page = readTokens({ tokens: [{ id: 'a', kind: 'device', lastUsed: null }], next: 'a' });
  expect(page.entries[0]?.lastUsed).toBe('');
  expect(page.next).toBe('a');
  expect(() => readTokens({})).toThrow();
});
