/** One thing that is kept, and how large it is. */
export interface Shelved {
  url: string;
  bytes: number;
}

/**
 * What is kept of the map, oldest first, within a bound: what has lain unused the longest goes first.
 * It only counts; the caller keeps the things themselves.
 */
export class TileShelf {
  /** In the order in which they were last wanted. */
  private readonly shelf = new Map<string, number>();
  private wholeBytes = 0;

  constructor(private readonly maxBytes: number) {}

  get bytes(): number {
    return this.wholeBytes;
  }

  /**
   * Takes note of a thing that was kept.
   *
   * @returns what has to go for it; the thing itself when it alone is too large
   */
  add({ url, bytes }: Shelved): string[] {
    this.remove(url);
    if (bytes > this.maxBytes) return [url];
    this.shelf.set(url, bytes);
    this.wholeBytes += bytes;
    const gone: string[] = [];
    for (const oldest of this.shelf.keys()) {
      if (this.wholeBytes <= this.maxBytes) break;
      gone.push(oldest);
      this.remove(oldest);
    }
    return gone;
  }

  /** A thing was wanted again. */
  touch(url: string): void {
    const bytes = this.shelf.get(url);
    if (bytes === undefined) return;
    this.shelf.delete(url);
    this.shelf.set(url, bytes);
  }

  private remove(url: string): void {
    this.wholeBytes -= this.shelf.get(url) ?? 0;
    this.shelf.delete(url);
  }
}
