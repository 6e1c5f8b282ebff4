import { element, textButton } from '../../page/element';
import { confirmedButton, type Desk, momentText } from '../desk/desk';
import { fill, moreButton, nothing, type PageOf } from '../desk/states';
import { Table } from '../desk/table';
import { texts } from './texts';
import { openNewToken } from './tokenForm';
import { fetchTokens, revokeToken, type Token } from './token';

/** The tokens of devices, terminals, shelters, partners, links and programs. */
export function showTokens(root: HTMLElement, desk: Desk): void {
  const words = texts[desk.language];
  const place = element('div', {});
  const reload = () =>
    void fill(place, desk, async () => table(await fetchTokens(desk.client)));
  root.replaceChildren(
    element('h2', {}, words.title),
    element('p', { class: 'intro' }, words.intro),
    element(
      'div',
      { class: 'desk-actions' },
      textButton(words.add, 'button-primary', () => openNewToken(desk, reload)),
    ),
    place,
  );
  reload();

  function table(first: PageOf<Token>): HTMLElement[] {
    if (first.entries.length === 0) return [nothing(words.none)];
    const shown = new Table(words.title, [
      { head: words.name, isName: true },
      { head: words.kind },
      { head: words.subject },
      { head: words.lastUsed },
      { head: words.expires },
      { head: words.actions },
    ]);
    const addRow = (token: Token) => {
      const isOver = new Date(token.expires).getTime() <= Date.now();
      const end = momentText(token.expires, desk.language);
      return shown.add(
        token.name,
        [
          words.kinds[token.kind] ?? token.kind,
          ...(token.readOnly ? [element('span', { class: 'id' }, words.readOnly)] : []),
        ],
        token.subject,
        momentText(token.lastUsed, desk.language) || words.never,
        isOver ? [end, ' ', element('span', { class: 'badge' }, words.expired)] : end,
        element('div', { class: 'row-actions' }, revokeButton(token)),
      );
    };
    first.entries.forEach(addRow);
    return [
      shown.root,
      moreButton(desk, first, (after) => fetchTokens(desk.client, after), addRow),
    ];
  }

  function revokeButton(token: Token): HTMLElement {
    return confirmedButton(desk, {
      words: words.revoke,
      name: token.name,
      title: words.revokeTitle(token.name),
      warning: [element('p', {}, words.revokeWarning)],
      act: async () => {
        await revokeToken(desk.client, token.id);
        desk.tell(words.revoked(token.name));
        reload();
      },
    });
  }
}
