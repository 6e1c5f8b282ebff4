import { isRecord } from '../../http/client';
import { HAZARDS, type Hazard } from '../hazards';

/** Levels of warning, to each of which a household has its own steps. */
export const LEVELS = [1, 2, 3, 4, 5] as const;

/** Who lives in a household, by what decides how long it takes to leave. */
export const MEMBERS = ['adults', 'children', 'infants', 'elderly', 'pets'] as const;
export type Members = (typeof MEMBERS)[number];

export const NEEDS = ['walking', 'wheelchair', 'power', 'medicine', 'allergy', 'expecting', 'language'] as const;
export type Need = (typeof NEEDS)[number];

/** One step, in the household's own words. */
export interface PlanStep {
  text: string;
}

/** One thing of the emergency bag. */
export interface BagItem {
  text: string;
  isPacked: boolean;
  /** The day until which it may be eaten or used, as 2027-03-31; empty for none. */
  until: string;
}

/** A household's own timeline. It stays on its phone. */
export interface Plan {
  members: Record<Members, number>;
  needs: Need[];
  /** Who helps whom, in the household's own words. */
  help: string;
  home: { place: [number, number]; name: string } | null;
  shelters: Partial<Record<Hazard, { id: string; name: string }>>;
  /** By level, 1 first. */
  steps: PlanStep[][];
  bag: BagItem[];
  /** When it was changed last, in ISO 8601; empty for a new one. */
  changed: string;
}

const MAX_COUNT = 99;
const MAX_TEXT = 200;
const MAX_HELP = 1000;
const MAX_STEPS = 30;
const MAX_BAG = 100;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A file is none of ours without it. */
const FORMAT = 'machizu-my-timeline-1';
/** A plan with all it may hold is smaller. */
export const MAX_FILE_BYTES = 500_000;

export function emptyPlan(): Plan {
  return {
    members: { adults: 0, children: 0, infants: 0, elderly: 0, pets: 0 },
    needs: [],
    help: '',
    home: null,
    shelters: {},
    steps: LEVELS.map(() => []),
    bag: [],
    changed: '',
  };
}

export function isEmpty(plan: Plan): boolean {
  return JSON.stringify({ ...plan, changed: '' }) === JSON.stringify(emptyPlan());
}

/** The texts that are not there yet, behind those that are. */
export function withSteps(plan: Plan, texts: readonly (readonly string[])[]): Plan {
  return {
    ...plan,
    steps: plan.steps.map((steps, index) => {
      const there = new Set(steps.map(({ text }) => text));
      const more = (texts[index] ?? []).filter((text) => !there.has(text));
      return [...steps, ...more.map((text) => ({ text }))].slice(0, MAX_STEPS);
    }),
  };
}

/** The things that are not there yet, behind those that are. */
export function withItems(bag: readonly BagItem[], texts: readonly string[]): BagItem[] {
  const there = new Set(bag.map(({ text }) => text));
  const more = texts.filter((text) => !there.has(text)).map((text) => ({ text, isPacked: false, until: '' }));
  return [...bag, ...more].slice(0, MAX_BAG);
}

/** One step at another place of its level; where there is none it stays. */
export function moved(steps: readonly PlanStep[], index: number, by: -1 | 1): PlanStep[] {
  const to = index + by;
  const made = [...steps];
  const [one, other] = [made[index], made[to]];
  if (one === undefined || other === undefined) return made;
  made[index] = other;
  made[to] = one;
  return made;
}

/** What is packed no more, or soon: things whose day is over, and those of the next days. */
export function runsOut(bag: readonly BagItem[], today: string, days = 30): { over: BagItem[]; soon: BagItem[] } {
  const soonest = new Date(`${today}T00:00:00Z`);
  soonest.setUTCDate(soonest.getUTCDate() + days);
  const until = soonest.toISOString().slice(0, 10);
  const dated = bag.filter(({ until: day }) => day !== '');
  return {
    over: dated.filter(({ until: day }) => day < today),
    soon: dated.filter(({ until: day }) => day >= today && day <= until),
  };
}

/** The plan as a file. */
export function writePlan(plan: Plan): string {
  return JSON.stringify({ format: FORMAT, ...plan }, null, 1);
}

/**
 * Reads what was kept, or a file that somebody chose. What has no sense is left out, what is too much
 * is cut.
 *
 * @returns null when it is no plan at all
 */
export function readPlan(text: string): Plan | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(json) || json['format'] !== FORMAT) return null;
  const members = isRecord(json['members']) ? json['members'] : {};
  const needs = Array.isArray(json['needs']) ? json['needs'] : [];
  const steps = Array.isArray(json['steps']) ? json['steps'] : [];
  const bag = Array.isArray(json['bag']) ? json['bag'] : [];
  return {
    members: Object.fromEntries(MEMBERS.map((name) => [name, countOf(members[name])])) as Record<Members, number>,
    needs: NEEDS.filter((need) => needs.includes(need)),
    help: textOf(json['help'], MAX_HELP),
    home: homeOf(json['home']),
    shelters: sheltersOf(json['shelters']),
    steps: LEVELS.map((_, index) => stepsOf(steps[index])),
    bag: bag.filter(isRecord).slice(0, MAX_BAG).map(bagItemOf),
    changed: textOf(json['changed'], MAX_TEXT),
  };
}

export function countOf(value: unknown): number {
  const count = Math.trunc(Number(value));
  return Number.isFinite(count) ? Math.min(MAX_COUNT, Math.max(0, count)) : 0;
}

function textOf(value: unknown, max = MAX_TEXT): string {
  return typeof value === 'string' ? value.slice(0, max) : '';
}

function homeOf(value: unknown): Plan['home'] {
  if (!isRecord(value) || !Array.isArray(value['place'])) return null;
  const [lon, lat] = value['place'].map(Number);
  if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return null;
  return { place: [lon, lat], name: textOf(value['name']) };
}

function sheltersOf(value: unknown): Plan['shelters'] {
  const found: Plan['shelters'] = {};
  for (const hazard of HAZARDS) {
    const one = isRecord(value) ? value[hazard] : undefined;
    if (isRecord(one)) found[hazard] = { id: textOf(one['id']), name: textOf(one['name']) };
  }
  return found;
}

function stepsOf(value: unknown): PlanStep[] {
  const steps = Array.isArray(value) ? value.filter(isRecord) : [];
  return steps.slice(0, MAX_STEPS).map((step) => ({ text: textOf(step['text']) }));
}

function bagItemOf(value: Record<string, unknown>): BagItem {
  const until = textOf(value['until']);
  return {
    text: textOf(value['text']),
    isPacked: value['isPacked'] === true,
    until: DAY.test(until) ? until : '',
  };
}
