/** What the clock says: nothing, that somebody should say that they are there, or that nobody is. */
export type IdleState = { kind: 'quiet' } | { kind: 'warning'; leftS: number } | { kind: 'over' };

/** Seconds without a touch after which one is asked whether one goes on. */
export const USUAL_IDLE_S = 120;
/** Seconds in which one may answer that. */
export const ANSWER_S = 15;
/** What the address may ask for (`?idle=30`), for those who set a terminal up. */
export const LEAST_IDLE_S = 5;
export const MOST_IDLE_S = 600;

/** Tells when nobody is at the terminal any more. Moments are milliseconds of any one clock. */
export class IdleClock {
  private touched: number;

  constructor(
    private readonly idleS: number,
    now: number,
  ) {
    this.touched = now;
  }

  /** Somebody is there. */
  touch(now: number): void {
    this.touched = now;
  }

  at(now: number): IdleState {
    const quietS = (now - this.touched) / 1000;
    if (quietS < this.idleS) return { kind: 'quiet' };
    const leftS = Math.ceil(this.idleS + ANSWER_S - quietS);
    return leftS > 0 ? { kind: 'warning', leftS } : { kind: 'over' };
  }
}

/** Seconds that an address asks for, within bounds; the usual ones otherwise. */
export function idleSecondsIn(query: string): number {
  const asked = new URLSearchParams(query).get('idle') ?? '';
  if (!/^\d{1,4}$/.test(asked)) return USUAL_IDLE_S;
  return Math.min(MOST_IDLE_S, Math.max(LEAST_IDLE_S, Number(asked)));
}
