import { explain } from '../../http/client';
import { element, textButton } from '../../page/element';
import { confirmedButton, type Desk, joined } from '../desk/desk';
import { fill, moreButton, type PageOf } from '../desk/states';
import { Table } from '../desk/table';
import { fetchRoles, type Role, roleTitle } from '../roles/role';
import { type Account, changeAccount, fetchAccounts } from './account';
import { openAccount, openNewAccount, openReset } from './accountForms';
import { texts } from './texts';

/** The accounts of the staff. */
export function showAccounts(root: HTMLElement, desk: Desk): void {
  const words = texts[desk.language];
  const place = element('div', {});
  let roles: Role[] = [];
  const add = textButton(words.add, 'button-primary', () => openNewAccount(desk, roles, reload));
  add.disabled = true;
  root.replaceChildren(
    element('h2', {}, words.title),
    element('p', { class: 'intro' }, words.intro),
    element('div', { class: 'desk-actions' }, add),
    place,
  );
  reload();

  function reload(): void {
    void fill(place, desk, async () => {
      const [found, first] = await Promise.all([
        fetchRoles(desk.client),
        fetchAccounts(desk.client),
      ]);
      roles = found;
      add.disabled = false;
      return table(first);
    });
  }

  function table(first: PageOf<Account>): HTMLElement[] {
    const shown = new Table(words.title, [
      { head: words.person, isName: true },
      { head: words.roles },
      { head: words.state },
      { head: words.actions },
    ]);
    const addRow = (account: Account) =>
      shown.add(
        [account.displayName, element('span', { class: 'id' }, account.name)],
        joined(
          account.roles.map((role) => roleTitle(role, roles, desk.language)),
          desk.language,
        ),
        joined(statesOf(account), desk.language),
        actions(account),
      );
    first.entries.forEach(addRow);
    return [
      shown.root,
      moreButton(desk, first, (after) => fetchAccounts(desk.client, after), addRow),
    ];
  }

  function statesOf(account: Account): string[] {
    return [
      account.disabled ? words.disabled : words.active,
      ...(account.openId ? [words.openId] : []),
      ...(!account.openId && !account.hasPassword ? [words.waits] : []),
      ...(account.mustChangePassword ? [words.mustChange] : []),
    ];
  }

  function actions(account: Account): HTMLElement {
    const button = (action: string, act: () => void) => {
      const made = textButton(action, 'button-small', act);
      made.setAttribute('aria-label', `${action}: ${account.name}`);
      return made;
    };
    const set = async (disabled: boolean) => {
      await changeAccount(desk.client, account.name, { disabled });
      desk.tell((disabled ? words.wasDisabled : words.wasEnabled)(account.name));
      reload();
    };
    const enable = button(words.enable, () =>
      void set(false).catch((error: unknown) => desk.tell(explain(error, desk.language))),
    );
    const disable = confirmedButton(desk, {
      words: words.disable,
      name: account.name,
      title: words.disableTitle(account.name),
      warning: [element('p', {}, words.disableWarning)],
      act: () => set(true),
    });
    return element(
      'div',
      { class: 'row-actions' },
      button(words.change, () => openAccount(desk, account, roles, reload)),
      button(words.reset, () => openReset(desk, account, reload)),
      account.disabled ? enable : disable,
    );
  }
}
