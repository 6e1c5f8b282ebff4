import type { RampStep } from '../maps/ramp';
import type { Classes } from '../maps/swatch';
import { swatchView } from '../maps/swatchView';
import { element } from '../page/element';
import type { Words } from './texts';

/** What each colour of a layer means. */
export function legendView(title: string, { signs }: Classes, words: Words, isOpen: boolean) {
  const items = signs.map(({ value, range, swatch }) => {
    const meaning = range === undefined ? (value ?? words.otherValues) : rangeText(range, words);
    return element('li', { class: 'legend-item' }, swatchView(swatch), meaning);
  });
  return element(
    'details',
    { class: 'legend', open: isOpen },
    element('summary', { 'aria-label': words.legendOf(title) }, words.legend),
    element('ul', { class: 'legend-items' }, ...items),
  );
}

export function rangeText({ from, below, unit }: RampStep, words: Words): string {
  const end = unit === '' ? '' : ` ${unit}`;
  if (from === null) return below === null ? words.anyValue : words.below(`${below}${end}`);
  return below === null ? words.fromOn(`${from}${end}`) : words.between(`${from}${end}`, `${below}${end}`);
}
