import { explain, ProblemError } from '../../http/client';
import { field } from '../../page/dialog';
import { element } from '../../page/element';
import { FormTrouble } from '../../page/formTrouble';
import { type Desk, momentText, titleIn } from '../desk/desk';
import { choiceOf } from '../desk/fields';
import { fill, nothing } from '../desk/states';
import { Table } from '../desk/table';
import { fetchRuledLayers, type RuledLayer } from '../rights/layer';
import { type Access, fetchReport, reportAddress } from './log';
import { texts } from './texts';

/** Who saw what is kept about one person. */
export function showReport(root: HTMLElement, desk: Desk): void {
  const words = texts[desk.language];
  const place = element('div', {});
  root.replaceChildren(
    element('h2', {}, words.report),
    element('p', { class: 'intro' }, words.reportIntro),
    place,
  );
  void fill(place, desk, async () => {
    const layers = await fetchRuledLayers(desk.client);
    const personal = layers.filter((layer) => layer.isPersonal);
    return personal.length === 0 ? [nothing(words.noLayers)] : form(personal, desk);
  });
}

function form(layers: readonly RuledLayer[], desk: Desk): HTMLElement[] {
  const words = texts[desk.language];
  const result = element('div', { role: 'status' });
  const choice = choiceOf(
    'layer',
    layers.map((layer) => ({ value: layer.id, words: titleIn(layer.titles, desk.language) })),
    layers[0]?.id ?? '',
  );
  const id = element('input', { name: 'id', inputmode: 'numeric', autocomplete: 'off', maxlength: '20' });
  const made = element(
    'form',
    { class: 'filters', novalidate: true, 'aria-label': words.report },
    field(words.reportLayer, choice),
    field(words.reportId, id, words.reportIdHelp),
    element(
      'div',
      { class: 'form-actions' },
      element('button', { type: 'submit', class: 'button button-primary' }, words.makeReport),
    ),
  );
  const trouble = new FormTrouble(made);
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    trouble.clear();
    result.replaceChildren();
    const number = id.value.trim();
    if (number === '') {
      trouble.show(words.idMissing, 'id');
      return;
    }
    fetchReport(desk.client, choice.value, number)
      .then((report) => {
        const files = downloads(choice.value, number, desk);
        result.replaceChildren(...told(report.accesses, report.complete, desk), files);
      })
      .catch((error: unknown) => {
        const isMissing = error instanceof ProblemError && error.status === 404;
        trouble.show(isMissing ? words.noPerson : explain(error, desk.language), 'id');
      });
  });
  return [made, result];
}

function told(accesses: readonly Access[], complete: boolean, desk: Desk): HTMLElement[] {
  const words = texts[desk.language];
  if (accesses.length === 0) return [nothing(words.noAccess)];
  const table = new Table(words.report, [
    { head: words.time, isName: true },
    { head: words.actor },
    { head: words.action },
    { head: words.purpose },
    { head: words.covered },
    { head: words.place },
  ]);
  for (const access of accesses) {
    table.add(
      momentText(access.time, desk.language),
      access.actor,
      words.actions[access.action] ?? access.action,
      access.purpose,
      words.coverings[access.covered] ?? access.covered,
      access.from,
    );
  }
  const count = element('p', {}, words.found(accesses.length));
  const note = complete ? [] : [element('p', { class: 'warned' }, words.incomplete)];
  return [count, ...note, table.root];
}

function downloads(layer: string, id: string, desk: Desk): HTMLElement {
  const words = texts[desk.language];
  return element(
    'p',
    { class: 'downloads' },
    element('a', { href: reportAddress(layer, id, 'csv'), download: true }, words.csv),
    element(
      'a',
      { href: reportAddress(layer, id, 'html'), target: '_blank', rel: 'noopener' },
      words.print,
    ),
  );
}
