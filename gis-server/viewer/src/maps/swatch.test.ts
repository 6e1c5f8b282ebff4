import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import { classesOf, swatchOf } from './swatch';

function styleOf(...layers: object[]): StyleSpecification {
  const placed = layers.map((layer, i) => ({
    id: `l${i}`,
    source: 'a',
    'source-layer': 'a',
    ...layer,
  }));
  return { version: 8, sources: {}, layers: placed as LayerSpecification[] };
}

describe('the legend sign of a layer', () => {
  test('an area has the colour of its fill and the edge of its line', () => {
    const style = styleOf(
      { type: 'fill', paint: { 'fill-color': '#eeeeee' } },
      { type: 'line', paint: { 'line-color': '#333333', 'line-dasharray': [2, 1] } },
    );
    expect(swatchOf(style, 'a')).toEqual({
      shape: 'area',
      fill: '#eeeeee',
      stroke: '#333333',
      dashed: true,
    });
  });

  test('a point has its circle', () => {
    const paint = { 'circle-color': 'green', 'circle-stroke-color': '#fff' };
    expect(swatchOf(styleOf({ type: 'circle', paint }), 'a')).toMatchObject({
      shape: 'point',
      fill: 'green',
      stroke: '#fff',
    });
  });

  test('a pattern fills the area, over the colour that another fill gives', () => {
    const style = styleOf(
      { type: 'fill', paint: { 'fill-color': '#fff2cc' } },
      { type: 'fill', paint: { 'fill-pattern': 'machizu:hatch-45/#b04a2f' } },
    );
    const image = 'machizu:hatch-45/#b04a2f';
    expect(swatchOf(style, 'a')).toMatchObject({ shape: 'area', fill: '#fff2cc', image });
  });

  test('a sign stands for a point, by class too', () => {
    const icons = ['match', ['get', 'kind'], '駅', 'machizu:symbol/station', 'machizu:symbol/marker'];
    const style = styleOf({ type: 'symbol', layout: { 'icon-image': icons } });
    expect(swatchOf(style, 'a')).toMatchObject({ shape: 'point', image: 'machizu:symbol/station' });
    expect(swatchOf(style, 'a', { kind: '公園' })?.image).toBe('machizu:symbol/marker');
    expect(classesOf(style, 'a')?.signs.map(({ value, swatch }) => [value, swatch.image])).toEqual([
      ['駅', 'machizu:symbol/station'],
      [null, 'machizu:symbol/marker'],
    ]);
  });

  test('a layer that draws only names has no sign', () => {
    const style = styleOf({ type: 'symbol', layout: { 'text-field': ['get', 'name'] } });
    expect(swatchOf(style, 'a')).toBeNull();
  });

  test('colours by class show the first class', () => {
    const colour = ['match', ['get', 'kind'], '#notacolour', '#0055ad', '#cccccc'];
    const style = styleOf({ type: 'line', paint: { 'line-color': colour } });
    expect(swatchOf(style, 'a')?.stroke).toBe('#0055ad');
  });

  test('colours by zoom or value show the first colour', () => {
    const byZoom = ['interpolate', ['linear'], ['zoom'], 5, 'rgb(1, 2, 3)', 10, '#fff'];
    const style = styleOf({ type: 'fill', paint: { 'fill-color': byZoom } });
    expect(swatchOf(style, 'a')?.fill).toBe('rgb(1, 2, 3)');
  });

  test('a line with edges has the colour of its middle and of its edges', () => {
    const style = styleOf(
      { type: 'line', paint: { 'line-color': '#9a9a9a' } },
      { type: 'line', paint: { 'line-color': '#ffffff' } },
    );
    expect(swatchOf(style, 'a')).toMatchObject({ stroke: '#ffffff', casing: '#9a9a9a' });
  });

  test('a feature has the colour of its own class', () => {
    const colour = ['match', ['get', 'kind'], ['shop', 'inn'], '#f00', 'home', '#0f0', '#ccc'];
    const style = styleOf({ type: 'fill', paint: { 'fill-color': colour } });
    const fillOf = (kind: string) => swatchOf(style, 'a', { kind })?.fill;
    expect([fillOf('inn'), fillOf('home'), fillOf('mill')]).toEqual(['#f00', '#0f0', '#ccc']);
  });

  test('a line for one kind only is no sign of the others', () => {
    const colour = ['match', ['get', 'kind'], 'wide', '#00f', 'narrow', '#f00', '#777'];
    const style = styleOf(
      { type: 'line', paint: { 'line-color': '#fff' } },
      { type: 'line', paint: { 'line-color': colour } },
      {
        type: 'line',
        filter: ['==', ['get', 'kind'], 'narrow'],
        paint: { 'line-color': '#eee', 'line-dasharray': [3, 3] },
      },
    );
    const signOf = (kind: string) => swatchOf(style, 'a', { kind });
    expect(signOf('wide')).toMatchObject({ stroke: '#00f', casing: '#fff', dashed: false });
    expect(signOf('narrow')).toMatchObject({ stroke: '#eee', casing: '#f00', dashed: true });
    expect(swatchOf(style, 'a')).toMatchObject({ stroke: '#00f', dashed: false });
  });

  test('a layer that the style does not draw has none', () => {
    expect(swatchOf(styleOf({ type: 'symbol' }), 'a')).toBeNull();
    expect(swatchOf(styleOf({ type: 'line' }), 'b')).toBeNull();
  });
});

