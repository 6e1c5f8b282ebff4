import { openFormDialog } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { signView } from '../looks';
import { congestionOf, oneOf, type Shelter, type Status, STATUSES } from '../shelter';
import { texts as shelterTexts } from '../texts';
import { standingText } from '../words';
import type { Part, PartHost } from './parts';
import { texts } from './texts';

/** The shelter as it would stand with what was changed here. */
export function shownOf(host: PartHost): Shelter {
  const shelter = host.shelter();
  const { status, people, full, note } = host.fields();
  const known = oneOf(STATUSES, status) ?? 'closed';
  const congestion = known === 'open' ? congestionOf(people, shelter.capacity, full) : null;
  return { ...shelter, state: { ...shelter.state, status: known, people, full, note, congestion } };
}

/** Whether it is open: two large buttons, and two for what comes before. */
export function statePart(host: PartHost): Part {
  const { language } = host;
  const words = texts[language];
  const sign = element('span', { class: 'shelter-state-sign' });
  const said = element('strong', {});
  const make = (status: Status, name: string, kind: string) => {
    const button = textButton(name, `shelter-button ${kind}`, () => choose(status));
    button.id = `set-${status}`;
    return { status, name, button };
  };
  const buttons = [
    make('open', words.open, 'is-open'),
    make('closed', words.close, 'is-close'),
    make('opening', words.opening, 'is-small'),
    make('closing', words.closing, 'is-small'),
  ];
  const choose = (status: Status) => {
    if (host.fields().status === status) return;
    if (status === 'opening' || status === 'closing') host.change({ status });
    else ask(host, status);
  };
  const root = element(
    'section',
    { class: 'shelter-part', 'aria-label': words.state },
    element('p', { class: 'shelter-state', role: 'status' }, sign, said),
    element('div', { class: 'shelter-buttons', role: 'group', 'aria-label': words.state }, ...buttons.map(({ button }) => button)),
  );
  return {
    root,
    update: () => {
      const shown = shownOf(host);
      sign.replaceChildren(signView(shown, 'light'));
      said.textContent = standingText(shown, language);
      for (const { status, name, button } of buttons) {
        const isNow = status === shown.state.status;
        // What it is already is not offered again.
        button.textContent = isNow ? `✓ ${shelterTexts[language].statuses[status]}` : name;
        button.setAttribute('aria-pressed', String(isNow));
      }
    },
  };
}

/** Everybody sees it at once, so one is asked. */
function ask(host: PartHost, status: 'open' | 'closed'): void {
  const { language } = host;
  const words = texts[language];
  const name = host.shelter().names[language];
  const { people } = host.fields();
  const notes = [element('p', {}, words.publicSees)];
  if (status === 'closed' && people !== null && people > 0) notes.unshift(element('p', { class: 'warned' }, words.stillPeople(people)));
  openFormDialog({
    title: status === 'open' ? words.openSure(name) : words.closeSure(name),
    fields: notes,
    submit: words.yes,
    cancel: words.no,
    // With its closing ends what was said of it while it was open.
    act: async () => host.change(status === 'closed' ? { status, people: null, full: false, note: '' } : { status }),
    explain: () => shelterTexts[language].none,
  });
}
