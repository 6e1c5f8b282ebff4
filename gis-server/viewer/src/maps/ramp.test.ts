import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { rampOf, unitOf } from './ramp';

const pixels = (metadata: Record<string, unknown>) =>
  ({ id: 'depth-0', type: 'raster', source: 'depth', metadata }) as LayerSpecification;
const styleOf = (...layers: LayerSpecification[]): StyleSpecification => ({
  version: 8,
  sources: {},
  layers,
});

describe('the classes of a grid', () => {
  test('follow one another, and the last may be open', () => {
    const steps = rampOf(
      pixels({
        'machizu:unit': 'm',
        'machizu:ramp': [{ below: 0.5, color: '#111111' }, { below: 3, color: '#222222' }, { color: '#333333' }],
      }),
    );
    expect(steps.map(({ from, below, unit }) => [from, below, unit])).toEqual([
      [null, 0.5, 'm'],
      [0.5, 3, 'm'],
      [3, null, 'm'],
    ]);
  });

  test('are none where there is no ramp', () => {
    expect(rampOf(pixels({}))).toEqual([]);
  });
});

describe('the unit of a grid', () => {
  test('stands in its style', () => {
    const style = styleOf(pixels({ 'machizu:unit': ' m ' }));
    expect(unitOf(style, 'depth')).toBe('m');
    expect(unitOf(style, 'other')).toBe('');
  });

  test('is empty when it is not told, or is no text', () => {
    expect(unitOf(styleOf(pixels({})), 'depth')).toBe('');
    expect(unitOf(styleOf(pixels({ 'machizu:unit': 3 })), 'depth')).toBe('');
  });
});
