import type { Map as MapView, Tile } from 'maplibre-gl';

/** The tiles of a source in view that could not be loaded. */
function failedTiles(map: MapView, sourceId: string): Tile[] {
  const manager = map.style.tileManagers[sourceId];
  const tiles = manager?.getIds().map((id) => manager.getTileByID(id)) ?? [];
  return tiles.filter((tile) => tile?.state === 'errored') as Tile[];
}

/** Whether some tile of a source in view could not be loaded. */
export function hasFailedTiles(map: MapView, sourceId: string): boolean {
  return failedTiles(map, sourceId).length > 0;
}

/**
 * Makes failed tiles ready to be asked for again. MapLibre (6.17, `TileManager.reload`) gives a
 * failed tile the state 'loading' when its whole source is loaded anew, and then takes that state
 * for an answer that is on its way: it asks for nothing and waits forever. An expired tile is asked
 * for.
 */
export function reviveFailedTiles(map: MapView, sourceId: string): void {
  for (const tile of failedTiles(map, sourceId)) tile.state = 'expired';
}
