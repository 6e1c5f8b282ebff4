import type { Language } from '../../language/choice';
import { HAZARDS } from '../hazards';
import { hazardNames } from '../texts';
import { LEVELS, MEMBERS, type Plan } from './plan';
import { planTexts } from './planTexts';

/** Parts of a plan that somebody may pass on or not. */
export const SHARED_PARTS = ['household', 'home', 'shelters', 'timeline', 'bag'] as const;
export type SharedPart = (typeof SHARED_PARTS)[number];

/** One part in words. */
export interface PlanPart {
  part: SharedPart;
  heading: string;
  lines: string[];
}

/** The plan in words, part by part, as it is printed and passed on; empty parts are left out. */
export function partsOfPlan(plan: Plan, language: Language): PlanPart[] {
  const words = planTexts[language];
  const names = hazardNames[language];
  const members = MEMBERS.filter((name) => plan.members[name] > 0).map((name) => {
    const count = plan.members[name];
    return `${words.members[name]}: ${name === 'pets' ? words.animals(count) : words.people(count)}`;
  });
  const steps = LEVELS.flatMap((level, index) => {
    const texts = (plan.steps[index] ?? []).map(({ text }) => text.trim()).filter((text) => text !== '');
    return texts.map((text) => `${words.level(level)}: ${text}`);
  });
  const parts: PlanPart[] = [
    {
      part: 'household',
      heading: words.household,
      lines: [...members, ...plan.needs.map((need) => words.needNames[need]), ...lineOf(words.help, plan.help)],
    },
    {
      part: 'home',
      heading: words.home.replace(/[（(].*$/, '').trim(),
      lines: plan.home === null ? [] : [`${plan.home.name} (${plan.home.place.map((degrees) => degrees.toFixed(5)).reverse().join(', ')})`],
    },
    {
      part: 'shelters',
      heading: words.shelters,
      lines: HAZARDS.flatMap((hazard) => {
        const shelter = plan.shelters[hazard];
        return shelter === undefined ? [] : [`${names[hazard]}: ${shelter.name}`];
      }),
    },
    { part: 'timeline', heading: words.timeline, lines: steps },
    {
      part: 'bag',
      heading: words.bag,
      lines: plan.bag
        .filter(({ text }) => text.trim() !== '')
        .map(({ text, isPacked, until }) => `${isPacked ? '☑' : '☐'} ${text.trim()}${until === '' ? '' : ` (${until})`}`),
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

/** The text that goes when somebody passes on these parts; empty when there is nothing in them. */
export function sharedText(plan: Plan, wanted: ReadonlySet<SharedPart>, language: Language): string {
  const parts = partsOfPlan(plan, language).filter(({ part }) => wanted.has(part));
  if (parts.length === 0) return '';
  const told = parts.map(({ heading, lines }) => [`■ ${heading}`, ...lines].join('\n'));
  return [planTexts[language].heading, ...told].join('\n\n');
}

function lineOf(name: string, text: string): string[] {
  return text.trim() === '' ? [] : [`${name}: ${text.trim()}`];
}
