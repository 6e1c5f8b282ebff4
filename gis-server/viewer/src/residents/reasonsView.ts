import { Table } from '../admin/desk/table';
import type { Language } from '../language/choice';
import { element } from '../page/element';
import { texts } from './texts';
import type { WatchLine } from './watch';
import { numberText, reasonText } from './words';

/** Why a household stands in the list, and on demand how its urgency is worked out. */
export function reasonsView({ reasons, score }: WatchLine, language: Language, now: Date): HTMLElement {
  const words = texts[language];
  if (reasons.length === 0) return element('p', {}, words.whyNot);
  const table = new Table(words.scoreHow, [
    { head: words.reasonHead, isName: true },
    { head: words.pointsHead },
  ]);
  for (const reason of reasons) {
    table.add(reasonText(reason, language, now), reason.points === 0 ? '' : numberText(reason.points, language));
  }
  table.add(words.total, numberText(score, language)).classList.add('watch-total');
  return element(
    'div',
    { class: 'watch-reasons' },
    element(
      'ul',
      {},
      ...reasons.map((reason) => element('li', {}, reasonText(reason, language, now))),
    ),
    element(
      'details',
      { class: 'desk-more' },
      element('summary', {}, words.scoreHow),
      table.root,
      element('p', { class: 'hint' }, words.scoreRule),
    ),
  );
}
