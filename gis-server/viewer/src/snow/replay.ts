/** The times that can be looked at, Unix seconds. */
export interface Span {
  fromS: number;
  untilS: number;
}

/** Roads are asked for in steps of this length: a night is 150 of them. */
export const STEP_S = 300;

/** How much faster than the clock a night can be replayed. */
export const SPEEDS = [60, 300, 1200] as const;

const HOUR_S = 3600;
/** What is replayed when no snowfall says from when. */
const USUAL_S = 12 * HOUR_S;
/** The server tells trails of no longer time. */
const LONGEST_S = 3 * 24 * HOUR_S;
/** Clearing goes on after it has stopped to snow. */
const AFTER_S = 12 * HOUR_S;

/** The times of a snowfall, or of the last hours. @param nowS Unix seconds */
export function spanOf(event: { begin: Date; end: Date | null } | null, nowS: number): Span {
  if (event === null) return { fromS: nowS - USUAL_S, untilS: nowS };
  const begin = event.begin.getTime() / 1000;
  const end = event.end === null ? nowS : Math.min(nowS, event.end.getTime() / 1000 + AFTER_S);
  const untilS = Math.max(end, Math.min(begin + HOUR_S, nowS));
  return { fromS: Math.max(Math.min(begin, untilS - HOUR_S), untilS - LONGEST_S), untilS };
}

/** The moment at or before another at which roads are asked for; steps count from the begin. */
export function stepOf(atS: number, { fromS }: Span): number {
  return fromS + Math.floor((atS - fromS) / STEP_S) * STEP_S;
}

/** A moment of a span that moves on by itself while it is played. */
export class Replay {
  private at: number;
  private playing = false;
  speed: number = SPEEDS[1];

  constructor(private readonly span: Span) {
    this.at = span.untilS;
  }

  get atS(): number {
    return this.at;
  }

  get isPlaying(): boolean {
    return this.playing;
  }

  /** From the end it begins anew. */
  play(): void {
    if (this.at >= this.span.untilS) this.at = this.span.fromS;
    this.playing = true;
  }

  pause(): void {
    this.playing = false;
  }

  goTo(atS: number): void {
    this.at = Math.min(this.span.untilS, Math.max(this.span.fromS, atS));
  }

  /** @param passedMs by the clock on the wall */
  advance(passedMs: number): void {
    if (!this.playing) return;
    this.goTo(this.at + (passedMs / 1000) * this.speed);
    if (this.at >= this.span.untilS) this.playing = false;
  }
}
