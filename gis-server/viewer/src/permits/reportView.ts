import './permits.css';
import { type Language, localeOf, serverLanguage } from '../language/choice';
import { shortMomentText } from '../language/moments';
import { element, svgElement, textButton } from '../page/element';
import { type Column, countResults, type Finding, type Named, type Report, type Result, RESULTS } from './report';
import { texts } from './texts';

/** Shows something on the map; null for nothing. */
export type ShowOnMap = (geometry: GeoJSON.Geometry | null) => void;

/** The documents of a feature of a layer. */
export type DocumentsOf = (layerId: string, named: Named) => HTMLElement;

/** The answer about a site: every line with symbol, colour and text, so that none of them is needed alone. */
export function reportView(
  report: Report,
  language: Language,
  showOnMap: ShowOnMap,
  documentsOf: DocumentsOf | null = null,
): HTMLElement {
  const words = texts[language];
  const counts = countResults(report);
  const groups = report.groups.map((group) => {
    const findings = report.findings.filter((finding) => finding.group === group.id);
    return element(
      'section',
      { class: 'finding-group' },
      element('h4', {}, group.titles[language]),
      ...findings.map((finding) => findingView(finding, language, showOnMap, documentsOf)),
    );
  });
  return element(
    'div',
    { class: 'site-report' },
    element('h3', { class: 'site-name', tabindex: '-1', id: 'site-report' }, report.lots.map((lot) => lot.address).join('・')),
    element(
      'p',
      { class: 'hint' },
      [
        ...(report.areaM2 === null ? [] : [words.area(decimals(report.areaM2, language))]),
        words.answered(shortMomentText(new Date(report.at))),
      ].join('　'),
    ),
    ...(report.isPlaced ? [] : [element('p', { class: 'site-not-placed' }, words.notPlaced)]),
    element(
      'ul',
      { class: 'result-counts' },
      ...RESULTS.map((result) =>
        element(
          'li',
          { class: `result-count is-${counts[result] === 0 ? 'none' : result}` },
          resultSign(result),
          words.count(words.results[result], counts[result]),
        ),
      ),
    ),
    ...groups,
  );
}

function findingView(
  finding: Finding,
  language: Language,
  showOnMap: ShowOnMap,
  documentsOf: DocumentsOf | null,
): HTMLElement {
  const words = texts[language];
  const remark = words.remarks[finding.remark] ?? '';
  const values = valueRows(finding, language);
  const needsDesk = finding.result === 'near' || finding.result === 'unknown';
  const desk = deskOf(finding, language);
  return element(
    'article',
    { class: `finding is-${finding.result}`, id: `finding-${finding.id}` },
    element(
      'div',
      { class: 'finding-head' },
      element('h5', {}, finding.titles[language]),
      element(
        'span',
        { class: `finding-result is-${finding.result}` },
        resultSign(finding.result),
        words.results[finding.result],
      ),
    ),
    element('p', { class: 'finding-text' }, finding.texts[language]),
    ...(remark === '' || remark === finding.texts[language] ? [] : [element('p', { class: 'finding-remark' }, remark)]),
    ...(values.length === 0 ? [] : [element('dl', { class: 'finding-values' }, ...values)]),
    ...(needsDesk ? [element('p', { class: 'finding-desk' }, `${words.askAt}: ${desk}`)] : []),
    moreView(finding, desk, language, showOnMap, documentsOf),
  );
}

/** What holds for the whole site: attributes in the checklist's order, then what was measured. */
export function valueRows(finding: Finding, language: Language): HTMLElement[] {
  const words = texts[language];
  const rows: HTMLElement[] = [];
  for (const column of finding.columns) {
    const value = finding.values[column.name];
    if (value !== undefined) rows.push(...row(columnTitle(column, language), valueText(value, column.unit, language)));
  }
  for (const [name, title] of Object.entries(words.measures)) {
    const value = finding.values[name];
    if (typeof value === 'number') rows.push(...row(title, measureText(name, value, language)));
  }
  return rows;
}

function moreView(
  finding: Finding,
  desk: string,
  language: Language,
  showOnMap: ShowOnMap,
  documentsOf: DocumentsOf | null,
): HTMLElement {
  const words = texts[language];
  const features = finding.named.map((named) => namedView(finding, named, language, showOnMap));
  const more = element(
    'details',
    { class: 'finding-more' },
    element('summary', {}, words.more),
    element(
      'dl',
      { class: 'finding-values' },
      ...groundRows(finding, language),
      ...row(words.askAt, desk),
      ...row('', finding.isCertified ? words.certified : words.reference),
    ),
    ...features,
    ...(finding.drawn === null ? [] : [mapButton(words.showOnMap, finding.titles[language], finding.drawn, showOnMap)]),
  );
  const layer = finding.source?.layer ?? '';
  if (documentsOf !== null && layer !== '') {
    // Asked for when somebody looks, not of every feature of every line.
    const fill = () => {
      finding.named.forEach((named, at) => features[at]?.append(documentsOf(layer, named)));
    };
    more.addEventListener('toggle', fill, { once: true });
  }
  return more;
}

