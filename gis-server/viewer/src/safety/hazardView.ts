import type { Language } from '../language/choice';
import { element, textButton } from '../page/element';
import { depthPicture, depthWords, durationWords, metresText } from './depthPicture';
import { depthTexts } from './depthTexts';
import type { Depth, Hazard, HazardAnswer, Level, MapAnswer, PlaceAnswer } from './hazards';
import { hazardSign, resultSign } from './icons';
import { facts, folded } from './parts';
import { texts } from './texts';

/** What can be done from the answer. */
export interface HazardViewListener {
  /** Shows the maps of a hazard, or takes them off the map. */
  onLayers(hazard: Hazard): void;
  onGo(): void;
  onShare(): void;
  onHome(): void;
}

/** What may happen at a place, a card for each hazard: sign, words, and where there is water its depth. */
export function hazardCards(
  answer: PlaceAnswer,
  onMap: Hazard | null,
  language: Language,
  listener: HazardViewListener,
): HTMLElement[] {
  const words = texts[language];
  return [
    element('h2', { class: 'section-heading', id: 'safety-answer', tabindex: '-1' }, words.heading),
    ...answer.hazards.map((hazard) => hazardCard(hazard, onMap === hazard.hazard, language, listener)),
    ...(answer.notice[language] === '' ? [] : [element('p', { class: 'safety-note' }, answer.notice[language])]),
    element(
      'div',
      { class: 'safety-actions' },
      idButton('safety-go', words.goFromHere, 'button-primary', () => listener.onGo()),
      idButton('safety-home', words.toHome, '', () => listener.onHome()),
      idButton('safety-share', words.share, '', () => listener.onShare()),
      element('p', { class: 'hint' }, words.shareHelp),
    ),
    ...(answer.levels.length === 0 ? [] : [folded('safety-levels', words.levels, levelTable(answer.levels, language))]),
  ];
}

function idButton(id: string, label: string, kind: string, act: () => void): HTMLButtonElement {
  const button = textButton(label, kind, act);
  button.id = id;
  return button;
}

function hazardCard(
  answer: HazardAnswer,
  isOnMap: boolean,
  language: Language,
  listener: HazardViewListener,
): HTMLElement {
  const words = texts[language];
  const { hazard, result } = answer;
  const heading = `hazard-${hazard}`;
  const head = element(
    'div',
    { class: 'hazard-head' },
    hazardSign(hazard),
    element('h3', { id: heading }, answer.title[language]),
    element('span', { class: `hazard-result result-${result}` }, resultSign(result), element('span', {}, words.results[result])),
  );
  const said = [answer.summary[language], answer.advice[language]].filter((text) => text !== '');
  const hasLayers = answer.maps.some(({ layer }) => layer !== '');
  const toMap = idButton(`hazard-map-${hazard}`, isOnMap ? words.layerHide : words.layer, 'button-small', () => listener.onLayers(hazard));
  toMap.setAttribute('aria-pressed', String(isOnMap));
  toMap.setAttribute('aria-describedby', heading);
  return element(
    'article',
    { class: `hazard-card card-${result}`, 'aria-labelledby': heading },
    head,
    ...said.map((text, index) => element('p', { class: index === 0 ? 'hazard-summary' : '' }, text)),
    ...(result === 'out' ? [element('p', { class: 'hint' }, words.notSafe)] : []),
    ...pictures(answer, language),
    ...(hasLayers ? [toMap] : []),
    ...(answer.maps.length === 0
      ? []
      : [folded(`hazard-maps-${hazard}`, words.details, ...answer.maps.map((map) => mapPart(map, language)))]),
  );
}

