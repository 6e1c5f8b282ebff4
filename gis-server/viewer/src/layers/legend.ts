import type { Classes } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import { element } from '../page/element';
import type { Words } from './texts';

/** What each colour of a layer means. */
export function legendView(title: string, { signs }: Classes, words: Words, isOpen: boolean) {
  const items = signs.map(({ value, swatch }) =>
    element('li', { class: 'legend-item' }, swatchView(swatch), value ?? words.otherValues),
  );
  return element(
    'details',
    { class: 'legend', open: isOpen },
    element('summary', { 'aria-label': words.legendOf(title) }, words.legend),
    element('ul', { class: 'legend-items' }, ...items),
  );
}
