import { createExpression, isExpression } from '@maplibre/maplibre-gl-style-spec';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { belowTexts, CONDITION, LEGEND, roadLayers } from './looks';
import { CONDITIONS } from './roadSheet';

/** How wide each style layer draws a road in a condition, at zoom 14; without a condition as others. */
function widths(condition: string | null): Record<string, number> {
  return Object.fromEntries(
    roadLayers('roads', 'notYet', 'light').map(({ id, paint }) => {
      const width = paint?.['line-width'];
      const read = createExpression(width, { type: 'number' } as never);
      if (!isExpression(width) || read.result !== 'success') throw new Error(`${id} has no width`);
      const state = condition === null ? {} : { [CONDITION]: condition };
      const feature = { type: 2, properties: {}, state } as never;
      const value = read.value.evaluate({ zoom: 14 }, feature, state) as number;
      return [id.replace('machizu-snow-roads-', ''), value];
    }),
  );
}

describe('roads on the map', () => {
  test.each(['light', 'dark'] as const)('is a style that the map takes, %s', (theme) => {
    const sources = { 'machizu-snow-roads': { type: 'vector', url: '/tiles/roads.json' } } as const;
    const layers = roadLayers('roads', 'none', theme);
    expect(validateStyleMin({ version: 8, sources, layers })).toEqual([]);
  });

  test.each(LEGEND)('%s is drawn by one layer over its edge', (condition) => {
    const { edge, ...others } = widths(condition);
    expect(edge).toBeGreaterThan(0);
    expect(Object.values(others).filter((width) => width > 0)).toHaveLength(1);
  });

  test('what needs no clearing is not drawn', () => {
    expect(Object.values(widths('none')).every((width) => width === 0)).toBe(true);
  });

  test('a road without a condition of its own looks as all others', () => {
    expect(widths(null)).toEqual(widths('notYet'));
  });

  test('cleared roads grow thinner with age', () => {
    const ages = ['hour1', 'hours3', 'hours6', 'older'].map((age) => widths(age)['solid'] ?? 0);
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
    expect(new Set(ages).size).toBe(ages.length);
  });

  test('the legend names every condition that is drawn', () => {
    expect([...LEGEND].sort()).toEqual(CONDITIONS.filter((name) => name !== 'none').sort());
  });

  test('lies above areas and lines, and below texts', () => {
    const layer = (id: string, type: string) => ({ id, type }) as never;
    const style = [layer('a', 'fill'), layer('b', 'symbol'), layer('c', 'line'), layer('d', 'symbol')];
    const ids = belowTexts(style, [layer('road', 'line')]).map(({ id }) => id);
    expect(ids).toEqual(['a', 'b', 'c', 'road', 'd']);
  });
});
