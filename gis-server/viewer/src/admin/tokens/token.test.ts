import { expect, test } from 'vitest';
import { bodyOf, linkOf, readTokens } from './token';

const usual = { subject: '', name: '', readOnly: true, groups: [], expires: '' };

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

test("only a resident's link belongs to groups", () => {
  const groups = ['minsei'];
  expect(bodyOf({ ...usual, kind: 'resident', subject: 'r-7', groups })).toEqual({
    kind: 'resident',
    resident: 'r-7',
    groups,
  });
  expect(bodyOf({ ...usual, kind: 'neighbour', subject: 'n-7', groups })).not.toHaveProperty('groups');
});

test("a neighbour's link opens the crews' page, and its secret stands behind the #", () => {
  expect(linkOf('neighbour', 'a/b', 'https://map.example')).toBe('https://map.example/field#token=a%2Fb');
  expect(linkOf('device', 'x', 'https://map.example')).toBe('');
});

test("a terminal's token comes as the address that its browser opens", () => {
  expect(linkOf('terminal', 'mz_1', 'https://map.example')).toBe('https://map.example/counter#token=mz_1');
});

test("a shelter's token comes as the address that its phone opens", () => {
  expect(linkOf('shelter', 'mz_1', 'https://map.example')).toBe('https://map.example/shelter#token=mz_1');
});
