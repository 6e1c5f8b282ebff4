import type { Language } from '../language/choice';
import { element, textButton } from '../page/element';
import type { Followed } from './following';
import { guideTexts } from './guideTexts';
import { FLOORS, type Guidance, type GuidedRoute, type Mode, MODES, type Step, type Told, type UpperFloor } from './guidance';
import { type Hazard, HAZARDS } from './hazards';
import { adviceSign, hazardSign, turnSign } from './icons';
import { distanceText, folded, pills } from './parts';
import { stepAt } from './progress';
import { shelterTexts } from './shelterTexts';
import { hazardNames } from './texts';

/** What somebody has chosen before a way is looked for. */
export interface GuideWish {
  hazard: Hazard | null;
  mode: Mode;
  upperFloor: UpperFloor;
}

export interface GuideViewListener {
  onWish(wish: GuideWish): void;
  onAsk(): void;
  onChange(): void;
  onRoute(index: number): void;
  onFollow(isOn: boolean): void;
}

/** What is asked for: the danger with large buttons, how one goes, and whether one can go up. */
export function wishForm(
  wish: GuideWish,
  from: string,
  language: Language,
  listener: GuideViewListener,
): HTMLElement[] {
  const words = guideTexts[language];
  const names = hazardNames[language];
  const ask = textButton(words.ask, 'button-primary safety-big', () => listener.onAsk());
  ask.id = 'guide-ask';
  ask.disabled = wish.hazard === null || from === '';
  return [
    pills(
      words.what,
      HAZARDS.map((hazard) => ({ value: hazard, words: names[hazard], sign: hazardSign(hazard) })),
      wish.hazard,
      'guide-hazard',
      (hazard) => listener.onWish({ ...wish, hazard }),
    ),
    pills(
      words.how,
      MODES.map((mode) => ({ value: mode, words: words.modes[mode] })),
      wish.mode,
      'guide-mode',
      (mode) => listener.onWish({ ...wish, mode }),
    ),
    pills(
      words.floor,
      FLOORS.map((floor) => ({ value: floor, words: words.floors[floor] })),
      wish.upperFloor,
      'guide-floor',
      (upperFloor) => listener.onWish({ ...wish, upperFloor }),
    ),
    element('p', { class: from === '' ? 'safety-note' : '' }, from === '' ? words.noStart : words.from(from)),
    ask,
  ];
}

/** How far somebody is on a way. */
export interface GuideLive {
  guidance: Guidance;
  chosen: number;
  isFollowing: boolean;
  followed: Followed | null;
  /** Whether the server cannot be asked now. */
  isAway: boolean;
}

/** What the page knows while a way is shown. */
export interface GuideShown extends GuideLive {
  /** From where, when, and the like; stands above all. */
  head: HTMLElement[];
}

/** The advice first when it is not simply to go; then warnings, the way, other ways, and why. */
export function guideAnswer(shown: GuideShown, language: Language, listener: GuideViewListener): HTMLElement[] {
  const words = guideTexts[language];
  const { guidance, chosen } = shown;
  const route = guidance.routes[chosen];
  const change = textButton(words.change, 'button-small', () => listener.onChange());
  change.id = 'guide-change';
  const asked = element(
    'div',
    { class: 'guide-asked' },
    hazardSign(guidance.hazard),
    element('b', {}, hazardNames[language][guidance.hazard]),
    element('span', {}, words.modes[guidance.mode]),
    change,
  );
  return [
    ...shown.head,
    asked,
    adviceCard(guidance, route, language),
    ...(route === undefined ? [] : wayParts(route, shown, language, listener)),
    ...otherWays(shown, language, listener),
    ...toldParts('guide-avoided', words.avoided, guidance.avoided, language),
    ...toldParts('guide-unreachable', words.unreachable, guidance.unreachable, language),
    element('p', { class: 'safety-note' }, words.mayorNote),
  ];
}

/** Draws what changes with every step, in its place. */
export function showLive(root: HTMLElement, live: GuideLive, language: Language): void {
  const route = live.guidance.routes[live.chosen];
  const told = root.querySelector('.guide-live');
  const steps = root.querySelector('.guide-steps');
  if (route === undefined || told === null || steps === null) return;
  told.replaceChildren(...liveWords(route, live, language));
  steps.replaceWith(stepList(route.steps, live.followed, language));
}

function adviceCard(guidance: Guidance, route: GuidedRoute | undefined, language: Language): HTMLElement {
  const words = guideTexts[language];
  const { advice } = guidance;
  const hasWay = route !== undefined;
  const isGo = advice === 'go' && hasWay;
  // A way to a place that nobody has opened is none to be shown as if all were well.
  const isOpen = route?.shelter.status === 'open' || route?.shelter.status === 'opening';
  const look = !isGo ? 'advice-calm' : isOpen ? 'advice-go' : 'advice-go advice-unsure';
  const said = isGo ? '' : guidance.adviceWords[language];
  const reason = guidance.reasonWords[language];
  const title = advice === 'go' && !hasWay ? words.none : words.advices[advice];
  return element(
    'section',
    { class: `advice-card ${look}`, 'aria-labelledby': 'guide-advice' },
    adviceSign(isGo ? 'go' : advice === 'go' ? 'leave_now_unsafe' : advice),
    element('h2', { id: 'guide-advice', tabindex: '-1' }, title),
    ...(said === '' || said === title ? [] : [element('p', { class: 'advice-said' }, said)]),
    ...(reason === '' ? [] : [element('p', {}, element('b', {}, `${words.whyHeading}: `), reason)]),
    ...(hasWay ? [] : [element('p', {}, words.noneHelp)]),
    ...(!isGo && hasWay ? [element('p', {}, words.stayFirst)] : []),
  );
}

