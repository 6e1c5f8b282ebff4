import type { Language } from '../language/choice';
import { element } from '../page/element';
import type { ImportProblem, ImportReport } from './report';
import { texts } from './texts';

/** More than these are counted, not listed. */
const MAX_LISTED = 100;

/** What came of an import, with every problem in words a clerk can act on. */
export function reportView(
  report: ImportReport,
  language: Language,
  showLayer: () => void,
): HTMLElement[] {
  const words = texts[language];
  const show = element('button', { type: 'button', class: 'button' }, words.show);
  show.addEventListener('click', showLayer);
  const views: HTMLElement[] = [
    element('p', { class: 'import-done' }, words.done(report.imported, report.rejected)),
  ];
  if (report.isNewLayer) views.push(element('p', { class: 'hint' }, words.staffOnly));
  views.push(show);
  if (report.problems.length > 0) views.push(problemTable(report, language));
  return views;
}

function problemTable(report: ImportReport, language: Language): HTMLElement {
  const words = texts[language];
  const listed = report.problems.slice(0, MAX_LISTED);
  const unlisted = report.problems.length - listed.length + report.omitted;
  const head = element(
    'thead',
    {},
    element(
      'tr',
      {},
      element('th', { scope: 'col' }, words.row),
      element('th', { scope: 'col' }, words.problem),
    ),
  );
  const rows = listed.map((problem) => problemRow(problem, language));
  const parts = [
    element('caption', {}, words.problems),
    head,
    element('tbody', {}, ...rows),
  ];
  const table = element('table', { class: 'problems' }, ...parts);
  if (unlisted === 0) return table;
  return element('div', {}, table, element('p', { class: 'hint' }, words.omitted(unlisted)));
}

function problemRow(problem: ImportProblem, language: Language): HTMLElement {
  const words = texts[language];
  const severity = words.severity[problem.severity] ?? problem.severity;
  const place = problem.place === '' ? '' : ` [${problem.place}]`;
  return element(
    'tr',
    {},
    element('td', {}, problem.row === 0 ? words.wholeFile : String(problem.row)),
    element(
      'td',
      {},
      element('span', { class: `badge badge-${problem.severity}` }, severity),
      problem.title === ''
        ? `${place} ${problem.reason}`
        : `${place} ${problem.title}（${problem.reason}）`,
      element('p', { class: 'advice' }, problem.advice),
    ),
  );
}
