import { element } from '../../page/element';

let groups = 0;

/** A check box with its words. */
export function checkBox(
  words: string,
  name: string,
  value: string,
  isOn: boolean,
): HTMLLabelElement {
  const input = element('input', { type: 'checkbox', name, value, checked: isOn });
  return element('label', { class: 'check' }, input, element('span', {}, words));
}

/** Boxes that belong together under one heading. */
export function boxGroup(heading: string, help: string, boxes: readonly HTMLElement[]): HTMLElement {
  const id = `group-help-${groups++}`;
  const described: Record<string, string> = help === '' ? {} : { 'aria-describedby': id };
  return element(
    'fieldset',
    { class: 'group', ...described },
    element('legend', { class: 'field-label' }, heading),
    ...(help === '' ? [] : [element('span', { class: 'hint', id }, help)]),
    element('div', { class: 'boxes' }, ...boxes),
  );
}

/** A choice of a few. */
export function choiceOf(
  name: string,
  options: readonly { value: string; words: string }[],
  chosen: string,
  attributes: Record<string, string> = {},
): HTMLSelectElement {
  return element(
    'select',
    { name, ...attributes },
    ...options.map(({ value, words }) =>
      element('option', { value, selected: value === chosen }, words),
    ),
  );
}
