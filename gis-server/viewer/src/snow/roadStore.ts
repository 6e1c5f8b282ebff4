import type { Client } from '../http/client';
import { Postponed } from '../live/change';
import { readRoadSheet, type RoadNews, type RoadSheet, withNews } from './roadSheet';

const PATH = '/api/snow/roads?f=compact';
/** All open maps ask again within this time when everything has changed. */
const AGAIN_MS = 2000;
/** States of past moments that are kept, as many as a night has steps of five minutes. */
const MOST_KEPT = 200;

/** How roads stand now, by news, and how they stood. */
export class RoadStore {
  private sheet: RoadSheet | null = null;
  private readonly past = new Map<number, RoadSheet>();
  private readonly again: Postponed;
  private loads = 0;
  private running = 0;

  /**
   * @param changed the present has changed
   * @param failed news could not be followed
   */
  constructor(
    private readonly client: Client,
    private readonly changed: () => void,
    failed: (error: unknown) => void,
  ) {
    this.again = new Postponed(AGAIN_MS, () => void this.load().catch(failed));
  }

  /** null until it is loaded. */
  get present(): RoadSheet | null {
    return this.sheet;
  }

  /** Forgets everything, as when somebody else signs in. */
  clear(): void {
    this.loads++;
    this.sheet = null;
    this.past.clear();
  }

  /** @throws ProblemError, UnreachableError */
  async load(): Promise<void> {
    const load = ++this.loads;
    this.running++;
    try {
      const sheet = readRoadSheet(await this.client.getJson(PATH));
      if (load !== this.loads) return;
      this.sheet = sheet;
    } finally {
      this.running--;
    }
    this.changed();
  }

  /** Takes what the server tells; late positions change the past, too. */
  take({ layer, rows }: RoadNews): void {
    this.past.clear();
    if (this.sheet === null || layer !== this.sheet.layer) return;
    if (rows === null) {
      this.again.ask();
      return;
    }
    // An answer that is on its way may be older than the news.
    if (this.running > 0) this.again.ask();
    this.sheet = withNews(this.sheet, rows);
    this.changed();
  }

  /** How roads stood. @param atS Unix seconds @throws ProblemError, UnreachableError */
  async at(atS: number): Promise<RoadSheet> {
    const kept = this.past.get(atS);
    if (kept !== undefined) return kept;
    const moment = new Date(atS * 1000).toISOString();
    const sheet = readRoadSheet(await this.client.getJson(`${PATH}&at=${moment}`));
    if (this.past.size >= MOST_KEPT) this.past.clear();
    this.past.set(atS, sheet);
    return sheet;
  }
}
