import type { Language } from '../language/choice';
import { localeOf } from '../language/choice';
import { agoText, momentText } from '../language/moments';
import { element } from '../page/element';

/** `350 m`, `1.2 km`; to what people can use. */
export function distanceText(metres: number, language: Language): string {
  if (metres < 1000) {
    const step = metres < 100 ? 5 : 10;
    return `${Math.round(metres / step) * step} m`;
  }
  return `${(metres / 1000).toLocaleString(localeOf(language), { maximumFractionDigits: 1 })} km`;
}

/** When something was told, and how long ago that is. */
export function ageOf(at: Date, now: Date, language: Language): { moment: string; ago: string } {
  return { moment: momentText(at, now, language), ago: agoText((now.getTime() - at.getTime()) / 1000, language) };
}

let groups = 0;

/** One of a few choices, as radio buttons that look like buttons. */
export function pills<T extends string>(
  legend: string,
  options: readonly { value: T; words: string; sign?: Node }[],
  chosen: T | null,
  kind: string,
  act: (value: T) => void,
): HTMLFieldSetElement {
  const name = `pills-${groups++}`;
  const labels = options.map(({ value, words, sign }) => {
    const input = element('input', { type: 'radio', name, value, checked: value === chosen, id: `${kind}-${value}` });
    input.addEventListener('change', () => act(value));
    return element('label', { class: 'pill' }, input, ...(sign === undefined ? [] : [sign]), element('span', {}, words));
  });
  return element(
    'fieldset',
    { class: `pills ${kind}` },
    element('legend', {}, legend),
    element('div', { class: 'pills-row' }, ...labels),
  );
}

/** A part that is folded away until somebody wants it. */
export function folded(id: string, summary: string, ...content: (Node | string)[]): HTMLDetailsElement {
  return element('details', { class: 'safety-fold', id }, element('summary', {}, summary), ...content);
}

/** Terms and what they are; empty ones are left out. */
export function facts(rows: readonly (readonly [string, string])[]): HTMLElement {
  const shown = rows.filter(([, value]) => value !== '');
  return element(
    'dl',
    { class: 'safety-facts' },
    ...shown.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}

/** Draws anew, and leaves folds open and the keyboard where they were. */
export function redraw(root: HTMLElement, parts: readonly (Node | string)[]): void {
  const open = new Set([...root.querySelectorAll<HTMLDetailsElement>('details[open]')].map(({ id }) => id));
  const held = root.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
  const { scrollTop } = root;
  root.replaceChildren(...parts);
  for (const details of root.querySelectorAll('details')) if (open.has(details.id)) details.open = true;
  root.scrollTop = scrollTop;
  if (held !== '') document.getElementById(held)?.focus({ preventScroll: true });
}
