import type { Map as MapView } from 'maplibre-gl';

/** How often a busy map is looked at. */
const LOOK_MS = 100;

/** What readiness needs of the map. */
type Watched = Pick<MapView, 'on' | 'loaded' | 'triggerRepaint'>;

/**
 * Tells assistive technology, and whoever waits, when everything that was asked for is drawn.
 *
 * MapLibre tells that by `idle`, which it fires only after a drawing. Loading may end without
 * anything new to draw: a tile that came back with the bytes it had before (by its ETag) ends
 * without any event at all. So a busy map is looked at, and drawn once more when it has all.
 */
export class Readiness {
  private works = 0;
  private looking: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly map: Watched,
    private readonly hasStyle: () => boolean,
  ) {
    map.on('dataloading', () => this.busy());
    map.on('movestart', () => this.busy());
    map.on('idle', () => this.idle());
    this.busy();
  }

  /** Something will be drawn that the map does not know of yet. */
  busy(): void {
    this.root.setAttribute('aria-busy', 'true');
    this.looking ??= setInterval(() => {
      const waits = this.works > 0 || !this.hasStyle();
      if (!waits && this.map.loaded()) this.map.triggerRepaint();
    }, LOOK_MS);
  }

  /** Busy as long as a work goes on, and until what it brought is drawn. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.works++;
    this.busy();
    try {
      return await work;
    } finally {
      this.works--;
    }
  }

  private idle(): void {
    if (this.works > 0 || !this.hasStyle()) return;
    clearInterval(this.looking);
    this.looking = undefined;
    this.root.setAttribute('aria-busy', 'false');
  }
}
