import { expect, test } from 'vitest';
import { ACTIONS } from './log';
import { texts } from './texts';

const files = import.meta.glob<string>(
  '../../../../src/main/resources/org/machizu/audit/words_ja.properties',
  { eager: true, query: '?raw', import: 'default' },
);

test('the page names actions as the files do that the server writes', () => {
  const lines = Object.values(files)
    .join('\n')
    .split('\n')
    .filter((line) => /^[A-Z_]+=/.test(line));
  const server = Object.fromEntries(lines.map((line) => line.split('=')));
  expect(texts.ja.actions).toEqual(server);
  expect(Object.keys(server).sort()).toEqual([...ACTIONS].sort());
  expect(Object.keys(texts.en.actions).sort()).toEqual([...ACTIONS].sort());
});
