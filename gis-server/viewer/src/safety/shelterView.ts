import type { Language } from '../language/choice';
import { momentText } from '../language/moments';
import { element, textButton } from '../page/element';
import { type Hazard, HAZARDS } from './hazards';
import { hazardSign, suitsSign } from './icons';
import { distanceText, facts, folded } from './parts';
import { shelterTexts } from './shelterTexts';
import type { Shelter, ShelterAnswer } from './shelters';
import { hazardNames } from './texts';

/** Which shelters are wanted. */
export interface ShelterWish {
  /** Null for any. */
  hazard: Hazard | null;
  onlyOpen: boolean;
}

export interface ShelterViewListener {
  onWish(wish: ShelterWish): void;
  onMap(shelter: Shelter): void;
  onGo(shelter: Shelter): void;
  onChoose(shelter: Shelter, hazard: Hazard): void;
}

/** Those that are wanted; what cannot be used in the disaster is no answer to it. */
export function wanted(shelters: readonly Shelter[], { hazard, onlyOpen }: ShelterWish): Shelter[] {
  return shelters.filter(({ suits, status }) => {
    const suit = hazard === null ? 'yes' : suits.get(hazard);
    return suit !== 'no' && (!onlyOpen || status === 'open' || status === 'opening');
  });
}

/** @param near what the list begins from; empty when it has no order by place */
export function shelterList(
  answer: ShelterAnswer,
  wish: ShelterWish,
  near: string,
  language: Language,
  listener: ShelterViewListener,
): HTMLElement[] {
  const words = shelterTexts[language];
  const shown = wanted(answer.shelters, wish);
  const count = element('span', { class: 'hint' }, words.count(shown.length));
  const heading = element('h2', { class: 'section-heading', id: 'shelter-heading', tabindex: '-1' }, words.heading, ' ', count);
  if (answer.shelters.length === 0) return [heading, element('p', {}, words.noneAtAll)];
  return [
    heading,
    ...wishParts(wish, language, listener),
    ...(near === '' ? [] : [element('p', { class: 'hint' }, words.near(near))]),
    ...(shown.length === 0 ? [element('p', {}, words.none)] : []),
    element('ul', { class: 'shelter-list' }, ...shown.map((shelter) => element('li', {}, shelterCard(shelter, wish.hazard, language, listener)))),
    element('p', { class: 'hint' }, words.closedHelp),
  ];
}

function wishParts(wish: ShelterWish, language: Language, listener: ShelterViewListener): HTMLElement[] {
  const words = shelterTexts[language];
  const names = hazardNames[language];
  const select = element(
    'select',
    { id: 'shelter-hazard' },
    element('option', { value: '' }, words.any),
    ...HAZARDS.map((hazard) => element('option', { value: hazard, selected: hazard === wish.hazard }, names[hazard])),
  );
  select.addEventListener('change', () => {
    listener.onWish({ ...wish, hazard: HAZARDS.find((hazard) => hazard === select.value) ?? null });
  });
  const open = element('input', { type: 'checkbox', id: 'shelter-open', checked: wish.onlyOpen });
  open.addEventListener('change', () => listener.onWish({ ...wish, onlyOpen: open.checked }));
  return [
    element('label', { class: 'field' }, element('span', { class: 'field-label' }, words.filter), select),
    element('label', { class: 'check' }, open, words.onlyOpen),
  ];
}

function shelterCard(
  shelter: Shelter,
  hazard: Hazard | null,
  language: Language,
  listener: ShelterViewListener,
): HTMLElement {
  const words = shelterTexts[language];
  const { id } = shelter;
  const name = shelter.name[language];
  const heading = `shelter-${id}`;
  const congestion = shelter.congestion === null ? (shelter.status === 'open' ? words.uncounted : '') : words.congestions[shelter.congestion];
  const state = [words.statuses[shelter.status], congestion].filter((text) => text !== '');
  const suit = hazard === null ? null : (shelter.suits.get(hazard) ?? 'unknown');
  const button = (kind: string, label: string, style: string, act: () => void) => {
    const made = textButton(label, style, act);
    made.id = `shelter-${kind}-${id}`;
    made.setAttribute('aria-describedby', heading);
    return made;
  };
  return element(
    'article',
    { class: `shelter-card status-${shelter.status}`, 'aria-labelledby': heading },
    element(
      'div',
      { class: 'shelter-head' },
      element('h3', { id: heading, tabindex: '-1' }, name),
      ...(shelter.distanceM === null ? [] : [element('span', { class: 'shelter-distance' }, distanceText(shelter.distanceM, language))]),
    ),
    element('p', { class: `shelter-state congestion-${shelter.congestion ?? 'none'}` }, state.join(language === 'en' ? ', ' : '・')),
    ...(suit === null || hazard === null
      ? []
      : [element('p', { class: `suit suit-${suit}` }, suitsSign(suit), `${hazardNames[language][hazard]}: ${words.suits[suit]}`)]),
    ...(shelter.note[language] === '' ? [] : [element('p', { class: 'shelter-note' }, `${words.note}: ${shelter.note[language]}`)]),
    element(
      'div',
      { class: 'side-tools' },
      button('go', words.goThere, 'button-primary', () => listener.onGo(shelter)),
      button('map', words.onMap, '', () => listener.onMap(shelter)),
    ),
    folded(`shelter-more-${id}`, words.details, ...details(shelter, language, listener)),
  );
}

function details(shelter: Shelter, language: Language, listener: ShelterViewListener): HTMLElement[] {
  const words = shelterTexts[language];
  const names = hazardNames[language];
  const join = (ids: readonly string[], known: Record<string, string>) =>
    ids.map((id) => known[id] ?? id).join(language === 'en' ? ', ' : '・');
  const suits = HAZARDS.map((hazard) => {
    const suit = shelter.suits.get(hazard) ?? 'unknown';
    return element('li', { class: `suit suit-${suit}` }, hazardSign(hazard), element('span', {}, names[hazard]), suitsSign(suit), element('span', {}, words.suits[suit]));
  });
  const usable = HAZARDS.filter((hazard) => ['yes', 'upper_floor'].includes(shelter.suits.get(hazard) ?? ''));
  const choose = usable.map((hazard) => {
    const button = textButton(words.choose(names[hazard]), 'button-small', () => listener.onChoose(shelter, hazard));
    button.id = `shelter-choose-${shelter.id}-${hazard}`;
    return button;
  });
  const people = shelter.people === null ? '' : words.people(shelter.people);
  const capacity = shelter.capacity === null ? '' : words.capacity(shelter.capacity);
  return [
    facts([
      [words.kinds['shelter'] ?? '', shelter.kinds.includes('shelter') ? [capacity, people].filter((text) => text !== '').join(' / ') || '○' : ''],
      [words.kinds['emergency_site'] ?? '', shelter.kinds.includes('emergency_site') ? '○' : ''],
      [words.address, shelter.address[language]],
      [words.phone, shelter.phone],
      [words.facilities, join(shelter.facilities, words.facilityNames)],
      [words.barrierFree, join(shelter.barrierFree, words.barrierFreeNames) || words.barrierFreeNone],
    ]),
    element('p', {}, words.pets[shelter.pets]),
    element('h4', {}, words.suitsHeading),
    element('ul', { class: 'suits-list' }, ...suits),
    element('div', { class: 'side-tools' }, ...choose),
    ...(shelter.changed === null ? [] : [element('p', { class: 'hint' }, words.changed(momentText(shelter.changed, new Date(), language)))]),
  ];
}
