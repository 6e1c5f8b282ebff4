import type { Language } from '../../language/choice';
import { element, signButton, textButton } from '../../page/element';
import { icon } from '../../page/icon';
import { type BagItem, runsOut, withItems } from './plan';
import { planTexts } from './planTexts';
import { templates } from './templates';

/**
 * The emergency bag: what is packed, and until when it may be used.
 *
 * @param change takes the bag after a change, and whether it has other fields than before
 */
export function bagPart(
  packed: readonly BagItem[],
  language: Language,
  today: string,
  change: (bag: BagItem[], isOther: boolean) => void,
): HTMLElement {
  const words = planTexts[language];
  // Several fields may change before the part is drawn anew, each upon what the others left.
  let bag = [...packed];
  const set = (at: number, part: Partial<BagItem>, isOther: boolean) => {
    bag = bag.map((item, index) => (index === at ? { ...item, ...part } : item));
    change(bag, isOther);
  };
  const told = element('div', { class: 'bag-told', role: 'status' }, ...bagWords(bag, today, language));
  const retell = () => told.replaceChildren(...bagWords(bag, today, language));
  const rows = bag.map(({ text, isPacked, until }, at) => {
    const name = text === '' ? words.bagItem(at + 1) : text;
    const box = element('input', { type: 'checkbox', id: `bag-packed-${at}`, checked: isPacked, 'aria-label': words.packed(name) });
    box.addEventListener('change', () => {
      set(at, { isPacked: box.checked }, false);
      retell();
    });
    const input = element('input', { type: 'text', id: `bag-text-${at}`, value: text, maxlength: '200', 'aria-label': words.bagItem(at + 1) });
    input.addEventListener('input', () => set(at, { text: input.value }, false));
    const day = element('input', { type: 'date', id: `bag-until-${at}`, value: until, 'aria-label': words.until(name) });
    day.addEventListener('change', () => {
      set(at, { until: day.value }, false);
      retell();
    });
    const remove = signButton(icon('close'), words.remove(name), () => {
      change(bag.filter((_, index) => index !== at), true);
    });
    const shown = element('span', { class: 'hint bag-until', 'aria-hidden': 'true' }, words.untilShort);
    return element('li', { class: 'bag-row' }, box, input, shown, day, remove);
  });
  const add = textButton(words.addBag, 'button-small', () => {
    change([...bag, { text: '', isPacked: false, until: '' }], true);
    document.getElementById(`bag-text-${bag.length}`)?.focus();
  });
  add.id = 'bag-add';
  const template = textButton(words.bagTemplate, 'button-small', () => change(withItems(bag, templates[language].bag), true));
  template.id = 'bag-template';
  return element(
    'section',
    { class: 'plan-part', 'aria-labelledby': 'plan-part-bag' },
    element('h3', { id: 'plan-part-bag' }, words.bag),
    told,
    element('ul', { class: 'plan-list' }, ...rows),
    element('div', { class: 'side-tools' }, add, template),
  );
}

function bagWords(bag: readonly BagItem[], today: string, language: Language): HTMLElement[] {
  const words = planTexts[language];
  if (bag.length === 0) return [];
  const { over, soon } = runsOut(bag, today);
  const names = (items: readonly BagItem[]) => items.map(({ text }) => text).join(language === 'en' ? ', ' : '、');
  return [
    element('p', {}, words.bagCount(bag.filter(({ isPacked }) => isPacked).length, bag.length)),
    ...(over.length === 0 ? [] : [element('p', { class: 'bag-over' }, words.over(names(over)))]),
    ...(soon.length === 0 ? [] : [element('p', { class: 'safety-note' }, words.soon(names(soon)))]),
  ];
}
