import type { Language } from '../language/choice';
import { element } from '../page/element';
import { countResults, type Finding, type Report, type Result, RESULTS } from '../permits/report';
import { deskOf, groundRows, namedRows, resultSign, valueRows } from '../permits/reportView';
import { texts as permitTexts } from '../permits/texts';
import type { Host, ScreenView } from './host';
import { actions, big, screenHead, scrollPane } from './parts';
import { texts } from './texts';

/** Which result a group is told by: what needs the desk before what holds, and that before nothing. */
const WEIGHT: readonly Result[] = ['near', 'in', 'unknown', 'out'];

/** The result that stands for several. */
export function weightiest(results: readonly Result[]): Result {
  return WEIGHT.find((result) => results.includes(result)) ?? 'unknown';
}

/** Groups that have something to tell, with it. */
export function groupsOf(report: Report): { id: string; title: Report['groups'][number]['titles']; findings: Finding[] }[] {
  return report.groups
    .map(({ id, titles }) => ({
      id,
      title: titles,
      findings: report.findings.filter(({ group }) => group === id),
    }))
    .filter(({ findings }) => findings.length > 0);
}

/** All groups at a glance. */
export function answerScreen(host: Host): ScreenView {
  const { state, language, terminal } = host;
  const words = texts[language];
  const { report } = state;
  if (report === null) return { parts: [] };
  const counts = countResults(report);
  const summary = element(
    'ul',
    { class: 'answer-counts' },
    ...RESULTS.map((result) =>
      element(
        'li',
        { class: `answer-count is-${result}` },
        resultSign(result),
        element('span', {}, permitTexts[language].results[result]),
        element('strong', {}, String(counts[result])),
      ),
    ),
  );
  const tiles = element(
    'div',
    { class: 'answer-tiles' },
    ...groupsOf(report).map(({ id, title, findings }) => tile(host, id, title[language], findings)),
  );
  const needsDesk = counts.near > 0 ? [element('p', { class: 'answer-near' }, words.summaryNear(counts.near))] : [];
  const print = terminal.terminal === null && terminal.printers.papers === 'none' ? words.printDesk : words.print;
  return {
    parts: [
      element(
        'div',
        { class: 'answer' },
        element(
          'div',
          { class: 'answer-head' },
          screenHead(words.answerHead),
          element('p', { class: 'answer-site' }, report.lots.map(({ address }) => address).join('・')),
        ),
        summary,
        ...(report.isPlaced ? needsDesk : [element('p', { class: 'counter-warning' }, words.answerNotPlaced)]),
        element('p', { class: 'screen-hint' }, words.answerHelp),
        scrollPane(language, words.answerHead, 'pane-tiles', tiles),
      ),
      actions(
        big(words.back, 'back', '', () => host.dispatch({ kind: 'back' })),
        big(print, 'to-print', 'touch-primary', () => host.dispatch({ kind: 'print' })),
      ),
    ],
  };
}

function tile(host: Host, id: string, title: string, findings: readonly Finding[]): HTMLElement {
  const { language } = host;
  const results = permitTexts[language].results;
  const worst = weightiest(findings.map(({ result }) => result));
  const button = element(
    'button',
    { type: 'button', class: `touch tile is-${worst}`, id: `group-${id}` },
    element('span', { class: 'tile-title' }, title),
    ...findings.map(({ result, titles }) =>
      element(
        'span',
        { class: `tile-line is-${result}` },
        resultSign(result),
        element('span', { class: 'tile-line-title' }, titles[language]),
        element('span', { class: 'tile-result' }, results[result]),
      ),
    ),
  );
  button.addEventListener('click', () => host.dispatch({ kind: 'open', group: id }));
  return button;
}

