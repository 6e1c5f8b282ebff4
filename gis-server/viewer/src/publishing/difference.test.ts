import { describe, expect, test } from 'vitest';
import { changedAttributes, isMoved, readDifference, total } from './difference';

const POINT = { type: 'Point', coordinates: [141.8, 42.7] };
const feature = (id: number, name: string, geometry: unknown = POINT) => ({
  type: 'Feature',
  id,
  geometry,
  properties: { name, beds: 3 },
});

describe('the difference of a publish step', () => {
  test('is read with what is seen before and afterwards', () => {
    const difference = readDifference({
      from: 4,
      to: 9,
      added: 1,
      changed: 1,
      removed: 201,
      listed: [
        { id: 1, kind: 'changed', before: feature(1, 'old'), after: feature(1, 'new') },
        { id: 2, kind: 'added', before: null, after: feature(2, 'hall', null) },
        { id: 3, kind: 'removed', before: feature(3, 'barn'), after: null },
      ],
    });

    expect(total(difference)).toBe(203);
    expect(difference.to).toBe(9);
    expect(difference.listed.map(({ kind }) => kind)).toEqual(['changed', 'added', 'removed']);
    expect(difference.listed[1]?.after).toEqual({
      geometry: null,
      properties: { name: 'hall', beds: 3 },
    });
  });

  test('names the attributes that differ, in the order of the layer', () => {
    const [one] = readDifference({
      listed: [
        {
          id: 1,
          before: { geometry: POINT, properties: { name: 'old', beds: 3, gone: null } },
          after: { geometry: POINT, properties: { name: 'new', beds: 4 } },
        },
      ],
    }).listed;

    expect(one && changedAttributes(one, ['beds', 'gone', 'name'])).toEqual(['beds', 'name']);
    expect(one && isMoved(one)).toBe(false);
  });

  test('tells a shape that moves', () => {
    const there = { type: 'Point', coordinates: [141.8, 42.8] };
    const [one] = readDifference({
      listed: [{ id: 1, before: feature(1, 'hall'), after: feature(1, 'hall', there) }],
    }).listed;

    expect(one && isMoved(one)).toBe(true);
    expect(one && changedAttributes(one, ['name', 'beds'])).toEqual([]);
  });

  test('is an error when the answer is something else', () => {
    expect(() => readDifference({ revision: 3 })).toThrow('listed');
  });
});
