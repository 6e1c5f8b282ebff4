import { expect, test } from 'vitest';
import { browserName } from './ownAccount';

test('a browser is named by what it is, not by what it claims', () => {
  const like = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
  expect(browserName(`${like} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`)).toBe('Edge / Windows');
  expect(browserName(`${like} Chrome/140.0.0.0 Safari/537.36`)).toBe('Chrome / Windows');
  expect(browserName('curl/8.5.0')).toBe('curl/8.5.0');
  expect(browserName('')).toBe('?');
});
