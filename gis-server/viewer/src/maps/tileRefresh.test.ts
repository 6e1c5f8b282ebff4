import type { Map as MapView } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Client } from '../http/client';
import { refreshTiles } from './tileRefresh';

const client = new Client(() => 'ja');
const BOUNDS = [143.0, 42.8, 143.2, 43.0];
const BEFORE = 'http://town/tiles/parcels/{z}/{x}/{y}.mvt?v=7';
const AFTER = '/tiles/parcels/{z}/{x}/{y}.mvt?v=8';

/** The parts of the map library that a refresh speaks to, kept as they were left. */
function mapWith(loaded: boolean) {
  const source = {
    type: 'vector',
    url: '/tiles/parcels.json',
    tiles: [BEFORE],
    minzoom: 5,
    maxzoom: 14,
    bounds: BOUNDS,
    setUrl: vi.fn(),
  };
  const refreshed: { z: number; x: number; y: number }[][] = [];
  let atIdle: (() => void) | undefined;
  const map = {
    getSource: () => source,
    getZoom: () => 13.2,
    getBounds: () => ({
      getWest: () => 143.0,
      getSouth: () => 42.85,
      getEast: () => 143.1,
      getNorth: () => 42.95,
    }),
    isSourceLoaded: () => loaded,
    once: (_: string, act: () => void) => (atIdle = act),
    refreshTiles: (_: string, tiles: { z: number; x: number; y: number }[]) =>
      refreshed.push(tiles),
  };
  return { map: map as unknown as MapView, source, refreshed, idle: () => atIdle?.() };
}

function answer(tileJson: object) {
  vi.stubGlobal('fetch', async () =>
    Response.json({ tiles: [AFTER], minzoom: 5, maxzoom: 14, bounds: BOUNDS, ...tileJson }),
  );
}

beforeEach(() => vi.stubGlobal('location', { origin: 'http://town', href: 'http://town/' }));
afterEach(() => vi.unstubAllGlobals());

describe('refreshing a layer on the map', () => {
  test('loads the touched tiles at their new address, and no others', async () => {
    const { map, source, refreshed } = mapWith(true);
    answer({});
    await refreshTiles(map, client, 'parcels', [[143.05, 42.9, 143.05, 42.9]]);
    expect(source.tiles).toEqual(['http://town/tiles/parcels/{z}/{x}/{y}.mvt?v=8']);
    expect(source.setUrl).not.toHaveBeenCalled();
    const levels = refreshed.flat().map((tile) => tile.z);
    expect(new Set(levels)).toEqual(new Set([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]));
    expect(levels.filter((z) => z === 14).length).toBeLessThanOrEqual(4);
    expect(refreshed).toHaveLength(1);
  });

  test('asks once more when tiles of the old state were still on their way', async () => {
    const { map, refreshed, idle } = mapWith(false);
    answer({});
    await refreshTiles(map, client, 'parcels', [[143.05, 42.9, 143.05, 42.9]]);
    idle();
    expect(refreshed).toHaveLength(2);
    expect(refreshed[1]).toEqual(refreshed[0]);
  });

  test('loads everything when the layer has grown beyond its old bounds', async () => {
    const { map, source, refreshed } = mapWith(true);
    answer({ bounds: [143.0, 42.8, 143.3, 43.0] });
    await refreshTiles(map, client, 'parcels', [[143.25, 42.9, 143.25, 42.9]]);
    expect(source.setUrl).toHaveBeenCalledWith('/tiles/parcels.json');
    expect(refreshed).toEqual([]);
  });

  test('loads everything when everything has changed', async () => {
    const { map, source } = mapWith(true);
    answer({});
    await refreshTiles(map, client, 'parcels', null);
    expect(source.setUrl).toHaveBeenCalledOnce();
  });

  test('a layer that is gone is the caller’s to know', async () => {
    const { map } = mapWith(true);
    vi.stubGlobal('fetch', async () => Response.json({ code: 'not-found' }, { status: 404 }));
    await expect(refreshTiles(map, client, 'parcels', null)).rejects.toMatchObject({ status: 404 });
  });
});
