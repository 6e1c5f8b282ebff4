import { explain } from '../../http/client';
import { JobFollower, jobAddress } from '../../jobs/job';
import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { FormTrouble } from '../../page/formTrouble';
import { type Desk, momentText } from '../desk/desk';
import { choiceOf } from '../desk/fields';
import { fill, moreButton, nothing, type PageOf } from '../desk/states';
import { Table } from '../desk/table';
import {
  ACTIONS,
  type ChainReport,
  EVERYTHING,
  exportAddress,
  fetchLines,
  type Line,
  type LogFilter,
  readChains,
} from './log';
import { texts } from './texts';

/** The audit log: search, files, and whether anybody has tampered with it. */
export function showAudit(root: HTMLElement, desk: Desk): void {
  const words = texts[desk.language];
  const place = element('div', {});
  const files = element('p', { class: 'downloads' });
  const form = searchForm(desk, (filter) => find(filter));
  root.replaceChildren(
    element('h2', {}, words.title),
    element('p', { class: 'intro' }, words.intro),
    verifyPart(desk),
    form,
    files,
    place,
  );
  find(EVERYTHING);

  function find(filter: LogFilter): void {
    files.replaceChildren(
      element('a', { href: exportAddress(filter, 'csv'), download: true }, words.csv),
      element('a', { href: exportAddress(filter, 'jsonl'), download: true }, words.jsonl),
      element('span', { class: 'hint' }, words.exportHint),
    );
    void fill(place, desk, async () => table(filter, await fetchLines(desk.client, filter)));
  }

  function table(filter: LogFilter, first: PageOf<Line>): HTMLElement[] {
    if (first.entries.length === 0) return [nothing(words.none)];
    const shown = new Table(words.title, [
      { head: words.time, isName: true },
      { head: words.action },
      { head: words.actor },
      { head: words.subject },
      { head: words.why },
      { head: words.place },
    ]);
    const addRow = (line: Line) =>
      shown.add(
        momentText(line.time, desk.language),
        words.actions[line.action] ?? line.action,
        line.actor,
        subjectOf(line, words.withheld),
        line.reason === '' && line.details === ''
          ? ''
          : [line.reason, element('span', { class: 'id' }, line.details)],
        line.from,
      );
    first.entries.forEach(addRow);
    return [
      shown.root,
      moreButton(desk, first, (after) => fetchLines(desk.client, filter, after), addRow),
    ];
  }
}

function searchForm(desk: Desk, find: (filter: LogFilter) => void): HTMLElement {
  const words = texts[desk.language];
  const input = (name: keyof LogFilter, type = 'text') =>
    element('input', { name, type, autocomplete: 'off', maxlength: '200' });
  const action = choiceOf(
    'action',
    [
      { value: '', words: words.anyAction },
      ...ACTIONS.map((value) => ({ value, words: words.actions[value] ?? value })),
    ],
    '',
  );
  const form = element(
    'form',
    { class: 'filters', role: 'search', 'aria-label': words.search, novalidate: true },
    field(words.from, input('from', 'date')),
    field(words.to, input('to', 'date')),
    field(words.action, action),
    field(words.actor, input('actor')),
    field(words.layer, input('layer')),
    field(words.reason, input('reason')),
    element(
      'div',
      { class: 'form-actions' },
      element('button', { type: 'submit', class: 'button button-primary' }, words.find),
      element('button', { type: 'reset', class: 'button' }, words.clear),
    ),
  );
  const trouble = new FormTrouble(form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    trouble.clear();
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    if (text('from') !== '' && text('to') !== '' && text('to') < text('from')) {
      trouble.show(words.wrongDays, 'to');
      return;
    }
    find({
      from: text('from'),
      to: text('to'),
      actor: text('actor'),
      action: text('action'),
      layer: text('layer'),
      reason: text('reason'),
    });
  });
  form.addEventListener('reset', () => {
    trouble.clear();
    find(EVERYTHING);
  });
  return form;
}

function verifyPart(desk: Desk): HTMLElement {
  const words = texts[desk.language];
  const result = element('div', { role: 'status', class: 'verified' });
  const button = textButton(words.verify, '', () => {
    button.disabled = true;
    check(desk, (percent) => (result.textContent = words.verifying(percent)))
      .then((chains) => result.replaceChildren(...told(chains, desk)))
      .catch((error: unknown) => (result.textContent = explain(error, desk.language)))
      .finally(() => (button.disabled = false));
  });
  return element('div', { class: 'desk-actions' }, button, result);
}

/** @returns null when the server gave up */
async function check(
  desk: Desk,
  show: (percent: number) => void,
): Promise<ChainReport[] | null> {
  const answer = await desk.client.postJson('/api/audit/verify', {});
  const job = await new JobFollower(desk.client, jobAddress(answer)).follow(({ progress }) =>
    show(Math.round(progress * 100)),
  );
  return job.state === 'done' ? readChains(job.result) : null;
}

function told(chains: ChainReport[] | null, desk: Desk): HTMLElement[] {
  const words = texts[desk.language];
  if (chains === null) return [element('p', { class: 'error' }, words.notVerified)];
  const broken = chains.filter(({ problems }) => problems.length > 0);
  if (broken.length === 0) {
    const lines = chains.reduce((sum, chain) => sum + chain.lines, 0);
    return [element('p', { class: 'good' }, words.holds(lines))];
  }
  const flaws = broken.flatMap(({ chain, problems }) =>
    problems.map(({ kind, detail }) =>
      element('li', {}, `${chain}: ${words.flaws[kind] ?? kind} (${detail})`),
    ),
  );
  return [element('p', { class: 'error' }, words.broken), element('ul', {}, ...flaws)];
}

/** The layer or account, and what in it; a protected person's number is not told. */
function subjectOf(line: Line, withheld: string): string {
  const part = line.withheld ? withheld : line.object;
  return part === '' ? line.subject : `${line.subject} / ${part}`;
}
