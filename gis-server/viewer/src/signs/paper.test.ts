import { expect, test } from 'vitest';
import { drawingOf } from './images';
import { PATTERN_NAMES } from './patterns';
import { SIGNS } from './symbols';

// The server draws the same signs and patterns on paper. `npx vitest run src/signs -u` writes both files.

test('the signs of maps on paper are those of the screen', async () => {
  await expect(`${JSON.stringify(SIGNS, null, 1)}\n`).toMatchFileSnapshot(
    '../../../src/main/resources/org/machizu/maps/sign/signs.json',
  );
});

test('the patterns of maps on paper are compared with these', async () => {
  const names = [
    ...PATTERN_NAMES.flatMap((name) => [`machizu:${name}`, `machizu:${name}/#c62828/#ffeeaa80/11/0.8`]),
    'machizu:symbol/evacuation/#ffffff/#0b6e4f/24',
    'machizu:symbol/station/#222222',
  ];
  const drawings = Object.fromEntries(names.map((name) => [name, drawingOf(name)]));
  await expect(`${JSON.stringify(drawings, null, 1)}\n`).toMatchFileSnapshot(
    '../../../src/test/resources/org/machizu/maps/sign/drawings.json',
  );
});
