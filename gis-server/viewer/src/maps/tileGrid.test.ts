import { describe, expect, test } from 'vitest';
import { type Box, tilesTouching } from './tileGrid';

const world: Box = [-180, -90, 180, 90];
// 芽室町役場 (Memuro town hall): tile 14/14708/6033 by the slippy-map formula of the OSM wiki.
const memuro: Box = [143.0506, 42.9121, 143.0506, 42.9121];

describe('the tiles a box touches', () => {
  test('the world is one tile at zoom 0', () => {
    expect(tilesTouching([world], world, 0)).toEqual([{ z: 0, x: 0, y: 0 }]);
  });

  test('a point lies in the tile that the slippy-map formula gives', () => {
    const n = 2 ** 14;
    const lat = (42.9121 * Math.PI) / 180;
    const x = Math.floor(((143.0506 + 180) / 360) * n);
    const y = Math.floor(((1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2) * n);
    expect(tilesTouching([memuro], world, 14)).toContainEqual({ z: 14, x, y });
  });

  test('a point at a tile edge touches the neighbours too, for what is drawn around it', () => {
    const corner: Box = [0, 0, 0, 0];
    const tiles = tilesTouching([corner], world, 2).map((tile) => `${tile.x}/${tile.y}`);
    expect(tiles.sort()).toEqual(['1/1', '1/2', '2/1', '2/2']);
  });

  test('boxes that touch the same tile give it once', () => {
    expect(tilesTouching([memuro, memuro], world, 10)).toHaveLength(1);
  });

  test('a huge box gives no more than what is seen', () => {
    const window: Box = [143.0, 42.9, 143.1, 42.95];
    expect(tilesTouching([world], window, 14).length).toBeLessThan(50);
  });

  test('nothing outside the window is asked for', () => {
    expect(tilesTouching([memuro], [130, 32, 131, 33], 14)).toEqual([]);
  });
});
