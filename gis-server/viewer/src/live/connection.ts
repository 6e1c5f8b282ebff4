import { readShelterNews } from '../shelters/shelter';
import { readRoadNews, type RoadNews } from '../snow/roadSheet';
import { readPositions, type Vehicle } from '../tracks/vehicle';
import { type LayerChange, readJobId, readLayerChange } from './change';

/** What arrives over the connection, and what becomes of it. */
export interface LiveListener {
  onLayer(change: LayerChange): void;
  /** The list of visible layers may have lost one; which is not told. */
  onLayers(): void;
  onJob(id: string): void;
  /** Roads stand otherwise than before as to snow. */
  onRoads(news: RoadNews): void;
  /** Vehicles have moved; only those are told who see them by name. */
  onVehicles(moved: readonly Vehicle[]): void;
  /** Gauges have new readings, which this does not tell. */
  onGauges(): void;
  /** Something happened to an alert; only those are told who see to gauges. */
  onAlert(): void;
  /** Shelters stand otherwise than before; how, this does not tell. Pages without shelters need not hear it. */
  onShelters?(ids: readonly string[]): void;
  /** Ways to shelters may be others than before. Pages that lead nobody need not hear it. */
  onGuidance?(): void;
  /** The server is gone; the next try is in so many seconds. */
  onLost(retryS: number): void;
  /** It is back; what happened meanwhile was not told. */
  onBack(): void;
}

const FIRST_RETRY_S = 2;
const LONGEST_RETRY_S = 60;

/**
 * Seconds until the next try after so many failures: doubled each time up to a minute, and spread
 * by half, so that a hundred open maps do not all come back in the same second.
 *
 * @param random in [0, 1)
 */
export function retryDelayS(failures: number, random: number): number {
  const longest = Math.min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** Math.max(0, failures - 1));
  return Math.ceil(longest * (0.5 + random / 2));
}

/**
 * The open line to the server (`/api/events`, server-sent events). The browser's own reconnecting
 * gives up for good at the first answer that is an error, so this one opens a new line itself.
 */
export class LiveConnection {
  private source: EventSource | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param open makes the line
   * @param random in [0, 1)
   */
  constructor(
    private readonly listener: LiveListener,
    private readonly open: () => EventSource = () => new EventSource('/api/events'),
    private readonly random: () => number = Math.random,
  ) {}

  /** Opens the line; an open one is closed first, as after signing in. */
  connect(): void {
    clearTimeout(this.timer);
    this.source?.close();
    const source = this.open();
    this.source = source;
    source.addEventListener('open', () => {
      const wasLost = this.failures > 0;
      this.failures = 0;
      if (wasLost) this.listener.onBack();
    });
    source.addEventListener('layer', (event) => {
      const change = readLayerChange(String(event.data));
      if (change !== null) this.listener.onLayer(change);
    });
    source.addEventListener('layers', () => this.listener.onLayers());
    source.addEventListener('job', (event) => {
      const id = readJobId(String(event.data));
      if (id !== null) this.listener.onJob(id);
    });
    source.addEventListener('road', (event) => {
      const news = readRoadNews(String(event.data));
      if (news !== null) this.listener.onRoads(news);
    });
    source.addEventListener('position', (event) =>
      this.listener.onVehicles(readPositions(String(event.data))),
    );
    source.addEventListener('gauge', () => this.listener.onGauges());
    source.addEventListener('alert', () => this.listener.onAlert());
    source.addEventListener('shelter', (event) =>
      this.listener.onShelters?.(readShelterNews(String(event.data))),
    );
    source.addEventListener('guidance', () => this.listener.onGuidance?.());
    source.addEventListener('error', () => this.retryLater(source));
  }

  private retryLater(source: EventSource): void {
    if (source !== this.source) return;
    source.close();
    this.failures++;
    const delayS = retryDelayS(this.failures, this.random());
    this.listener.onLost(delayS);
    this.timer = setTimeout(() => this.connect(), delayS * 1000);
  }
}
