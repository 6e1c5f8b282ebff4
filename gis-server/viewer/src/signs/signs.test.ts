import { describe, expect, test } from 'vitest';
import page from '../../../../docs/styles.md?raw';
import { drawingOf } from './images';
import { readImageName } from './name';
import { PATTERN_NAMES } from './patterns';
import { SYMBOL_NAMES } from './symbols';

describe('the names of built-in images', () => {
  test('a pattern has colour, ground, spacing and width, each with a value of its own', () => {
    expect(readImageName('machizu:hatch-45/#7d6b8a/#ffffff00/10/2')).toEqual({
      kind: 'pattern',
      pattern: 'hatch-45',
      colour: '#7d6b8a',
      background: '#ffffff00',
      spacingPx: 10,
      widthPx: 2,
    });
    expect(readImageName('machizu:dots//#fff')).toMatchObject({
      colour: '#666666',
      background: '#fff',
      spacingPx: 8,
    });
  });

  test.each([
    'hatch-45/#123456',
    'machizu:hatch-45/red',
    'machizu:hatch-45/#12345',
    'machizu:hatch-45/#123456/#fff/0',
    'machizu:hatch-45/#123456/#fff/1e9',
    'machizu:dots/#123456/#fff/8/2/more',
    'machizu:symbol/school/#123456/#fff/1000',
  ])('%s is none', (name) => expect(drawingOf(name)).toBeNull());

  test('an unknown name has no drawing', () => {
    expect(drawingOf('machizu:zigzag/#123456')).toBeNull();
    expect(drawingOf('machizu:symbol/castle')).toBeNull();
    expect(drawingOf('machizu:symbol/toString')).toBeNull();
  });
});

describe('patterns', () => {
  test.each(PATTERN_NAMES)('%s is drawn on a tile of whole pixels', (name) => {
    const drawing = drawingOf(`machizu:${name}/#336699/#ffffff`);
    expect(drawing?.shapes.length).toBeGreaterThanOrEqual(2);
    expect(Number.isInteger(drawing?.width) && Number.isInteger(drawing?.height)).toBe(true);
    expect(drawing?.shapes.map((shape) => shape.d).join()).not.toMatch(/NaN|undefined/);
  });

  test('a clear ground is not drawn', () => {
    expect(drawingOf('machizu:cross/#336699/#ffffff00')?.shapes).toHaveLength(1);
  });
});

describe('symbols', () => {
  test.each(SYMBOL_NAMES)('%s stands on a ground or has an edge', (name) => {
    const plain = drawingOf(`machizu:symbol/${name}/#1a1a1a//24`);
    const board = drawingOf(`machizu:symbol/${name}/#ffffff/#0b6e4f/24`);
    expect(plain).toMatchObject({ width: 24, height: 24 });
    expect(board?.shapes[0]?.fill).toBe('#0b6e4f');
    const numbers = (plain?.shapes ?? []).flatMap((shape) => shape.d.match(/-?[0-9.]+/g) ?? []);
    expect(numbers.map(Number).every(Number.isFinite)).toBe(true);
  });

  test('a light sign has a dark edge', () => {
    const edge = (ink: string) => drawingOf(`machizu:symbol/koban/${ink}`)?.shapes[0]?.stroke;
    expect(edge('#ffffff')).toBe('#15181ccc');
    expect(edge('#202020')).toBe('#ffffffd9');
  });
});

test('docs/styles.md lists every pattern and symbol, and none that does not exist', () => {
  const section = (from: string, to: string) => page.slice(page.indexOf(from), page.indexOf(to));
  const names = (text: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .flatMap((line) => [...line.matchAll(/`([a-z0-9-]+)`/g)].map((found) => found[1]));
  expect(names(section('## Patterns', '## Signs'))).toEqual(PATTERN_NAMES);
  expect(names(section('## Signs', '## Texts')).sort()).toEqual([...SYMBOL_NAMES].sort());
});
