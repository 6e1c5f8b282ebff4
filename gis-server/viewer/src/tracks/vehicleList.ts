import type { Language } from '../language/choice';
import { agoText } from '../language/moments';
import { element } from '../page/element';
import { texts } from './texts';
import { ageS, isSilent, listed, nameOf, stands, type Vehicle } from './vehicle';

const KMH = 3.6;

/** What a vehicle does, in words. @param works what people call each kind of work */
export function doingText(
  vehicle: Vehicle,
  now: Date,
  works: Readonly<Record<string, string>>,
  language: Language,
): string {
  const words = texts[language];
  const work = works[vehicle.work];
  const moving = isSilent(vehicle, now)
    ? words.silent
    : stands(vehicle) === null
      ? undefined
      : stands(vehicle)
        ? words.stands
        : words.drives(Math.round((vehicle.speedMps ?? 0) * KMH));
  return [work, moving].filter((part) => part !== undefined).join(language === 'en' ? ' · ' : '・');
}

/**
 * The vehicles by name, with what they do and when they were heard; each leads to its place.
 *
 * @param works what people call each kind of work
 */
export function vehicleList(
  vehicles: readonly Vehicle[],
  now: Date,
  works: Readonly<Record<string, string>>,
  language: Language,
  goTo: (vehicle: Vehicle) => void,
): HTMLElement {
  const words = texts[language];
  const shown = listed(vehicles, now);
  if (shown.length === 0) return element('p', { class: 'hint' }, words.none);
  const items = shown.map((vehicle) => {
    const name = nameOf(vehicle);
    const button = element(
      'button',
      { type: 'button', class: 'vehicle', id: `vehicle-${vehicle.device}`, title: words.goTo(name) },
      element('span', { class: 'vehicle-name' }, name),
      element('span', { class: 'vehicle-doing' }, doingText(vehicle, now, works, language)),
      element('span', { class: 'vehicle-heard' }, words.heard(agoText(ageS(vehicle.time, now), language))),
    );
    if (isSilent(vehicle, now)) button.classList.add('is-silent');
    button.addEventListener('click', () => goTo(vehicle));
    return element('li', {}, button);
  });
  return element('ul', { class: 'vehicles' }, ...items);
}