/** One group in large, with everything that its answers rest on. */
export function groupScreen(host: Host): ScreenView {
  const { state, language } = host;
  const words = texts[language];
  const { report } = state;
  if (report === null) return { parts: [] };
  const groups = groupsOf(report);
  const at = groups.findIndex(({ id }) => id === state.group);
  const group = groups[at];
  const to = (index: number, name: string, key: string) => {
    const other = groups[index];
    const button = big(name, key, '', () => {
      if (other !== undefined) host.dispatch({ kind: 'open', group: other.id });
    });
    button.disabled = other === undefined;
    return button;
  };
  return {
    parts: [
      element(
        'div',
        { class: 'group' },
        screenHead(group?.title[language] ?? ''),
        scrollPane(
          language,
          group?.title[language] ?? '',
          'pane-findings',
          ...(group?.findings ?? []).map((finding) => card(host, finding, language)),
        ),
      ),
      actions(
        big(words.back, 'back', 'touch-primary', () => host.dispatch({ kind: 'back' })),
        to(at - 1, words.previous, 'previous'),
        to(at + 1, words.next, 'next'),
      ),
    ],
  };
}

function card(host: Host, finding: Finding, language: Language): HTMLElement {
  const permit = permitTexts[language];
  const words = texts[language];
  const remark = permit.remarks[finding.remark] ?? '';
  const values = valueRows(finding, language);
  const needsDesk = finding.result === 'near' || finding.result === 'unknown';
  return element(
    'article',
    { class: `card is-${finding.result}`, id: `finding-${finding.id}` },
    element(
      'div',
      { class: 'card-head' },
      element('h2', {}, finding.titles[language]),
      element(
        'span',
        { class: `card-result is-${finding.result}` },
        resultSign(finding.result),
        permit.results[finding.result],
      ),
    ),
    element('p', { class: 'card-text' }, finding.texts[language]),
    ...(remark === '' || remark === finding.texts[language] ? [] : [element('p', { class: 'card-remark' }, remark)]),
    ...(values.length === 0 ? [] : [element('dl', { class: 'card-values' }, ...values)]),
    element(
      'p',
      { class: needsDesk ? 'card-desk is-needed' : 'card-desk' },
      `${words.ask}${deskOf(finding, language)}`,
    ),
    ...finding.named.map((named) =>
      element(
        'div',
        { class: 'card-feature' },
        element(
          'div',
          { class: 'card-head' },
          element('h3', {}, named.label),
          ...(named.certain ? [] : [element('span', { class: 'card-doubt' }, permit.doubtful)]),
          ...lookButton(
            host,
            `look-${finding.id}-${named.id}`,
            `${finding.titles[language]} ${named.label}`,
            named.geometry,
          ),
        ),
        element('dl', { class: 'card-values' }, ...withoutSaid(namedRows(finding, named, language), values)),
      ),
    ),
    ...lookButton(host, `look-${finding.id}`, finding.titles[language], finding.drawn),
    element(
      'dl',
      { class: 'card-values card-ground' },
      ...groundRows(finding, language),
      element('dt', {}),
      element('dd', {}, finding.isCertified ? permit.certified : permit.reference),
    ),
  );
}

/** Rows of terms and what they are, without those that stand above already. */
function withoutSaid(rows: readonly HTMLElement[], above: readonly HTMLElement[]): HTMLElement[] {
  const pairs = (all: readonly HTMLElement[]) =>
    all.flatMap((term, at) => (at % 2 === 0 ? [{ term, text: `${term.textContent}\n${all[at + 1]?.textContent}` }] : []));
  const said = new Set(pairs(above).map(({ text }) => text));
  return pairs(rows)
    .filter(({ text }) => !said.has(text))
    .flatMap(({ term }) => [term, rows[rows.indexOf(term) + 1]].filter((one) => one !== undefined));
}

function lookButton(host: Host, id: string, title: string, shape: GeoJSON.Geometry | null): HTMLElement[] {
  if (shape === null) return [];
  const words = texts[host.language];
  const button = big(words.seeOnMap, id, 'touch-small', () => host.dispatch({ kind: 'look', title, shape }));
  button.setAttribute('aria-label', `${words.seeOnMap}: ${title}`);
  return [button];
}
