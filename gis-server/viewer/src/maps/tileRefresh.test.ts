import type { Map as MapView } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Client } from '../http/client';
import { TileRefresher } from './tileRefresh';

const client = new Client(() => 'ja');
const BOUNDS = [143.0, 42.8, 143.2, 43.0];
const BEFORE = 'http://town/tiles/parcels/{z}/{x}/{y}.mvt?v=7';
const AFTER = '/tiles/parcels/{z}/{x}/{y}.mvt?v=8';

/** The parts of the map library that a refresh speaks to, kept as they were left. */
function mapWith() {
  const source = {
    id: 'parcels',
    type: 'vector',
    url: '/tiles/parcels.json',
    tiles: [BEFORE],
    minzoom: 5,
    maxzoom: 14,
    bounds: BOUNDS,
    listeners: new Set<(event: { sourceDataType: string }) => void>(),
    on: (_: string, act: (event: { sourceDataType: string }) => void) => source.listeners.add(act),
    off: (_: string, act: (event: { sourceDataType: string }) => void) =>
      source.listeners.delete(act),
    setUrl: vi.fn(),
  };
  const refreshed: { z: number; x: number; y: number }[][] = [];
  const state = { loaded: true, tiles: [{ state: 'loaded' }] };
  const map = {
    getSource: () => source,
    getZoom: () => 13.2,
    getBounds: () => ({
      getWest: () => 143.0,
      getSouth: () => 42.85,
      getEast: () => 143.1,
      getNorth: () => 42.95,
    }),
    isSourceLoaded: () => state.loaded,
    refreshTiles: (_: string, tiles: { z: number; x: number; y: number }[]) =>
      refreshed.push(tiles),
    style: {
      tileManagers: {
        parcels: {
          getIds: () => state.tiles.map((_, index) => String(index)),
          getTileByID: (id: string) => state.tiles[Number(id)],
        },
      },
    },
  };
  return { map: map as unknown as MapView, source, refreshed, state };
}

function answer(tileJson: object) {
  vi.stubGlobal('fetch', async () =>
    Response.json({ tiles: [AFTER], minzoom: 5, maxzoom: 14, bounds: BOUNDS, ...tileJson }),
  );
}

beforeEach(() => vi.stubGlobal('location', { origin: 'http://town', href: 'http://town/' }));
afterEach(() => vi.unstubAllGlobals());

const HERE: [number, number, number, number] = [143.05, 42.9, 143.05, 42.9];

describe('refreshing a layer on the map', () => {
  test('loads the touched tiles at their new address, and no others', async () => {
    const { map, source, refreshed } = mapWith();
    answer({});
    await new TileRefresher(map, client).refresh('parcels', [HERE]);
    expect(source.tiles).toEqual(['http://town/tiles/parcels/{z}/{x}/{y}.mvt?v=8']);
    expect(source.setUrl).not.toHaveBeenCalled();
    const levels = refreshed.flat().map((tile) => tile.z);
    expect(new Set(levels)).toEqual(new Set([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]));
    expect(levels.filter((z) => z === 14).length).toBeLessThanOrEqual(4);
    expect(refreshed).toHaveLength(1);
  });

  test('asks for nothing anew while tiles of the old state are on their way', async () => {
    const { map, refreshed, state } = mapWith();
    answer({});
    state.loaded = false;
    const refreshing = new TileRefresher(map, client).refresh('parcels', [HERE]);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(refreshed).toEqual([]);
    state.loaded = true;
    await refreshing;
    expect(refreshed).toHaveLength(1);
  });

  test('what changes during a refresh is loaded once, after it', async () => {
    const { map, refreshed } = mapWith();
    answer({});
    const refresher = new TileRefresher(map, client);
    const first = refresher.refresh('parcels', [HERE]);
    const others = [1, 2, 3].map(() => refresher.refresh('parcels', [HERE]));
    await Promise.all([first, ...others]);
    expect(refreshed.length).toBeLessThanOrEqual(2);
    expect(refreshed.length).toBeGreaterThanOrEqual(1);
  });

  test('loads everything when the layer has grown beyond its old bounds', async () => {
    const { map, source, refreshed } = mapWith();
    answer({ bounds: [143.0, 42.8, 143.3, 43.0] });
    await new TileRefresher(map, client).refresh('parcels', [[143.25, 42.9, 143.25, 42.9]]);
    expect(source.setUrl).toHaveBeenCalledWith('/tiles/parcels.json');
    expect(refreshed).toEqual([]);
  });

  test('a failed tile is asked for again when a grown layer is loaded anew', async () => {
    const { map, source, state } = mapWith();
    answer({ bounds: [143.0, 42.8, 143.3, 43.0] });
    state.tiles = [{ state: 'loaded' }, { state: 'errored' }];
    await new TileRefresher(map, client).refresh('parcels', null);
    for (const act of source.listeners) act({ sourceDataType: 'metadata' });
    expect(state.tiles.map((tile) => tile.state)).toEqual(['loaded', 'expired']);
  });

  test('loads every tile in view when everything has changed', async () => {
    const { map, source, refreshed } = mapWith();
    answer({});
    await new TileRefresher(map, client).refresh('parcels', null);
    expect(source.setUrl).not.toHaveBeenCalled();
    expect(refreshed[0]?.filter((tile) => tile.z === 13)).toHaveLength(12);
  });

  test('only sources with failed tiles are tried again', async () => {
    const { map, refreshed, state } = mapWith();
    answer({});
    const refresher = new TileRefresher(map, client);
    await refresher.retry(['parcels']);
    expect(refreshed).toEqual([]);
    state.tiles = [{ state: 'errored' }];
    await refresher.retry(['parcels', 'gone']);
    expect(refreshed).toHaveLength(1);
  });

  test('a layer that is gone is the caller’s to know', async () => {
    const { map } = mapWith();
    vi.stubGlobal('fetch', async () => Response.json({ code: 'not-found' }, { status: 404 }));
    const refreshing = new TileRefresher(map, client).refresh('parcels', null);
    await expect(refreshing).rejects.toMatchObject({ status: 404 });
  });
});
