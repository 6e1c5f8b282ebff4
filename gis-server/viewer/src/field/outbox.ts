import { ProblemError, UnreachableError } from '../http/client';
import type { NewReport } from '../residents/reports';

/** Where reports wait; they stay there when the page is closed. */
export interface OutboxStore {
  list(): Promise<NewReport[]>;
  put(report: NewReport): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What the outbox tells. */
export interface OutboxListener {
  /** So many wait. */
  onWaiting(count: number): void;
  /** The server will never take this one. */
  onRefused(error: unknown): void;
}

/** The server may take it later. */
const LATER = new Set([401, 408, 429]);
const TRY_AGAIN_MS = 30_000;

/**
 * Reports on their way. Crews drive where there is no network: what cannot be sent waits, and is
 * sent by itself. Each has its own id, so that one that has come in without an answer counts once.
 */
export class Outbox {
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: OutboxStore,
    private readonly send: (report: NewReport) => Promise<void>,
    private readonly listener: OutboxListener,
  ) {}

  /**
   * Sends a report, or keeps it for later.
   *
   * @returns whether it has come in
   * @throws ProblemError when the server does not take it; it is not kept then
   */
  async add(report: NewReport): Promise<boolean> {
    await this.store.put(report);
    try {
      await this.send(report);
    } catch (error) {
      if (isForLater(error)) {
        await this.tell();
        this.tryLater();
        return false;
      }
      await this.store.remove(report.id);
      throw error;
    }
    await this.store.remove(report.id);
    // There is a network: what waits can go, too.
    void this.flush();
    return true;
  }

  /** Tries to send everything that waits; the order is that in which it was kept. */
  flush(): Promise<void> {
    this.running ??= this.sendAll().finally(() => (this.running = null));
    return this.running;
  }

  private async sendAll(): Promise<void> {
    clearTimeout(this.timer);
    for (const report of await this.store.list()) {
      try {
        await this.send(report);
      } catch (error) {
        if (isForLater(error)) break;
        this.listener.onRefused(error);
      }
      await this.store.remove(report.id);
    }
    if ((await this.tell()) > 0) this.tryLater();
  }

  private async tell(): Promise<number> {
    const { length } = await this.store.list();
    this.listener.onWaiting(length);
    return length;
  }

  private tryLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), TRY_AGAIN_MS);
  }
}

/** Whether it was not the report that was at fault. */
export function isForLater(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof ProblemError && (error.status >= 500 || LATER.has(error.status));
}
