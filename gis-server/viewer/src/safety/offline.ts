import type { StyleSpecification } from 'maplibre-gl';
import { type Client, isRecord } from '../http/client';
import type { Box } from '../maps/tileGrid';
import { tilesTouching } from '../maps/tileGrid';
import { absolute, tileAddresses } from '../maps/tileRefresh';

/** Zoom levels at which one finds the way. */
const ZOOMS = [14, 15, 16];
/** About 20 MB, and a minute of a slow network. */
const MAX_TILES = 250;
/** What lies beside the way, in degrees: some 200 m. */
const BESIDE = 0.002;

/** Whether this browser can keep the page: on plain http from another machine none does. */
export function canKeepPage(): boolean {
  return 'serviceWorker' in navigator && window.isSecureContext;
}

/** The page's part of keeping itself. Without a worker nothing of it does anything. */
export class PageKeeper {
  private worker: Promise<ServiceWorker | null> | null = null;

  /** Starts the worker, and has it keep what this page was made of so far. */
  start(): void {
    if (!canKeepPage()) return;
    this.worker = navigator.serviceWorker
      .register('/safety-sw.js', { scope: '/safety' })
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) => active)
      .catch(() => null);
    void this.keepShell(false);
  }

  /** Has the map's surroundings of a box kept. */
  async keepAround(box: Box, style: StyleSpecification, client: Client): Promise<void> {
    const worker = await this.worker;
    if (worker === null || worker === undefined) return;
    const [west, south, east, north] = box;
    const around: Box = [west - BESIDE, south - BESIDE, east + BESIDE, north + BESIDE];
    const keep: string[] = [];
    for (const source of Object.values(style.sources)) {
      if (source.type !== 'vector' || source.url === undefined) continue;
      const url = absolute(source.url);
      keep.push(url);
      const tileJson = await client.getJson(url).catch(() => null);
      if (isRecord(tileJson)) keep.push(...tilesAround(tileJson, around));
    }
    worker.postMessage({ keep: keep.slice(0, MAX_TILES) });
  }

  /**
   * Has kept what the page was made of so far.
   *
   * @param isWhole whether that is all; then parts of an older page go, which nothing names any more
   */
  async keepShell(isWhole: boolean): Promise<void> {
    const worker = await this.worker;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    const ours = loaded.filter((name) => /\/(assets|styles|tiles|ogc)\/|\/safety-map\.js|\/api\/town$/.test(new URL(name).pathname));
    worker?.postMessage({ keep: [`${location.origin}/safety`, ...new Set(ours)], isShell: isWhole && navigator.onLine });
  }
}

/** The addresses of a source's tiles around a box, the farthest look first. */
export function tilesAround(tileJson: Record<string, unknown>, box: Box): string[] {
  const [template = ''] = tileAddresses(tileJson);
  const highest = Number(tileJson['maxzoom'] ?? 22);
  const zooms = new Set(ZOOMS.map((zoom) => Math.min(zoom, highest)));
  return [...zooms].flatMap((zoom) =>
    tilesTouching([box], box, zoom).map(({ z, x, y }) =>
      template.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y)),
    ),
  );
}
