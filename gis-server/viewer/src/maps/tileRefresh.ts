import type {
  Map as MapView,
  MapSourceDataEvent,
  RasterTileSource,
  VectorTileSource,
} from 'maplibre-gl';
import { type Client, isRecord } from '../http/client';
import { hasFailedTiles, reviveFailedTiles } from './failedTiles';
import { type Box, tilesTouching } from './tileGrid';

/** Zoom levels above the present one of which tiles may still be on the screen after zooming out. */
const LEVELS_ABOVE = 2;
/** How often a source whose tiles are on their way is looked at. */
const LOOK_MS = 50;

/**
 * Loads the touched tiles of a source again, and no others. Tile addresses carry the revision they
 * show, so the source first learns the new address from its TileJSON; tiles that did not change
 * stay on the screen as they are.
 *
 * A source is asked anew only when nothing of it is on its way: MapLibre gives two answers for one
 * tile no order, so the older could come last and stay.
 */
export class TileRefresher {
  /** What is to be loaded once the refresh that is going on is over; null for everything. */
  private readonly waiting = new Map<string, readonly Box[] | null>();
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly map: MapView,
    private readonly client: Client,
  ) {}

  /**
   * Ends when the new tiles have come in.
   *
   * @param boxes where the layer changed; null when everything did
   * @throws ProblemError, UnreachableError
   */
  refresh(sourceId: string, boxes: readonly Box[] | null): Promise<void> {
    const others = this.waiting.get(sourceId) ?? (this.waiting.has(sourceId) ? null : []);
    this.waiting.set(sourceId, boxes === null || others === null ? null : [...others, ...boxes]);
    const going = this.running.get(sourceId);
    if (going !== undefined) return going;
    const run = this.run(sourceId).finally(() => {
      this.running.delete(sourceId);
      this.waiting.delete(sourceId);
    });
    this.running.set(sourceId, run);
    return run;
  }

  /** Asks again for the tiles in view that could not be loaded. */
  async retry(sourceIds: readonly string[]): Promise<void> {
    const failed = sourceIds.filter((id) => hasFailedTiles(this.map, id));
    await Promise.all(failed.map((id) => this.refresh(id, null)));
  }

  private async run(sourceId: string): Promise<void> {
    const pixels = this.map.getSource<RasterTileSource>(sourceId);
    if (pixels?.type === 'raster') {
      pixels.setUrl(pixels.url); // an import replaces a picture as a whole
      return;
    }
    while (this.waiting.has(sourceId)) {
      const source = this.map.getSource<VectorTileSource>(sourceId);
      if (source?.type !== 'vector' || source.url === undefined) return;
      if (!(await this.settled(source))) return;
      // Taken before the TileJSON: what is told from here on may be newer than that, and comes next.
      const boxes = this.waiting.get(sourceId) ?? null;
      this.waiting.delete(sourceId);
      const tileJson = await this.client.getJson(new URL(source.url, location.href).href);
      if (!isRecord(tileJson)) return;
      // From now on tiles that come into view are asked for at the new address.
      const reaches = reachesFurther(source, tileJson);
      if (!reaches) source.tiles = tileAddresses(tileJson);
      if (!(await this.settled(source))) return;
      if (reaches) this.loadAnew(source);
      else this.map.refreshTiles(sourceId, touchedInView(this.map, source, boxes));
      if (!(await this.settled(source))) return;
    }
  }

  /** The source reads its TileJSON again, and after it every tile. */
  private loadAnew(source: VectorTileSource): void {
    const revive = (event: MapSourceDataEvent) => {
      if (event.sourceDataType !== 'metadata') return;
      source.off('data', revive);
      reviveFailedTiles(this.map, source.id);
    };
    source.on('data', revive);
    source.setUrl(source.url);
  }

  /** Waits until nothing of a source is on its way; false when the map has it no more. */
  private async settled(source: VectorTileSource): Promise<boolean> {
    for (;;) {
      if (this.map.getSource(source.id) !== source) return false;
      if (this.map.isSourceLoaded(source.id)) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}

function touchedInView(map: MapView, source: VectorTileSource, boxes: readonly Box[] | null) {
  const bounds = map.getBounds();
  const window: Box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  const highest = Math.min(source.maxzoom, Math.ceil(map.getZoom()) + LEVELS_ABOVE);
  const tiles = [];
  for (let z = source.minzoom; z <= highest; z++) {
    tiles.push(...tilesTouching(boxes ?? [window], window, z));
  }
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
