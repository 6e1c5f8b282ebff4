import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { beforeEach, describe, expect, test } from 'vitest';
import { partsOf, withParts } from '../page/address';
import { ShownLayers } from './shownLayers';

const drawn = (source: string, type: string, visibility = 'visible'): LayerSpecification =>
  ({ id: `${source}-0`, type, source, layout: { visibility } }) as LayerSpecification;

const style: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [
    drawn('flood', 'fill'),
    drawn('farmland', 'fill', 'none'),
    drawn('parcels', 'fill'),
    drawn('roads', 'line'),
  ],
};
const ids = ['roads', 'parcels', 'farmland', 'flood'];

/** The address as a browser keeps it, step by step. */
class Steps {
  constructor(readonly steps: string[]) {}
  read = () => this.steps.at(-1) ?? '';
  write = (parts: Record<string, string>, asStep: boolean) => {
    const next = withParts(this.read(), parts);
    if (asStep) this.steps.push(next);
    else this.steps[this.steps.length - 1] = next;
  };
}

let address: Steps;
let shown: ShownLayers;
beforeEach(() => {
  address = new Steps(['#map=15/42/141']);
  shown = new ShownLayers(address);
  shown.know(style, ids);
});

describe('which layers are on', () => {
  test('as the style has them, and the address says only what differs', () => {
    expect(ids.filter((id) => shown.isOn(id))).toEqual(['roads', 'parcels', 'flood']);
    shown.setOn(['farmland', 'roads'], true);
    expect(address.read()).toBe('#map=15/42/141&on=farmland');
    shown.setOn(['farmland', 'parcels'], false);
    expect(address.read()).toBe('#map=15/42/141&off=parcels');
    shown.setOn(['parcels'], true);
    expect(address.read()).toBe('#map=15/42/141');
  });

  test('a wish for a layer that is not here yet stays', () => {
    address.steps.push('#on=water_pipes');
    shown.readAddress();
    shown.setOn(['roads'], false);
    expect(partsOf(address.read())).toContainEqual(['on', 'water_pipes']);
  });
});

test('a slider is one step, however far it is drawn', () => {
  for (const percent of [90, 70, 40]) shown.setOpacity('flood', percent, false);
  shown.setOpacity('flood', 40, true);
  expect(address.steps).toEqual(['#map=15/42/141', '#map=15/42/141&op=flood:40']);
  expect(shown.opacityOf('flood')).toBe(40);
  shown.setOpacity('flood', 35, true);
  expect(address.steps).toEqual(['#map=15/42/141', '#map=15/42/141&op=flood:35']);
  shown.setOpacity('roads', 80, true);
  expect(address.steps.length).toBe(3);
  shown.setOpacity('roads', 100, true);
  shown.setOpacity('flood', 100, true);
  expect(shown.isPlain).toBe(true);
});

describe('how layers lie', () => {
  test('only those that are on are counted, and off ones keep their neighbours', () => {
    expect(shown.stack).toEqual(['roads', 'parcels', 'flood']);
    shown.lay('flood', 1);
    expect(shown.stack).toEqual(['roads', 'flood', 'parcels']);
    expect(address.read()).toContain('ord=flood:parcels');
    shown.setOn(['farmland'], true);
    expect(shown.stack).toEqual(['roads', 'flood', 'parcels', 'farmland']);
  });

  test('to the bottom and back again is as the style has it', () => {
    shown.lay('roads', 2);
    expect(shown.stack).toEqual(['parcels', 'flood', 'roads']);
    shown.lay('roads', 0);
    expect(shown.isPlain).toBe(true);
  });

  test('moves of layers that are not here now stay in the link', () => {
    address.steps.push('#ord=secret:roads');
    shown.readAddress();
    shown.lay('flood', 0);
    expect(address.read()).toBe('#ord=flood:roads,secret:roads');
  });
});

test('the back button takes the last change back, and whoever listens is told', () => {
  shown.setOn(['roads'], false);
  let told = 0;
  shown.onChange(() => told++);
  address.steps.pop();
  shown.readAddress();
  expect(shown.isOn('roads')).toBe(true);
  shown.readAddress();
  expect(told).toBe(1);
});
