import { describe, expect, test } from 'vitest';
import { byGroup, changedBetween, readCatalogue, townExtent, wholeExtent } from './catalogue';

const shelters = {
  id: 'shelters',
  title: '避難所',
  extent: { spatial: { bbox: [[143.0, 42.5, 143.5, 43.0]] } },
  machizu: {
    group: 'disaster',
    published: false,
    mayEdit: true,
    revision: 7,
    titles: { ja: '避難所', en: 'Shelters' },
    minZoom: 12,
    source: 'みどり野町',
    licence: 'CC0-1.0',
    date: '2026-04-01',
    accuracyM: 0.5,
    attributes: [{ name: 'capacity', title: '収容人数', unit: '人', type: 'INTEGER' }],
  },
};

describe('the catalogue', () => {
  test('holds nothing that is worked out: it has no tiles', () => {
    const states = { id: 'road_states', title: '除雪状況', machizu: { kind: 'computed' } };
    expect(readCatalogue({ collections: [shelters, states] }).map((layer) => layer.id)).toEqual([
      'shelters',
    ]);
  });

  test('tells whose it is when it lies on another server', () => {
    const origin = {
      server: { ja: '北原町', en: 'Kitahara' },
      url: 'https://gis.kitahara.example/ogc',
      asOf: '2026-02-01T03:04:05Z',
      away: true,
    };
    const [layer] = readCatalogue({ collections: [{ ...shelters, machizu: { origin } }] });

    expect(layer?.origin).toEqual({
      ja: '北原町',
      en: 'Kitahara',
      url: 'https://gis.kitahara.example/ogc',
      asOf: '2026-02-01T03:04:05Z',
      isAway: true,
    });
  });

  test('is read with what the page needs', () => {
    expect(readCatalogue({ collections: [shelters] })).toEqual([
      {
        id: 'shelters',
        title: '避難所',
        group: 'disaster',
        kind: 'features',
        published: false,
        mayEdit: true,
        mayPublish: false,
        revision: '7',
        shown: '',
        extent: [143.0, 42.5, 143.5, 43.0],
        attributes: [{ name: 'capacity', title: '収容人数', unit: '人', type: 'integer' }],
        onDemand: [],
        titles: ['避難所', 'Shelters'],
        minZoom: 12,
        source: 'みどり野町',
        licence: 'CC0-1.0',
        date: '2026-04-01',
        accuracyM: 0.5,
        origin: null,
      },
    ]);
  });

  test('takes a box with heights, and a layer without any place', () => {
    const high = { id: 'a', extent: { spatial: { bbox: [[1, 2, -5, 3, 4, 99]] } } };
    const [a, b] = readCatalogue({ collections: [high, { id: 'b' }] });
    expect(a?.extent).toEqual([1, 2, 3, 4]);
    expect(b).toMatchObject({ title: 'b', extent: null, attributes: [] });
  });

  test('refuses an answer that is no catalogue', () => {
    expect(() => readCatalogue({ error: 'x' })).toThrow('collections');
  });

  test('groups keep the order in which they come', () => {
    const layers = readCatalogue({
      collections: [
        { id: 'a', machizu: { group: 'roads' } },
        { id: 'b', machizu: { group: 'disaster' } },
        { id: 'c', machizu: { group: 'roads' } },
      ],
    });
    const groups = [...byGroup(layers)].map(([name, list]) => [name, list.map((l) => l.id)]);
    expect(groups).toEqual([
      ['roads', ['a', 'c']],
      ['disaster', ['b']],
    ]);
  });

  test('the whole extent is around every layer that has a place', () => {
    const at = (id: string, bbox: number[]) => ({ id, extent: { spatial: { bbox: [bbox] } } });
    const layers = readCatalogue({
      collections: [at('a', [1, 5, 2, 6]), { id: 'b' }, at('c', [0, 7, 1, 8])],
    });
    expect(wholeExtent(layers)).toEqual([0, 5, 2, 8]);
    expect(wholeExtent([])).toBeNull();
  });

  test('the town lies where its published layers are, not where a trial is', () => {
    const at = (id: string, published: boolean, west: number) => ({
      id,
      extent: { spatial: { bbox: [[west, 42, west + 1, 43]] } },
      machizu: { published },
    });
    const trial = at('trial', false, 130);
    expect(townExtent(readCatalogue({ collections: [trial, at('roads', true, 141)] }))).toEqual([
      141, 42, 142, 43,
    ]);
    expect(townExtent(readCatalogue({ collections: [trial] }))).toEqual([130, 42, 131, 43]);
  });

  test('a new revision is a change, a new layer is not', () => {
    const read = (...ids: [string, number][]) =>
      readCatalogue({ collections: ids.map(([id, revision]) => ({ id, machizu: { revision } })) });
    const changed = changedBetween(read(['a', 1], ['b', 1]), read(['a', 2], ['b', 1], ['c', 1]));
    expect(changed.map((layer) => layer.id)).toEqual(['a']);
  });
});
