import type { Map as MapView, RasterTileSource, VectorTileSource } from 'maplibre-gl';
import { type Client, isRecord } from '../http/client';
import { type Box, tilesTouching } from './tileGrid';

/** Zoom levels above the present one of which tiles may still be on the screen after zooming out. */
const LEVELS_ABOVE = 2;

/**
 * Loads the touched tiles of one source again, and no others. Tile addresses carry the revision
 * they show, so the source first learns the new address from its TileJSON; tiles that did not
 * change stay on the screen as they are.
 *
 * @param boxes where the layer changed; null when everything did
 * @throws ProblemError, UnreachableError
 */
export async function refreshTiles(
  map: MapView,
  client: Client,
  sourceId: string,
  boxes: readonly Box[] | null,
): Promise<void> {
  const pixels = map.getSource<RasterTileSource>(sourceId);
  if (pixels?.type === 'raster' && pixels.url !== undefined) {
    pixels.setUrl(pixels.url); // an import replaces a picture as a whole
    return;
  }
  const source = map.getSource<VectorTileSource>(sourceId);
  if (source?.type !== 'vector' || source.url === undefined) return;
  const tileJson = await client.getJson(new URL(source.url, location.href).href);
  if (!isRecord(tileJson) || map.getSource(sourceId) !== source) return;
  if (boxes === null || reachesFurther(source, tileJson)) {
    // Asked for anew while its first tiles are on their way, a source would wait for those forever.
    const anew = () => {
      if (map.getSource(sourceId) === source) source.setUrl(source.url ?? '');
    };
    if (map.isSourceLoaded(sourceId)) anew();
    else void map.once('idle', anew);
    return;
  }
  source.tiles = tileAddresses(tileJson);
  const again = () => map.refreshTiles(sourceId, touchedInView(map, source, boxes));
  // A tile on its way still shows the old state and is not refreshed: it gets its turn on arrival.
  if (!map.isSourceLoaded(sourceId)) void map.once('idle', again);
  again();
}

function touchedInView(map: MapView, source: VectorTileSource, boxes: readonly Box[]) {
  const bounds = map.getBounds();
  const window: Box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  const highest = Math.min(source.maxzoom, Math.ceil(map.getZoom()) + LEVELS_ABOVE);
  const tiles = [];
  for (let z = source.minzoom; z <= highest; z++) tiles.push(...tilesTouching(boxes, window, z));
  return tiles;
}

/** The tile templates of a TileJSON, absolute, as the map's workers need them. */
export function tileAddresses(tileJson: Record<string, unknown>): string[] {
  const tiles = tileJson['tiles'];
  if (!Array.isArray(tiles) || tiles.length === 0) throw new Error('the TileJSON has no tiles');
  return tiles.map((template) => absolute(String(template)));
}

/** An absolute address; `URL` would write the braces of a template as %7B and %7D. */
export function absolute(address: string): string {
  return address.startsWith('/') ? location.origin + address : address;
}

function reachesFurther(source: VectorTileSource, tileJson: Record<string, unknown>): boolean {
  const zooms = [tileJson['minzoom'] ?? 0, tileJson['maxzoom'] ?? 22];
  const sameZooms = source.minzoom === zooms[0] && source.maxzoom === zooms[1];
  const sameBounds = JSON.stringify(source.bounds) === JSON.stringify(tileJson['bounds']);
  return !(sameZooms && sameBounds);
}