describe('the legend of a layer', () => {
  test('names the values that have a colour, and all others last', () => {
    const colour = ['match', ['get', '用途地域'], '商業地域', '#f00', ['住居', '低層'], '#0f0', '#ccc'];
    const style = styleOf(
      { type: 'line', paint: { 'line-color': '#333' } },
      { type: 'fill', paint: { 'fill-color': colour } },
    );
    const classes = classesOf(style, 'a');
    expect(classes?.attribute).toBe('用途地域');
    expect(classes?.signs.map(({ value, swatch }) => [value, swatch.fill])).toEqual([
      ['商業地域', '#f00'],
      ['住居・低層', '#0f0'],
      [null, '#ccc'],
    ]);
  });

  test('names also what patterns tell apart by another attribute', () => {
    const colour = ['match', ['get', '通称'], 'レッド', '#f00', '#ff0'];
    const pattern = ['match', ['get', '現象'], '土石流', 'machizu:waves', '地滑り', 'machizu:dots', ''];
    const style = styleOf(
      { type: 'fill', paint: { 'fill-color': colour } },
      { type: 'fill', paint: { 'fill-pattern': pattern } },
      { type: 'line', paint: { 'line-color': colour } },
    );
    const classes = classesOf(style, 'a');
    expect(classes?.attribute).toBe('通称');
    expect(classes?.signs.map(({ value, swatch }) => [value, swatch.image])).toEqual([
      ['レッド', undefined],
      [null, undefined],
      ['土石流', 'machizu:waves'],
      ['地滑り', 'machizu:dots'],
    ]);
  });

  test('shows the usual sign of a class that has several', () => {
    const sign = ['case', ['in', '郵便局', ['get', '名称']], 'machizu:symbol/post', 'machizu:symbol/office'];
    const icon = ['match', ['get', '種別'], '行政', sign, 'machizu:symbol/marker'];
    const style = styleOf({ type: 'symbol', layout: { 'icon-image': icon } });
    expect(classesOf(style, 'a')?.signs.map(({ value, swatch }) => [value, swatch.image])).toEqual([
      ['行政', 'machizu:symbol/office'],
      [null, 'machizu:symbol/marker'],
    ]);
  });

  test('is not needed where all look alike', () => {
    const style = styleOf({ type: 'fill', paint: { 'fill-color': '#eee' } });
    expect(classesOf(style, 'a')).toBeNull();
  });
});
