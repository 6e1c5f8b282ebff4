import type { Language } from '../language/choice';
import { element } from '../page/element';
import { labelOf, valueText } from './attributeText';
import type { Attribute, LayerEntry } from './catalogue';
import { canSortBy, type ListedFeature, type Sorting } from './listQuery';
import { texts } from './texts';

/** What somebody may do in the table. */
export interface TableListener {
  onSort(sorting: Sorting): void;
  onOpen(feature: ListedFeature): void;
}

/** One page of a list as a table: a row for each feature, a column for each attribute. */
export function listTable(
  layer: LayerEntry,
  features: readonly ListedFeature[],
  sorting: Sorting | null,
  language: Language,
  listener: TableListener,
): HTMLElement {
  const words = texts[language];
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, words.feature),
    ...layer.attributes.map((attribute) => columnHead(attribute, sorting, words, listener)),
  );
  const rows = features.map((feature) => row(layer, feature, language, listener));
  return element(
    'table',
    { class: 'list-table' },
    element('caption', { class: 'unseen' }, words.listOf(layer.title)),
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
}

function columnHead(
  attribute: Attribute,
  sorting: Sorting | null,
  words: (typeof texts)[Language],
  listener: TableListener,
): HTMLElement {
  const { name, title, unit } = attribute;
  const shown = unit === '' ? title : `${title}（${unit}）`;
  if (!canSortBy(name)) return element('th', { scope: 'col' }, shown);
  const isSorted = sorting?.attribute === name;
  const isDescending = isSorted && !sorting.isDescending;
  const button = element('button', { type: 'button', class: 'sort', id: `sort-${name}` }, shown);
  button.title = words.sortBy(title, isDescending);
  button.addEventListener('click', () => listener.onSort({ attribute: name, isDescending }));
  const cell = element('th', { scope: 'col' }, button);
  if (isSorted) cell.setAttribute('aria-sort', sorting.isDescending ? 'descending' : 'ascending');
  return cell;
}

function row(
  layer: LayerEntry,
  feature: ListedFeature,
  language: Language,
  listener: TableListener,
): HTMLElement {
  const label = labelOf(layer, feature.properties, feature.id);
  // By its id the keyboard finds back to the row when the list has been read again meanwhile.
  const id = `list-${layer.id}-${feature.id}`;
  const open = element('button', { type: 'button', class: 'list-open', id }, label);
  open.addEventListener('click', () => listener.onOpen(feature));
  const cells = layer.attributes.map((attribute) => {
    const isNumber = attribute.type === 'integer' || attribute.type === 'real';
    // The unit stands in the column's head.
    const value = valueText(feature.properties[attribute.name], attribute, language, false);
    return element('td', { class: isNumber ? 'number' : false }, value);
  });
  return element('tr', {}, element('th', { scope: 'row' }, open), ...cells);
}
