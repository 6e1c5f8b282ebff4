import type { Language } from '../language/choice';
import { element } from '../page/element';
import { valueText } from './attributeText';
import type { LayerEntry } from './catalogue';
import { texts } from './texts';

/** Where a layer's data come from, of which day they are, what may be done with them. */
export function provenanceView(layer: LayerEntry, language: Language): HTMLElement {
  const words = texts[language];
  const day = { name: 'date', title: '', unit: '', type: 'date' };
  const rows: [string, Node | string][] = [];
  if (layer.source !== '') rows.push([words.source, layer.source]);
  if (layer.date !== '') rows.push([words.date, valueText(layer.date, day, language)]);
  if (layer.licence !== '') rows.push([words.licence, licenceView(layer.licence)]);
  if (layer.origin !== null) {
    const moment = { name: 'asOf', title: '', unit: '', type: 'datetime' };
    rows.push([words.mounted, language === 'en' ? layer.origin.en : layer.origin.ja]);
    rows.push([words.mountedAsOf, valueText(layer.origin.asOf, moment, language)]);
  }
  if (layer.accuracyM !== null) rows.push([words.accuracy, words.within(layer.accuracyM)]);
  if (rows.length === 0) return element('p', { class: 'hint' }, words.noProvenance);
  const entries = rows.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value)),
  );
  const list = element('dl', { class: 'provenance' }, ...entries);
  if (layer.origin?.isAway !== true) return list;
  return element('div', {}, list, element('p', { class: 'hint' }, words.mountedAway));
}

function licenceView(licence: string): Node | string {
  if (!/^https?:\/\//.test(licence)) return licence;
  return element('a', { href: licence, rel: 'license noopener' }, licence);
}
