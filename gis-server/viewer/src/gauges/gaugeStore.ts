import type { Client } from '../http/client';
import { type Gauge, type GaugeSheet, readSheet } from './gauge';

const LATEST = '/api/gauges/latest';
/** News of many stations come at once; more often than this nobody looks. */
const AT_MOST_EVERY_MS = 1000;

/** The gauges as they stand, and who wants to know when that changes. */
export class GaugeStore {
  private present: GaugeSheet | null = null;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  /** Counts what is asked, so that an answer for somebody who has left is thrown away. */
  private turn = 0;

  /** @param onTrouble is told when an answer that nobody waits for does not come */
  constructor(
    private readonly client: Pick<Client, 'getJson'>,
    private readonly onTrouble: (error: unknown) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** null before the first answer. */
  get sheet(): GaugeSheet | null {
    return this.present;
  }

  /** By its number. */
  find(gauge: string): Gauge | null {
    return this.present?.gauges.find((one) => one.gauge === gauge) ?? null;
  }

  /** By the id of its feature. */
  findFeature(id: string): Gauge | null {
    return this.present?.gauges.find((one) => one.id === id) ?? null;
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
    const sheet = readSheet(await this.client.getJson(LATEST));
    if (turn !== this.turn) return;
    this.present = sheet;
    for (const listener of [...this.listeners]) listener();
  }

  /** There are new readings: asks for them, once a second at most. */
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
    this.present = null;
    for (const listener of [...this.listeners]) listener();
  }
}
