import { localeOf } from '../../language/choice';
import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { typedNumber } from '../../snow/desk/townTime';
import { texts as shelterTexts } from '../texts';
import { crowdOf } from '../words';
import type { Part, PartHost } from './parts';
import { shownOf } from './statePart';
import { texts } from './texts';

/** More nobody counts. */
export const MOST_PEOPLE = 99_999;
const STEPS = [-1, 1, 5] as const;

/** How many people are there: counted by taps, or typed; and whether it is full, whatever the count. */
export function countPart(host: PartHost): Part {
  const { language } = host;
  const words = texts[language];
  const number = element('output', { class: 'shelter-number', id: 'shelter-people' });
  const below = element('p', { class: 'shelter-number-below' });
  const quiet = element('p', { class: 'hint' }, words.notOpen);
  const step = (by: number) => {
    const name = by > 0 ? words.add(by) : words.less(-by);
    const sign = by > 0 ? `＋${by}` : `−${-by}`;
    const button = textButton(sign, 'shelter-button', () => {
      const people = host.fields().people ?? 0;
      host.change({ people: Math.min(MOST_PEOPLE, Math.max(0, people + by)) });
    });
    button.setAttribute('aria-label', name);
    button.id = by > 0 ? `add-${by}` : `less-${-by}`;
    return button;
  };
  const typed = element('input', { name: 'people', inputmode: 'numeric', autocomplete: 'off', maxlength: '6' });
  const wrong = element('p', { class: 'error', role: 'alert', id: 'people-wrong' });
  const form = element(
    'form',
    { class: 'shelter-type', novalidate: true },
    field(words.type, typed),
    element('button', { type: 'submit', class: 'button' }, words.set),
    wrong,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const people = typedNumber(typed.value);
    const isRight = Number.isInteger(people) && people >= 0 && people <= MOST_PEOPLE;
    wrong.textContent = isRight ? '' : words.badNumber;
    typed.toggleAttribute('aria-invalid', !isRight);
    if (isRight) {
      host.change({ people });
      typed.value = '';
    } else typed.focus();
  });
  const full = textButton('', 'shelter-button shelter-full', () => host.change({ full: !host.fields().full }));
  full.id = 'set-full';
  const root = element(
    'section',
    { class: 'shelter-part', 'aria-labelledby': 'people-heading' },
    element('h2', { id: 'people-heading' }, words.people),
    element('p', { class: 'shelter-count' }, number, element('span', {}, words.unit)),
    below,
    quiet,
    element('div', { class: 'shelter-steps', role: 'group', 'aria-labelledby': 'people-heading' }, ...STEPS.map(step)),
    form,
    full,
  );
  return {
    root,
    update: () => {
      const shown = shownOf(host);
      const format = (value: number) => value.toLocaleString(localeOf(language));
      const { people } = shown.state;
      number.textContent = people === null ? '—' : format(people);
      const crowd = crowdOf(shown);
      const capacity = shown.capacity === null ? shelterTexts[language].capacityUnknown : words.capacity(format(shown.capacity));
      below.textContent = [
        people === null ? words.notCounted : '',
        capacity,
        crowd === null ? '' : shelterTexts[language].congestions[crowd],
      ]
        .filter((part) => part !== '')
        .join(language === 'en' ? ', ' : '・');
      quiet.hidden = shown.state.status === 'open';
      full.textContent = shown.state.full ? words.fullOn : words.full;
      full.setAttribute('aria-pressed', String(shown.state.full));
    },
  };
}
