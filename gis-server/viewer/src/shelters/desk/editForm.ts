import { type Client, explain, ProblemError } from '../../http/client';
import type { Language } from '../../language/choice';
import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { FieldError, FormTrouble } from '../../page/formTrouble';
import { typedNumber } from '../../snow/desk/townTime';
import { fetchHistory, type HistoryPage, whatText, whenText } from '../history';
import { oneOf, type Shelter, STATUSES } from '../shelter';
import type { ShelterStore } from '../shelterStore';
import { texts as shelterTexts } from '../texts';
import { fetchShelter, type Said, saveShelter } from './changes';
import { texts } from './texts';

const MOST_PEOPLE = 1_000_000;
const NOTE_CHARS = 300;

/** What the form needs, and whom it tells. */
export interface EditHost {
  client: Client;
  store: ShelterStore;
  language: Language;
  onSaved(shelter: Shelter): void;
  onPlace(place: [number, number]): void;
}

/** What can be said of one shelter, and what was said before. It stays as it is until it is closed. */
export function editForm(host: EditHost, shelter: Shelter): HTMLElement {
  const { language, store } = host;
  const words = texts[language];
  const names = shelterTexts[language];
  let seen = shelter.state.version;
  const status = element('select', { name: 'status' }, ...STATUSES.map((one) => element('option', { value: one }, names.statuses[one])));
  const people = element('input', { name: 'people', inputmode: 'numeric', autocomplete: 'off', maxlength: '7' });
  const full = element('input', { type: 'checkbox', name: 'full' });
  const note = element('textarea', { name: 'note', rows: '2', maxlength: String(NOTE_CHARS) });
  status.value = shelter.state.status;
  people.value = shelter.state.people === null ? '' : String(shelter.state.people);
  full.checked = shelter.state.full;
  note.value = shelter.state.note;
  const submit = element('button', { type: 'submit', class: 'button button-small button-primary' }, words.save);
  const tools = element('div', { class: 'desk-tools' }, submit);
  const { place } = shelter;
  if (place !== null) tools.append(textButton(words.onMap, 'button-small', () => host.onPlace(place)));
  const form = element(
    'form',
    { class: 'shelter-edit', novalidate: true, 'aria-label': words.more(shelter.names[language]) },
    element('div', { class: 'shelter-edit-row' }, field(words.status, status), field(words.people, people)),
    element('label', { class: 'check' }, full, element('span', {}, words.full)),
    field(words.note, note, words.noteHelp),
    tools,
  );
  const trouble = new FormTrouble(form);
  const read = (): Said => {
    const typed = people.value.trim();
    const count = typed === '' ? null : typedNumber(typed);
    if (count !== null && !(Number.isInteger(count) && count >= 0 && count <= MOST_PEOPLE)) {
      throw new FieldError(words.badPeople, 'people');
    }
    return { status: oneOf(STATUSES, status.value) ?? 'closed', people: count, full: full.checked, note: note.value.trim() };
  };
  /** Somebody was faster: what they said is told, and the form keeps what stands in it. */
  const tellOther = async () => {
    const now = await fetchShelter(host.client, shelter.id);
    if (now === null) return;
    seen = now.state.version;
    store.take(now);
    const who = now.state.by === '' ? words.others : whoText(now.state.by, language);
    trouble.show(words.stale(who, whatText(now.state, language)), '');
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    trouble.clear();
    Promise.resolve()
      .then(() => saveShelter(host.client, shelter.id, read(), seen))
      .then((saved) => {
        if (saved !== null) host.onSaved(saved);
      })
      .catch((error: unknown) => {
        if (error instanceof ProblemError && error.status === 412) return tellOther();
        trouble.show(
          error instanceof FieldError ? error.message : explain(error, language),
          error instanceof FieldError ? error.field : '',
        );
        return undefined;
      })
      .catch((error: unknown) => trouble.show(explain(error, language), ''))
      .finally(() => (submit.disabled = false));
  });
  return element('div', { class: 'shelter-edit-place' }, form, historyView(host, shelter.id));
}

/** Who said it. */
export function whoText(by: string, language: Language): string {
  const words = texts[language];
  if (by === '') return words.others;
  return by.startsWith('shelter:') ? words.byShelter : by;
}

function historyView({ client, language }: EditHost, id: string): HTMLElement {
  const words = texts[language];
  const names = words.historyHeads;
  const place = element('div', { class: 'desk-report' });
  const details = element('details', { class: 'desk-more' }, element('summary', {}, words.history), place);
  const body = element('tbody', {});
  const table = element(
    'table',
    { class: 'table' },
    element(
      'thead',
      {},
      element('tr', {}, ...[names.at, names.by, names.what].map((name) => element('th', { scope: 'col' }, name))),
    ),
    body,
  );
  const more = textButton(words.historyMore, 'button-small', () => void load());
  let next: number | null = null;
  const show = (page: HistoryPage) => {
    for (const change of page.changes) {
      body.append(
        element(
          'tr',
          {},
          element('td', {}, whenText(change)),
          element('td', {}, whoText(change.by, language)),
          element('td', {}, whatText(change, language)),
        ),
      );
    }
    next = page.next;
    more.hidden = next === null;
    place.replaceChildren(body.childElementCount === 0 ? element('p', { class: 'hint' }, words.historyNone) : table, more);
  };
  const load = async () => {
    try {
      show(await fetchHistory(client, id, next));
    } catch (error) {
      place.append(element('p', { class: 'error', role: 'alert' }, explain(error, language)));
    }
  };
  details.addEventListener('toggle', () => {
    if (!details.open || body.childElementCount > 0) return;
    void load();
  });
  return details;
}
