import { describe, expect, test } from 'vitest';
import { fitted, partsOf } from './differencePicture';

describe('the drawing of a difference', () => {
  test('fits what lies farthest apart, north up, in true proportions', () => {
    const place = fitted([
      [140, 60],
      [142, 60.5],
    ]);

    const [westX, southY] = place([140, 60]);
    const [eastX, northY] = place([142, 60.5]);

    expect(westX).toBeCloseTo(8);
    expect(eastX).toBeCloseTo(112);
    expect(northY).toBeLessThan(southY);
    // A degree of longitude is about half as long as one of latitude up there.
    expect((southY - northY) / 0.5 / ((eastX - westX) / 2)).toBeCloseTo(2, 1);
  });

  test('puts a lone point in the middle', () => {
    expect(fitted([[140, 42]])([140, 42])).toEqual([60, 45]);
  });

  test('takes shapes apart, rings together', () => {
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    const parts = partsOf({
      type: 'GeometryCollection',
      geometries: [
        { type: 'MultiPolygon', coordinates: [[ring, ring], [ring]] },
        { type: 'MultiPoint', coordinates: [[0, 0], [1, 1]] },
      ],
    });

    expect(parts.map(({ kind }) => kind)).toEqual(['area', 'area', 'point', 'point']);
    expect(parts[0]?.lines).toHaveLength(2);
    expect(partsOf(null)).toEqual([]);
  });
});
