import type { Client } from '../http/client';
import { PresentState } from '../live/presentState';
import { type Gauge, type GaugeSheet, readSheet } from './gauge';

const LATEST = '/api/gauges/latest';

/** The gauges as they stand. */
export class GaugeStore extends PresentState<GaugeSheet> {
  /** @param onTrouble is told when an answer that nobody waits for does not come */
  constructor(client: Pick<Client, 'getJson'>, onTrouble: (error: unknown) => void, now?: () => number) {
    super(async () => readSheet(await client.getJson(LATEST)), onTrouble, now);
  }

  /** By its number. */
  find(gauge: string): Gauge | null {
    return this.sheet?.gauges.find((one) => one.gauge === gauge) ?? null;
  }

  /** By the id of its feature. */
  findFeature(id: string): Gauge | null {
    return this.sheet?.gauges.find((one) => one.id === id) ?? null;
  }
}
