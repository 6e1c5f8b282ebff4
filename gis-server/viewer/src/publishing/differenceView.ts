import type { Language } from '../language/choice';
import { labelOf, valueText } from '../layers/attributeText';
import type { LayerEntry } from '../layers/catalogue';
import { partForFeature } from '../layers/featureLink';
import { element } from '../page/element';
import { type ChangedFeature, changedAttributes, type Difference, isMoved, total } from './difference';
import { differencePicture } from './differencePicture';
import { texts } from './texts';

/** What the public will see otherwise, feature by feature. */
export function differenceParts(
  layer: LayerEntry,
  difference: Difference,
  language: Language,
): HTMLElement[] {
  const words = texts[language];
  const all = total(difference);
  if (all === 0) return [element('p', {}, words.same)];
  const { added, changed, removed, listed } = difference;
  const list = element(
    'ul',
    { class: 'difference', tabindex: '0', 'aria-label': words.counts(added, changed, removed) },
    ...listed.map((one) => featureView(layer, one, language)),
  );
  const parts = [
    element('p', { class: 'difference-counts' }, words.counts(added, changed, removed)),
    list,
  ];
  if (all > listed.length) {
    parts.push(element('p', { class: 'hint' }, words.more(all - listed.length)));
  }
  return parts;
}

function featureView(layer: LayerEntry, one: ChangedFeature, language: Language): HTMLElement {
  const words = texts[language];
  const properties = (one.after ?? one.before)?.properties ?? {};
  const head = element(
    'p',
    { class: 'difference-head' },
    element('span', { class: `difference-kind difference-${one.kind}` }, words.kinds[one.kind]),
    element('strong', {}, labelOf(layer, properties, one.id)),
  );
  if (one.after !== null && one.after.geometry !== null) head.append(linkToMap(layer, one, words));
  const text = element('div', {}, head);
  if (isMoved(one)) text.append(element('p', {}, words.moved));
  const names = changedAttributes(
    one,
    layer.attributes.map(({ name }) => name),
  );
  if (names.length > 0) text.append(valueTable(layer, one, names, language));
  const item = element('li', { class: 'difference-feature' }, text);
  const picture = one.kind === 'changed' && !isMoved(one) ? null : differencePicture(one, words.picture);
  if (picture !== null) item.append(picture);
  return item;
}

/** In a window of its own: the form stays as it is. */
function linkToMap(
  layer: LayerEntry,
  one: ChangedFeature,
  words: (typeof texts)[Language],
): HTMLElement {
  const part = new URLSearchParams(partForFeature({ layerId: layer.id, id: one.id }));
  const href = `/#${decodeURIComponent(part.toString())}`;
  return element('a', { href, target: '_blank', rel: 'noopener' }, words.onMap);
}

function valueTable(
  layer: LayerEntry,
  one: ChangedFeature,
  names: readonly string[],
  language: Language,
): HTMLElement {
  const words = texts[language];
  const head = [words.attribute, words.before, words.after].map((title) =>
    element('th', { scope: 'col' }, title),
  );
  const rows = layer.attributes
    .filter(({ name }) => names.includes(name))
    .map((attribute) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, attribute.title),
        element('td', {}, valueText(one.before?.properties[attribute.name], attribute, language)),
        element('td', {}, valueText(one.after?.properties[attribute.name], attribute, language)),
      ),
    );
  return element(
    'table',
    { class: 'difference-values' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
}