function wayParts(route: GuidedRoute, shown: GuideShown, language: Language, listener: GuideViewListener): HTMLElement[] {
  const words = guideTexts[language];
  const { followed, isFollowing } = shown;
  const follow = textButton(isFollowing ? words.followStop : words.follow, `safety-big ${isFollowing ? '' : 'button-primary'}`, () =>
    listener.onFollow(!isFollowing),
  );
  follow.id = 'guide-follow';
  const heading = element('h2', { class: 'section-heading', id: 'guide-way' }, words.routeHeading(route.shelter.name[language]));
  return [
    ...warningPart(route, language),
    element('section', { class: 'guide-way', 'aria-labelledby': 'guide-way' }, heading, element('p', { class: 'guide-summary' }, words.routeSummary(Math.round(route.minutes), distanceText(route.lengthM, language))), shelterState(route, language)),
    follow,
    element('div', { class: 'guide-live', role: 'status' }, ...liveWords(route, shown, language)),
    element('h3', { id: 'guide-steps' }, words.stepsHeading),
    stepList(route.steps, followed, language),
  ];
}

function warningPart({ warnings }: GuidedRoute, language: Language): HTMLElement[] {
  const words = guideTexts[language];
  if (warnings.length === 0) return [];
  const items = warnings.map(({ text, lengthM }) =>
    element('li', {}, lengthM === null ? text[language] : words.warningLength(text[language], distanceText(lengthM, language))),
  );
  return [
    element(
      'section',
      { class: 'guide-warnings', 'aria-labelledby': 'guide-warnings' },
      element('h2', { id: 'guide-warnings' }, words.warnings),
      element('ul', {}, ...items),
    ),
  ];
}

function shelterState({ shelter }: GuidedRoute, language: Language): HTMLElement {
  const of = shelterTexts[language];
  const told = [
    of.statuses[shelter.status],
    ...(shelter.congestion === null ? [] : [of.congestions[shelter.congestion]]),
    ...(shelter.suits === 'upper_floor' ? [of.suits.upper_floor] : []),
  ];
  return element('p', { class: `guide-shelter guide-${shelter.status}` }, told.join(language === 'en' ? ', ' : '・'));
}

function liveWords(route: GuidedRoute, { followed, isFollowing, isAway }: GuideLive, language: Language): HTMLElement[] {
  const words = guideTexts[language];
  if (!isFollowing || followed === null) return [];
  if (followed.hasArrived) return [element('p', { class: 'guide-left' }, words.arrived)];
  if (followed.isAside) return [element('p', { class: 'guide-aside' }, isAway ? words.asideAway : words.aside)];
  const part = route.lengthM === 0 ? 0 : followed.leftM / route.lengthM;
  const minutes = Math.max(1, Math.round(route.minutes * Math.min(1, part)));
  return [
    element('p', { class: 'guide-left' }, words.left(distanceText(followed.leftM, language), minutes)),
    element('p', { class: 'hint' }, words.following),
  ];
}

function stepList(steps: readonly Step[], followed: Followed | null, language: Language): HTMLElement {
  const words = guideTexts[language];
  const now = followed === null || followed.isAside ? -1 : stepAt(steps.map(({ lengthM }) => lengthM), followed.doneM);
  const items = steps.map(({ text, turn }, index) => {
    const isNow = index === now;
    return element(
      'li',
      { class: isNow ? 'is-now' : index < now ? 'is-done' : '', ...(isNow ? { 'aria-current': 'step' } : {}) },
      turnSign(turn),
      element('span', {}, text[language]),
      ...(isNow ? [element('span', { class: 'step-now' }, words.now)] : []),
    );
  });
  return element('ol', { class: 'guide-steps', 'aria-labelledby': 'guide-steps' }, ...items);
}

function otherWays({ guidance, chosen }: GuideShown, language: Language, listener: GuideViewListener): HTMLElement[] {
  const words = guideTexts[language];
  if (guidance.routes.length < 2) return [];
  const buttons = guidance.routes.map((route, index) => {
    const isChosen = index === chosen;
    const label = `${words.routeHeading(route.shelter.name[language])} ${words.routeSummary(Math.round(route.minutes), distanceText(route.lengthM, language))}`;
    const button = textButton(isChosen ? `${label} (${words.chosen})` : label, 'guide-other', () => listener.onRoute(index));
    button.id = `guide-route-${index}`;
    button.setAttribute('aria-pressed', String(isChosen));
    return element('li', {}, button);
  });
  return [
    element('h2', { class: 'section-heading', id: 'guide-others' }, words.others),
    element('ul', { class: 'guide-others', 'aria-labelledby': 'guide-others' }, ...buttons),
  ];
}

function toldParts(id: string, heading: string, told: readonly Told[], language: Language): HTMLElement[] {
  if (told.length === 0) return [];
  const words = guideTexts[language];
  const items = told.map(({ text, count }) =>
    element('li', {}, count === null || count < 1 ? text[language] : words.avoidedCount(text[language], count)),
  );
  return [folded(id, heading, element('ul', {}, ...items))];
}
