import { SEVERITIES, type Severity } from '../gauge';
import { type Alert, isLoud } from './alert';

/** Alerts that stand unnoticed sound again after this time. */
export const AGAIN_MS = 60_000;

/** What to do with the alerts as they are now. */
export interface Call {
  /** Those that are new to this screen, for those who listen. */
  fresh: Alert[];
  /** What sounds; null for nothing. */
  sound: Severity | null;
}

/**
 * Decides what calls for people: each alert is said once; those of caution and above sound when they
 * are new or have become graver, and again each minute until somebody takes notice.
 */
export class Alarm {
  private readonly known = new Map<number, Severity>();
  private soundedAt = Number.NEGATIVE_INFINITY;

  /** @param nowMs any clock */
  heed(alerts: readonly Alert[], nowMs: number): Call {
    const loud = alerts.filter(isLoud);
    const fresh = loud.filter(({ id, severity }) => this.known.get(id) !== severity);
    for (const { id, severity } of loud) this.known.set(id, severity);
    const isDue = nowMs - this.soundedAt >= AGAIN_MS;
    const sounding = fresh.length > 0 ? fresh : isDue ? loud : [];
    const sound = gravest(sounding.map(({ severity }) => severity));
    if (sound !== null) this.soundedAt = nowMs;
    return { fresh, sound };
  }
}

/** The gravest of some; null for none. */
export function gravest(severities: readonly Severity[]): Severity | null {
  const ranks = severities.map((severity) => SEVERITIES.indexOf(severity));
  return SEVERITIES[Math.max(-1, ...ranks)] ?? null;
}

/** Beeps as (pitch in Hz, begin in s): the graver, the more of them and the higher. */
export function beepsOf(severity: Severity): [hz: number, atS: number][] {
  const rank = SEVERITIES.indexOf(severity);
  const count = Math.max(1, rank);
  const hz = 520 + 140 * rank;
  return Array.from({ length: count }, (_, i) => [i % 2 === 0 ? hz : hz * 1.25, i * 0.35]);
}