/** On what a finding rests: the law, the data with their date and accuracy, and the tolerance. */
export function groundRows(finding: Finding, language: Language): HTMLElement[] {
  const words = texts[language];
  const { source } = finding;
  const sourceText =
    source === null
      ? '－'
      : [
          source.titles[serverLanguage(language)],
          ...(source.date === '' ? [] : [words.dateOf(source.date)]),
          ...(source.accuracyM === null ? [] : [words.exact(decimals(source.accuracyM, language))]),
        ].join('　');
  return [
    ...row(words.basis, finding.basis),
    ...row(words.source, sourceText),
    ...(source === null ? [] : row('', words.tolerance(decimals(finding.toleranceM, language)))),
  ];
}

/** Whom to ask about a finding. */
export function deskOf(finding: Finding, language: Language): string {
  const { names, phone } = finding.department;
  return phone === '' ? names[language] : `${names[language]} ${phone}`;
}

function namedView(finding: Finding, named: Named, language: Language, showOnMap: ShowOnMap): HTMLElement {
  const words = texts[language];
  return element(
    'div',
    { class: 'finding-feature' },
    element(
      'div',
      { class: 'finding-head' },
      element('strong', {}, named.label),
      ...(named.certain ? [] : [element('span', { class: 'finding-doubt' }, words.doubtful)]),
      ...(named.geometry === null ? [] : [mapButton(words.showOnMap, named.label, named.geometry, showOnMap)]),
    ),
    element('dl', { class: 'finding-values' }, ...namedRows(finding, named, language)),
  );
}

/** What is told of one feature: its attributes, then what was measured of it. */
export function namedRows(finding: Finding, named: Named, language: Language): HTMLElement[] {
  const words = texts[language];
  const rows: HTMLElement[] = [];
  for (const column of finding.columns) {
    const value = named.attributes[column.name];
    if (value !== undefined) rows.push(...row(columnTitle(column, language), valueText(value, column.unit, language)));
  }
  for (const [name, value] of Object.entries(named.measures)) {
    rows.push(...row(words.measures[name] ?? name, measureText(name, value, language)));
  }
  return rows;
}

function mapButton(words: string, name: string, geometry: GeoJSON.Geometry, show: ShowOnMap): HTMLElement {
  const button = textButton(words, 'button-small', () => show(geometry));
  button.setAttribute('aria-label', `${words}: ${name}`);
  return button;
}

/** A term and what it is. */
export function row(title: string, value: string): HTMLElement[] {
  return [element('dt', {}, title), element('dd', {}, value)];
}

function columnTitle(column: Column, language: Language): string {
  return column.titles[serverLanguage(language)];
}

function valueText(value: unknown, unit: string, language: Language): string {
  const plain = typeof value === 'number' ? decimals(value, language) : String(value);
  return unit === '' ? plain : `${plain} ${unit}`;
}

function measureText(name: string, value: number, language: Language): string {
  const unit = name.endsWith('M2') ? '㎡' : name.endsWith('Percent') ? '%' : 'm';
  return `${decimals(value, language)} ${unit}`;
}

/** A measure as people write it, with at most two decimals. */
export function decimals(value: number, language: Language): string {
  return value.toLocaleString(localeOf(language), { maximumFractionDigits: 2, useGrouping: value >= 10_000 });
}

/** A disc with a tick, a triangle, a ring, a dotted ring: told apart without colour. */
const SIGNS: Record<Result, string> = {
  in: 'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-1.4 13.2L4.6 10l1.5-1.5 2.5 2.6 5.3-5.5 1.5 1.5Z',
  near: 'M10 1 0.5 18.5h19Zm-1 6h2v6H9Zm0 7.5h2v2H9Z',
  out: 'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 2.2a6.8 6.8 0 1 1 0 13.6 6.8 6.8 0 0 1 0-13.6ZM6 9h8v2H6Z',
  unknown:
    'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 2.2a6.8 6.8 0 1 1 0 13.6 6.8 6.8 0 0 1 0-13.6Zm-1 9.9h2v2H9Zm0-1.2h2c0-1.7 2.1-1.9 2.1-4A3.1 3.1 0 0 0 6.9 7.7h1.9a1.2 1.2 0 1 1 2.4.2c0 1.2-2.2 1.6-2.2 4Z',
};

export function resultSign(result: Result): SVGElement {
  return svgElement(
    'svg',
    { class: 'result-sign', viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    svgElement('path', { d: SIGNS[result], 'fill-rule': 'evenodd' }),
  );
}
