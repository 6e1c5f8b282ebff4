import type { Memory } from '../language/choice';

/** What the phone keeps of the town's answers, so that they are there without a network. */
export type KeptName = 'hazards' | 'guidance' | 'shelters' | 'layers';

/** One answer as it came, and when. */
export interface Kept {
  at: Date;
  value: unknown;
}

/** Longer answers are not kept: the browser's memory has about 5 MB for the whole page. */
const MAX_LENGTH = 1_000_000;

/** The last answer of each kind, in the browser's own memory of the page. */
export class LastAnswers {
  constructor(private readonly memory: Memory & { removeItem(key: string): void }) {}

  /** @returns whether it is kept; a full memory, or none, keeps nothing */
  keep(name: KeptName, value: unknown, at: Date): boolean {
    const text = JSON.stringify({ at: at.toISOString(), value });
    if (text.length > MAX_LENGTH) return false;
    try {
      this.memory.setItem(keyOf(name), text);
      return true;
    } catch {
      return false;
    }
  }

  /** The last answer; null when none is kept, or what is kept cannot be read any more. */
  find(name: KeptName): Kept | null {
    try {
      const kept = JSON.parse(this.memory.getItem(keyOf(name)) ?? 'null') as { at?: unknown; value?: unknown } | null;
      const at = new Date(String(kept?.at));
      return kept === null || Number.isNaN(at.getTime()) ? null : { at, value: kept.value };
    } catch {
      return null;
    }
  }

  /** Forgets all of them. */
  clear(): void {
    for (const name of ['hazards', 'guidance', 'shelters', 'layers'] as const) this.memory.removeItem(keyOf(name));
  }
}

function keyOf(name: KeptName): string {
  return `machizu.safety.${name}`;
}
