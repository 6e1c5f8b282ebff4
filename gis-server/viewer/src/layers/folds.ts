import type { Memory } from '../language/choice';

const KEY = 'machizu.folds';

/** Which groups of layers stand open, remembered over a visit once somebody has decided. */
export class Folds {
  private readonly decided: Map<string, boolean>;

  constructor(private readonly memory: Memory) {
    this.decided = read(memory.getItem(KEY));
  }

  /** @param otherwise as long as nobody has decided */
  isOpen(group: string, otherwise: boolean): boolean {
    return this.decided.get(group) ?? otherwise;
  }

  decide(group: string, isOpen: boolean): void {
    this.decided.set(group, isOpen);
    this.memory.setItem(KEY, JSON.stringify([...this.decided]));
  }
}

/** What stands there may come from another version of the page. */
function read(kept: string | null): Map<string, boolean> {
  try {
    const entries: unknown = JSON.parse(kept ?? '[]');
    if (!Array.isArray(entries)) return new Map();
    return new Map(entries.map(([group, open]) => [String(group), open === true]));
  } catch {
    return new Map();
  }
}
