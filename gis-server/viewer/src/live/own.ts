/** An import may wait in a queue; other writes are told of within a moment. */
const IMPORT_MS = 15 * 60_000;
const WRITE_MS = 15_000;
/** One write may come as several changes: of the features, and of the layer's entry. */
const MORE_MS = 5_000;

/**
 * The layers that this page itself is changing, so that nobody is told of their own work as if it were
 * a colleague's. A guess by layer and time: the news of a change does not say who made it.
 */
export class OwnChanges {
  private readonly until = new Map<string, number>();

  /** @param now in milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  /** Takes note of a request that writes, by its path and, for an import, its form. */
  noteWrite(path: string, body: unknown): void {
    const named = /^\/(?:ogc\/collections|api\/layers)\/([^/?]+)/.exec(path)?.[1];
    if (named !== undefined) this.note(decodeURIComponent(named), WRITE_MS);
    else if (path === '/api/imports' && body instanceof FormData) {
      this.note(String(body.get('layer')), IMPORT_MS);
    }
  }

  /** Whether a change that has just been told of is this page's own. */
  isOwn(layerId: string): boolean {
    const until = this.until.get(layerId);
    if (until === undefined || until < this.now()) {
      this.until.delete(layerId);
      return false;
    }
    this.until.set(layerId, Math.min(until, this.now() + MORE_MS));
    return true;
  }

  private note(layerId: string, forMs: number): void {
    this.until.set(layerId, Math.max(this.until.get(layerId) ?? 0, this.now() + forMs));
  }
}
