import { type LonLat, metresBetween, type Progress, progressAlong } from './progress';

/** A position as the phone tells it. */
export interface Fix {
  place: [number, number];
  accuracyM: number;
  atMs: number;
}

/** Whoever is farther from the line than this has left the route. */
export const ASIDE_M = 40;
/** Sooner the server is not asked again. */
export const ASK_EVERY_MS = 10_000;
/** Nearer to the end than this one has arrived. */
export const ARRIVED_M = 25;

/** What becomes of one position. */
export interface Followed extends Progress {
  /** Whether the route has been left for sure; an inaccurate position does not tell. */
  isAside: boolean;
  hasArrived: boolean;
}

/** Follows one route by positions. */
export class Following {
  private doneM = 0;

  /**
   * @param line of the route that is followed; it ends on the road
   * @param goal where the shelter itself lies
   */
  constructor(
    private readonly line: readonly LonLat[],
    private readonly goal: LonLat | null = null,
  ) {}

  take({ place, accuracyM }: Fix): Followed {
    const progress = progressAlong(this.line, place, this.doneM);
    const ends = [this.line.at(-1), this.goal].filter((end) => end !== undefined && end !== null);
    const nearM = Math.max(ARRIVED_M, Math.min(accuracyM, ASIDE_M));
    const hasArrived = ends.some((end) => metresBetween(place, end) <= nearM);
    const isAside = !hasArrived && progress.asideM > Math.max(ASIDE_M, accuracyM);
    if (!isAside) this.doneM = progress.doneM;
    return { ...progress, isAside, hasArrived };
  }
}

/**
 * When a question may be put again: at once, or after the time that has to pass between two of them.
 * Several wishes in that time are one question.
 */
export class AskAgain {
  private lastMs = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param now in milliseconds */
  constructor(
    private readonly ask: () => void,
    private readonly everyMs = ASK_EVERY_MS,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Somebody has asked by hand; the time counts from here. */
  asked(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.lastMs = this.now();
  }

  wish(): void {
    if (this.timer !== undefined) return;
    const waitMs = Math.max(0, this.lastMs + this.everyMs - this.now());
    this.timer = setTimeout(() => {
      this.asked();
      this.ask();
    }, waitMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
