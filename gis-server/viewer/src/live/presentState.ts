/** News of many things come at once; more often than this nobody looks. */
const AT_MOST_EVERY_MS = 1000;

/** What the server tells as it stands now, and who wants to know when that changes. */
export class PresentState<T> {
  private present: T | null = null;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  /** Counts what is asked, so that an answer for somebody who has left is thrown away. */
  private turn = 0;

  /**
   * @param ask asks the server for all of it
   * @param onTrouble is told when an answer that nobody waits for does not come
   */
  constructor(
    private readonly ask: () => Promise<T>,
    private readonly onTrouble: (error: unknown) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** null before the first answer. */
  get sheet(): T | null {
    return this.present;
  }

  /** @returns ends it */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** @throws ProblemError, UnreachableError */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.askedAt = this.now();
    const sheet = await this.ask();
    if (turn !== this.turn) return;
    this.set(sheet);
  }

  /** There are news: asks for them, once a second at most. */
  hurry(): void {
    const waitMs = Math.max(0, this.askedAt + AT_MOST_EVERY_MS - this.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.load().catch((error: unknown) => this.onTrouble(error));
    }, waitMs);
  }

  /** Forgets what one was shown who is not here any more. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.turn++;
    this.set(null);
  }

  protected set(sheet: T | null): void {
    this.present = sheet;
    for (const listener of [...this.listeners]) listener();
  }
}
