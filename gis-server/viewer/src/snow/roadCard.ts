import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { momentText } from '../language/moments';
import { element } from '../page/element';
import { opposite } from './heading';
import { answerText, type Pass, readRoadAnswer, type RoadAnswer, type Standing } from './roadAnswer';
import { texts } from './texts';
import { sureText } from './words';

/** So many passes are listed; the newest say most. */
const MOST_PASSES = 20;

/** What a card is about, and what the page knows of it. */
export interface CardParts {
  road: number;
  /** Unix seconds; null for now. */
  atS: number | null;
  /** Where the road's line leads, one of eight directions; null when that is not known. */
  heading: number | null;
  language: Language;
  /** What people call the vehicle of a tracker. */
  nameOf(device: string): string;
}

/** How one road stands, as a card that fills itself. */
export function roadCard(client: Client, parts: CardParts): HTMLElement {
  const { road, atS, language } = parts;
  const words = texts[language];
  const body = element('div', { class: 'road-card-body' }, element('p', { class: 'hint' }, words.loading));
  const card = element(
    'section',
    { class: 'road-card', 'aria-label': words.card, 'data-road': String(road) },
    element('h3', { class: 'road-card-title' }, words.card),
    body,
  );
  const at = atS === null ? '' : `?at=${new Date(atS * 1000).toISOString()}`;
  client
    .getJson(`/api/snow/roads/${road}${at}`)
    .then((json) => body.replaceChildren(...content(readRoadAnswer(json), parts)))
    .catch((error: unknown) => {
      const why = `${words.cardFailed} ${explain(error, language)}`;
      body.replaceChildren(element('p', { class: 'error', role: 'alert' }, why));
    });
  return card;
}

function content(road: RoadAnswer, card: CardParts): HTMLElement[] {
  const { atS, language } = card;
  const words = texts[language];
  const now = new Date(atS === null ? Date.now() : atS * 1000);
  const parts: HTMLElement[] = [element('p', { class: 'road-card-answer' }, answerText(road, now, language))];
  if (atS !== null) {
    const moment = momentText(now, new Date(0), language);
    parts.unshift(element('p', { class: 'hint' }, words.atMoment(moment)));
  }
  const { forward, backward } = road;
  const same = forward !== null && backward !== null && isSame(forward, backward);
  if (same || forward === null || backward === null) {
    const one = forward ?? backward ?? road.whole;
    const title = same ? words.bothWays : wayText(backward === null, card);
    if (one.state !== 'none') parts.push(standing(title, one, now, card));
  } else {
    parts.push(standing(wayText(true, card), forward, now, card));
    parts.push(standing(wayText(false, card), backward, now, card));
  }
  if (road.evidence !== null && road.whole.state !== 'none') {
    parts.push(passes(road.evidence, road.passesInAll, now, card));
  }
  return parts;
}

function isSame(a: Standing, b: Standing): boolean {
  return (
    a.state === b.state &&
    a.device === b.device &&
    a.clearedAt?.getTime() === b.clearedAt?.getTime() &&
    a.lastPass?.getTime() === b.lastPass?.getTime()
  );
}

/** `東向き`: people on the road know where it leads, and nothing of how its line was drawn. */
function wayText(isForward: boolean, { heading, language }: CardParts): string {
  const words = texts[language];
  if (heading === null) return isForward ? words.forward : words.backward;
  return words.towards(words.compass[isForward ? heading : opposite(heading)] ?? '');
}

function standing(title: string, one: Standing, now: Date, { language, nameOf }: CardParts): HTMLElement {
  const words = texts[language];
  const rows: [string, string][] = [];
  const add = (name: string, value: string | null) => {
    if (value !== null && value !== '') rows.push([name, value]);
  };
  const moment = (date: Date | null) => (date === null ? null : momentText(date, now, language));
  add(words.clearedAt, moment(one.clearedAt));
  if (one.lastPass?.getTime() !== one.clearedAt?.getTime()) add(words.lastPass, moment(one.lastPass));
  add(words.vehicle, one.device === '' ? null : nameOf(one.device));
  add(words.sureLabel, percentOf(one.confidence, language));
  if (one.doneM !== null && one.toDoM !== null) {
    add(words.done, words.doneOf(one.doneM.toFixed(1), one.toDoM.toFixed(1)));
  }
  add(words.passes, one.passes === null || one.passes === 0 ? null : words.times(one.passes));
  return element(
    'div',
    { class: 'road-card-side' },
    element(
      'p',
      { class: 'road-card-state' },
      element('span', { class: 'road-card-way' }, title),
      element('strong', {}, words.states[one.state]),
    ),
    element('dl', {}, ...rows.map(([name, value]) => attribute(name, value))),
  );
}

function percentOf(confidence: number | null, language: Language): string {
  return confidence === null ? '' : `${sureText(confidence, language)}（${Math.round(confidence * 100)}%）`;
}

function attribute(name: string, value: string): HTMLElement {
  return element('div', { class: 'attribute' }, element('dt', {}, name), element('dd', {}, value));
}

function passes(all: readonly Pass[], inAll: number, now: Date, card: CardParts): HTMLElement {
  const { language, nameOf } = card;
  const words = texts[language];
  if (all.length === 0) return element('p', { class: 'hint' }, words.noPasses);
  const shown = all.slice(0, MOST_PASSES);
  const title = shown.length < inAll ? words.passListOf(shown.length, inAll) : words.passList;
  const items = shown.map((pass) => {
    const doing = words.doing[pass.doing] ?? pass.doing;
    const metres = (value: number) => Math.round(value).toString();
    const facts = [
      pass.doing === 'working' ? (words.works[pass.work] ?? doing) : doing,
      wayText(pass.isForward, card),
      words.stretch(metres(pass.fromM), metres(pass.toM), metres(pass.lengthM)),
      words.evidence(pass.fixes, pass.distanceM.toFixed(1)),
      `${words.sureLabel} ${Math.round(pass.confidence * 100)}%`,
      ...(pass.inferred ? [words.inferredShort] : []),
      ...(pass.certain ? [] : [words.rival]),
    ];
    return element(
      'li',
      {},
      element('strong', {}, words.passBy(nameOf(pass.device), momentText(pass.left, now, language))),
      element('span', { class: 'hint' }, facts.join(language === 'en' ? ' · ' : '・')),
    );
  });
  return element(
    'details',
    { class: 'road-card-passes' },
    element('summary', {}, title),
    element('ul', {}, ...items),
  );
}
