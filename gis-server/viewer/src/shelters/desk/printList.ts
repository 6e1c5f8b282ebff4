import { type Language, localeOf } from '../../language/choice';
import { clockOf, dayOf, shortMomentText } from '../../language/moments';
import { element } from '../../page/element';
import type { Shelter } from '../shelter';
import { standingText } from '../words';
import { texts } from './texts';

/** Prints the shelters as a table, and nothing else of the page. */
export function printList(shelters: readonly Shelter[], language: Language): void {
  const words = texts[language];
  const heads = words.printHeads;
  const number = (value: number | null) => (value === null ? '' : value.toLocaleString(localeOf(language)));
  const now = new Date();
  const row = (shelter: Shelter) =>
    [
      shelter.id,
      shelter.names[language],
      standingText(shelter, language),
      shelter.state.status === 'closed' ? '' : number(shelter.state.people),
      number(shelter.capacity),
      shelter.state.note,
      shelter.phone,
      shelter.state.changed === null ? '' : shortMomentText(shelter.state.changed),
    ].map((text) => element('td', {}, text));
  const paper = element(
    'section',
    { class: 'shelter-print' },
    element('h1', {}, words.printTitle),
    // With its day, which a paper needs.
    element('p', {}, words.printedAt(`${dayOf(now)} ${clockOf(now)}`)),
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...Object.values(heads).map((name) => element('th', { scope: 'col' }, name)))),
      element('tbody', {}, ...shelters.map((shelter) => element('tr', {}, ...row(shelter)))),
    ),
  );
  document.body.append(paper);
  document.body.classList.add('prints-shelters');
  const end = () => {
    paper.remove();
    document.body.classList.remove('prints-shelters');
  };
  window.addEventListener('afterprint', end, { once: true });
  window.print();
}
