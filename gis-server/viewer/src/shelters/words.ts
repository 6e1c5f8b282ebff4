import { type Language, localeOf } from '../language/choice';
import { agoText, momentText } from '../language/moments';
import type { Congestion, Shelter } from './shelter';
import { texts } from './texts';

/** How crowded it is as far as it is open and that is told; full by hand wins over a count. */
export function crowdOf({ state }: Shelter): Congestion | null {
  if (state.status !== 'open') return null;
  return state.full ? 'full' : state.congestion;
}

/** `開設中・やや混雑`. */
export function standingText(shelter: Shelter, language: Language): string {
  const words = texts[language];
  const crowd = crowdOf(shelter);
  const status = words.statuses[shelter.state.status];
  if (crowd === null) return status;
  return language === 'en' ? `${status}, ${words.congestions[crowd].toLowerCase()}` : `${status}・${words.congestions[crowd]}`;
}

/** `62人／定員 200人`, or what of it is known. */
export function peopleText({ capacity, state }: Shelter, language: Language): string {
  const words = texts[language];
  const number = (value: number) => value.toLocaleString(localeOf(language));
  const places = capacity === null ? '' : number(capacity);
  if (state.status === 'open' && state.people !== null) return words.people(number(state.people), places);
  return places === '' ? words.capacityUnknown : words.capacity(places);
}

/** When it was last said how it stands. */
export function changedText({ state }: Shelter, now: Date, language: Language): string {
  const words = texts[language];
  if (state.changed === null) return words.neverSaid;
  const ago = agoText((now.getTime() - state.changed.getTime()) / 1000, language);
  return words.updated(ago, momentText(state.changed, now, language));
}
