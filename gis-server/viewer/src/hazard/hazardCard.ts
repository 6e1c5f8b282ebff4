import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { element } from '../page/element';
import { byConcern, type HazardAnswer, type HazardFinding, readAnswer, type Result } from './hazardAnswer';
import { texts } from './texts';

/** A form for each result, beside words that say it. */
const MARKS: Record<Result, string> = { in: '▲', near: '△', unknown: '？', out: '－' };

/** What may happen at a place: the short form, with the way to the whole of it. */
export function hazardCard(client: Client, language: Language, place: { lng: number; lat: number }): HTMLElement {
  const words = texts[language];
  const lon = place.lng.toFixed(6);
  const lat = place.lat.toFixed(6);
  const answer = element('div', { class: 'hazard-answer' }, element('p', { class: 'hint', role: 'status' }, words.asking));
  const way = element('a', { class: 'button button-small', href: `/safety?lon=${lon}&lat=${lat}` }, words.safety);
  const card = element(
    'article',
    { class: 'hazard-card', 'aria-label': words.here },
    element('h3', { class: 'hazard-title' }, words.here),
    answer,
    element('div', { class: 'hit-tools' }, way),
  );
  client
    .getJson(`/api/hazards?lon=${lon}&lat=${lat}&lang=all`)
    .then((json) => answer.replaceChildren(...answerView(readAnswer(json), language)))
    .catch((error: unknown) => answer.replaceChildren(element('p', { class: 'error', role: 'alert' }, explain(error, language))));
  return card;
}

function answerView({ hazards, notices }: HazardAnswer, language: Language): HTMLElement[] {
  const words = texts[language];
  const ordered = byConcern(hazards);
  const concerning = ordered.filter(({ result }) => result === 'in' || result === 'near');
  const rest = ordered.filter((finding) => !concerning.includes(finding));
  const parts = concerning.map((finding) => findingView(finding, language));
  if (rest.length > 0) {
    const rows = rest.map((finding) =>
      element(
        'li',
        {},
        element('span', { class: 'hazard-mark', 'aria-hidden': 'true' }, MARKS[finding.result]),
        element('span', {}, `${titleOf(finding, language)}：${finding.summaries[language] || words.results[finding.result]}`),
      ),
    );
    parts.push(element('ul', { class: 'hazard-rest', 'aria-label': words.others }, ...rows));
  }
  if (notices[language] !== '') parts.push(element('p', { class: 'hint' }, notices[language]));
  return parts;
}

function findingView(finding: HazardFinding, language: Language): HTMLElement {
  const words = texts[language];
  const { result, summaries, advices, sources } = finding;
  const told = sources
    .map(({ titles, date }) => words.sourceDate(titles[language], date))
    .filter((title) => title !== '');
  const made = element(
    'section',
    { class: `hazard-finding is-${result}` },
    element(
      'h4',
      {},
      element('span', { class: 'hazard-mark', 'aria-hidden': 'true' }, MARKS[result]),
      titleOf(finding, language),
      element('span', { class: 'hint' }, ` ${words.results[result]}`),
    ),
    element('p', { class: 'hazard-summary' }, summaries[language]),
  );
  if (advices[language] !== '') made.append(element('p', {}, advices[language]));
  if (told.length > 0) made.append(element('p', { class: 'hint' }, [...new Set(told)].join(language === 'en' ? ', ' : '、')));
  return made;
}

function titleOf({ titles, hazard }: HazardFinding, language: Language): string {
  return titles[language] || (texts[language].hazards[hazard] ?? hazard);
}
