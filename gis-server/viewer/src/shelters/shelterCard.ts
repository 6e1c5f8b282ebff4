import type { Language } from '../language/choice';
import { element, textButton } from '../page/element';
import type { Theme } from '../theme/choice';
import { signView } from './looks';
import { type Shelter, SUITS } from './shelter';
import type { ShelterStore } from './shelterStore';
import { texts } from './texts';
import { changedText, peopleText, standingText } from './words';

/** Ages are told anew after this time. */
const TICK_MS = 30_000;

/** What a card needs. */
export interface ShelterCardNeeds {
  store: ShelterStore;
  language: Language;
  theme: () => Theme;
  /** Shows all that the layer has of it; null where there is nothing more. */
  onFeature: ((layer: string, feature: string) => void) | null;
  /** Leads to the desk; null for whoever keeps no shelters. */
  onDesk: ((id: string) => void) | null;
}

/** How a shelter stands now, and what it is for. It follows the news as long as it stands in the page. */
export function shelterCard(needs: ShelterCardNeeds, shelter: Shelter): HTMLElement {
  const { store, language } = needs;
  const now = element('div', { class: 'shelter-now' });
  const card = element('article', { class: 'shelter-card', 'aria-label': shelter.names[language] }, now);
  const words = texts[language];
  const ways = element('div', { class: 'hit-tools' });
  if (needs.onFeature !== null && shelter.feature !== '') {
    const { onFeature } = needs;
    ways.append(textButton(words.attributes, 'button-small', () => onFeature(shelter.layer, shelter.feature)));
  }
  if (needs.onDesk !== null) {
    const { onDesk } = needs;
    ways.append(textButton(words.onDesk, 'button-small', () => onDesk(shelter.id)));
  }
  if (ways.childElementCount > 0) card.append(ways);
  const draw = (shown: Shelter) => now.replaceChildren(...present(shown, needs.theme(), language));
  draw(shelter);
  let wasThere = false;
  const follow = () => {
    wasThere ||= card.isConnected;
    // Whoever closes the panel takes the card out and tells nobody.
    if (wasThere && !card.isConnected) {
      stop();
      clearInterval(timer);
      return;
    }
    const fresh = store.find(shelter.id);
    if (fresh !== null) draw(fresh);
  };
  const stop = store.onChange(follow);
  const timer = setInterval(follow, TICK_MS);
  return card;
}

function present(shelter: Shelter, theme: Theme, language: Language): HTMLElement[] {
  const words = texts[language];
  const { state } = shelter;
  const kinds = shelter.kinds.map((kind) => words.kinds[kind] ?? '').filter((kind) => kind !== '');
  const parts: HTMLElement[] = [
    element(
      'h3',
      { class: 'shelter-title' },
      shelter.names[language],
      element('span', { class: 'hint' }, kinds.join('・')),
    ),
    element(
      'p',
      { class: 'shelter-standing' },
      signView(shelter, theme),
      element('strong', {}, standingText(shelter, language)),
      element('span', {}, peopleText(shelter, language)),
    ),
    element('p', { class: 'hint' }, changedText(shelter, new Date(), language)),
  ];
  if (state.note !== '') parts.push(element('p', { class: 'shelter-note' }, `${words.note}：${state.note}`));
  parts.push(suitsView(shelter, language), factsView(shelter, language));
  return parts;
}

/** For which hazard it is meant; the mark never stands without its words. */
function suitsView({ hazards }: Shelter, language: Language): HTMLElement {
  const words = texts[language];
  const known = Object.entries(hazards).filter(([, suits]) => suits !== 'unknown');
  const order = (suits: (typeof SUITS)[number]) => SUITS.indexOf(suits);
  const items = known
    .sort(([, a], [, b]) => order(a) - order(b))
    .map(([hazard, suits]) =>
      element(
        'li',
        { class: `suits is-${suits}` },
        element('b', { 'aria-hidden': 'true' }, words.suitMarks[suits]),
        ` ${words.hazards[hazard] ?? hazard}`,
        element('span', { class: 'hint' }, ` ${words.suits[suits]}`),
      ),
    );
  if (items.length === 0) return element('p', { class: 'hint' }, `${words.suitsHeading}：${words.none}`);
  return element('ul', { class: 'shelter-suits', 'aria-label': words.suitsHeading }, ...items);
}

function factsView(shelter: Shelter, language: Language): HTMLElement {
  const words = texts[language];
  const facts: [string, string][] = [];
  const between = language === 'en' ? ', ' : '・';
  if (shelter.facilities.length > 0) {
    facts.push([words.facilitiesHeading, shelter.facilities.map((one) => words.facilities[one]).join(between)]);
  }
  if (shelter.barrierFree.length > 0) {
    facts.push([words.barrierFreeHeading, shelter.barrierFree.map((one) => words.barrierFree[one]).join(between)]);
  }
  facts.push([words.petsHeading, words.pets[shelter.pets]]);
  if (shelter.address !== '') facts.push([words.address, shelter.address]);
  if (shelter.phone !== '') facts.push([words.phone, shelter.phone]);
  return element(
    'dl',
    { class: 'attributes' },
    ...facts.map(([name, value]) =>
      element('div', { class: 'attribute' }, element('dt', {}, name), element('dd', {}, value)),
    ),
  );
}
