import type { Memory } from '../../language/choice';
import { emptyPlan, type Plan, readPlan, writePlan } from './plan';

const KEY = 'machizu.safety.plan';

/** Keeps the plan in the browser's memory of this page, and nowhere else. */
export class PlanStore {
  constructor(private readonly memory: Memory & { removeItem(key: string): void }) {}

  load(): Plan {
    return readPlan(this.memory.getItem(KEY) ?? '') ?? emptyPlan();
  }

  /** @returns whether it is kept */
  save(plan: Plan): boolean {
    try {
      this.memory.setItem(KEY, writePlan(plan));
      return true;
    } catch {
      return false;
    }
  }

  clear(): void {
    this.memory.removeItem(KEY);
  }
}