/** The worst case first; a planned scale beside it when it says something else. */
function pictures({ picture, maps }: HazardAnswer, language: Language): HTMLElement[] {
  const words = texts[language];
  const byScale = (scale: string) => deepest(maps.filter((map) => map.scale === scale));
  const largest = byScale('largest');
  const planned = byScale('planned');
  const worst = picture ?? largest;
  if (worst === null || !hasWater(worst)) return [];
  const isLargest = largest !== null && same(largest, worst);
  const shown: { title: string; depth: Depth }[] = [{ title: isLargest ? words.largest : words.depth, depth: worst }];
  if (planned !== null && hasWater(planned) && !same(planned, worst)) shown.push({ title: words.planned, depth: planned });
  return shown.map(({ title, depth }) =>
    element(
      'figure',
      { class: 'depth-figure' },
      element('figcaption', {}, element('b', {}, title), ' ', depthWords(depth, language)),
      depthPicture(depth, language),
      ...(depth.fromM > 0 && depth.toM !== depth.fromM ? [depthLegend(language)] : []),
    ),
  );
}

function depthLegend(language: Language): HTMLElement {
  const { legend } = depthTexts[language];
  return element(
    'p',
    { class: 'depth-legend' },
    element('span', {}, element('span', { class: 'depth-swatch swatch-sure' }), legend.sure),
    element('span', {}, element('span', { class: 'depth-swatch swatch-may' }), legend.may),
  );
}

function hasWater({ fromM, toM }: Depth): boolean {
  return fromM > 0 || toM === null || toM > 0;
}

function same(one: Depth, other: Depth): boolean {
  return one.fromM === other.fromM && one.toM === other.toM;
}

/** Of several rivers the deepest. */
function deepest(maps: readonly MapAnswer[]): Depth | null {
  const depths = maps.flatMap(({ depth, result }) => (depth === null || result !== 'in' ? [] : [depth]));
  return depths.reduce<Depth | null>(
    (worst, depth) => (worst === null || (depth.toM ?? Infinity) > (worst.toM ?? Infinity) ? depth : worst),
    null,
  );
}

function mapPart(map: MapAnswer, language: Language): HTMLElement {
  const words = texts[language];
  const depth = map.depth === null ? '' : depthWords(map.depth, language);
  const grid = map.gridM === null ? '' : words.gridHere(metresText(map.gridM, language));
  const accuracy = map.accuracyM === null ? '' : `± ${metresText(map.accuracyM, language)}`;
  return element(
    'section',
    { class: 'hazard-map' },
    element('h4', {}, map.title[language], ' ', element('span', { class: `hazard-result result-${map.result}` }, words.results[map.result])),
    facts([
      [words.depth, [depth, grid].filter((text) => text !== '').join(' / ')],
      [words.duration, map.duration === null ? '' : durationWords(map.duration, language)],
      [words.zones[map.zone] ?? '', map.zone === '' ? '' : words.results[map.result]],
      [words.collapses[map.collapse] ?? '', map.collapse === '' ? '' : words.results[map.result]],
      [words.phenomena[map.phenomenon] ?? '', map.phenomenon === '' ? '' : words.results[map.result]],
      [words.cause, map.cause[language]],
      [words.source, [map.source[language], map.licence].filter((text) => text !== '').join(' / ')],
      [words.date, map.date],
      [words.accuracy, accuracy],
      [words.basis, map.basis],
    ]),
    ...(map.status[language] === '' ? [] : [element('p', { class: 'hint' }, map.status[language])]),
  );
}

/** The five levels, the highest first, and that none of it is an order of this page. */
export function levelTable(levels: readonly Level[], language: Language): HTMLElement {
  const words = texts[language];
  const heads = words.levelHeads;
  const sorted = [...levels].sort((one, other) => other.level - one.level);
  const row = ({ level, warning, evacuation, meaning }: Level) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', class: `level level-${level}` }, words.levelName(level)),
      element('td', {}, warning[language]),
      element('td', {}, evacuation[language]),
      element('td', {}, meaning[language]),
    );
  return element(
    'div',
    { class: 'level-part' },
    element(
      'table',
      { class: 'level-table' },
      element(
        'thead',
        {},
        element('tr', {}, ...[heads.level, heads.warning, heads.evacuation, heads.meaning].map((name) => element('th', { scope: 'col' }, name))),
      ),
      element('tbody', {}, ...sorted.map(row)),
    ),
    element('p', { class: 'hint' }, words.levelsHelp),
  );
}
