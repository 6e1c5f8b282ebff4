import type { LayerSpecification, Map as MapView, StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { changeAppearance, isOn, isOnAtFirst, PLAIN, withAppearance } from './appearance';

const style: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [
    { id: 'background', type: 'background' },
    { id: 'roads-0', type: 'line', source: 'roads', paint: { 'line-opacity': 0.5 } },
    { id: 'roads-1', type: 'line', source: 'roads', layout: { visibility: 'none' } },
    { id: 'farmland-0', type: 'fill', source: 'farmland', layout: { visibility: 'none' } },
    { id: 'farmland-1', type: 'line', source: 'farmland', layout: { visibility: 'none' } },
  ],
};

const shown = (made: StyleSpecification) =>
  made.layers.filter((layer) => layer.layout?.visibility !== 'none').map(({ id }) => id);

describe('what somebody wants to see', () => {
  test('a layer is off at first only when everything it draws is', () => {
    expect(isOnAtFirst(style, 'roads')).toBe(true);
    expect(isOnAtFirst(style, 'farmland')).toBe(false);
    expect(isOnAtFirst(style, 'table')).toBe(true);
  });

  test('switched on, all of it is drawn; a layer that is on keeps what its style hides', () => {
    const on = { ...PLAIN, on: new Set(['farmland', 'roads']) };
    expect(shown(withAppearance(style, on))).toEqual([
      'background',
      'roads-0',
      'farmland-0',
      'farmland-1',
    ]);
    expect(isOn(style, on, 'farmland')).toBe(true);
    const off = { ...PLAIN, off: new Set(['roads']) };
    expect(shown(withAppearance(style, off))).toEqual(['background']);
    expect(isOn(style, off, 'roads')).toBe(false);
  });

  test('a see-through layer keeps its own opacity as a part of it', () => {
    const faint = withAppearance(style, { ...PLAIN, opacity: new Map([['roads', 40]]) });
    expect(faint.layers[1]?.paint).toEqual({ 'line-opacity': 0.2 });
  });

  test('nothing wanted is the style itself', () => {
    expect(withAppearance(style, PLAIN)).toBe(style);
  });
});

/** A map that keeps what it is told. */
class KeepingMap {
  readonly told: string[] = [];
  constructor(readonly order: string[]) {}
  getLayer = (id: string) => (this.order.includes(id) ? ({ id } as LayerSpecification) : undefined);
  getLayersOrder = () => [...this.order];
  setLayoutProperty = (...args: unknown[]) => void this.told.push(args.join(' '));
  setPaintProperty = (...args: unknown[]) => void this.told.push(args.join(' '));
  moveLayer = (id: string, before?: string) => {
    this.told.push(`move ${id}`);
    this.order.splice(this.order.indexOf(id), 1);
    this.order.splice(before === undefined ? this.order.length : this.order.indexOf(before), 0, id);
  };
}

test('a map is told only what differs, and a selection stays above', () => {
  const map = new KeepingMap([...style.layers.map(({ id }) => id), 'selection']);
  const wanted = {
    ...PLAIN,
    on: new Set(['farmland']),
    opacity: new Map([['roads', 50]]),
    moves: [{ layer: 'farmland', above: '' }],
  };
  const after = withAppearance(style, wanted);
  changeAppearance(map as unknown as MapView, style, after);
  expect(map.order).toEqual([...after.layers.map(({ id }) => id), 'selection']);
  expect(map.told).toEqual([
    'farmland-0 visibility visible',
    'farmland-1 visibility visible',
    'roads-0 line-opacity 0.25',
    'roads-1 line-opacity 0.5',
    'move roads-1',
    'move roads-0',
  ]);
  map.told.length = 0;
  changeAppearance(map as unknown as MapView, after, style);
  expect(map.told).toContain('roads-1 line-opacity ');
  expect(map.order.slice(0, 2)).toEqual(['background', 'roads-0']);
});
