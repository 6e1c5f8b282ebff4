import { explain, type ProblemError } from '../../http/client';
import { field, openFormDialog } from '../../page/dialog';
import { element } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { atField, type Desk, memberOf, momentText } from '../desk/desk';
import { boxGroup, checkBox } from '../desk/fields';
import { showOnce } from '../desk/oneTime';
import { texts as deskTexts } from '../desk/texts';
import { type Role, roleTitle } from '../roles/role';
import { type Account, addAccount, changeAccount, type ResetLink, resetLink } from './account';
import { texts } from './texts';

/** Asks for a new account; then shows the link by which its owner sets a password. */
export function openNewAccount(desk: Desk, roles: readonly Role[], done: () => void): void {
  const words = texts[desk.language];
  const name = element('input', { name: 'name', autocomplete: 'off', maxlength: '64' });
  const display = element('input', { name: 'displayName', autocomplete: 'off', maxlength: '100' });
  openForm(desk, words.addTitle, words.add, async (form) => {
    const account = {
      name: String(form.get('name') ?? '').trim(),
      displayName: String(form.get('displayName') ?? '').trim(),
      roles: form.getAll('roles').map(String),
    };
    if (account.name === '') throw new FieldError(words.nameMissing, 'name');
    if (account.roles.length === 0) throw new FieldError(words.rolesMissing, 'roles');
    if (account.displayName === '') account.displayName = account.name;
    const link = await addAccount(desk.client, account);
    desk.tell(words.added(account.name));
    done();
    showLink(desk, account.name, link);
  }, [
    field(words.user, name, words.userHelp),
    field(words.person, display, words.displayHelp),
    roleBoxes(desk, roles, []),
  ]);
}

/** Asks for another name or other roles. */
export function openAccount(
  desk: Desk,
  account: Account,
  roles: readonly Role[],
  done: () => void,
): void {
  const words = texts[desk.language];
  const display = element('input', {
    name: 'displayName',
    value: account.displayName,
    autocomplete: 'off',
    maxlength: '100',
  });
  openForm(desk, words.changeTitle(account.name), deskTexts[desk.language].save, async (form) => {
    const wanted = form.getAll('roles').map(String);
    if (wanted.length === 0) throw new FieldError(words.rolesMissing, 'roles');
    const displayName = String(form.get('displayName') ?? '').trim() || account.name;
    await changeAccount(desk.client, account.name, { displayName, roles: wanted });
    desk.tell(words.changed(account.name));
    done();
  }, [field(words.person, display), roleBoxes(desk, roles, account.roles)]);
}

/** Asks whether the present password ends at once; then shows the link for a new one. */
export function openReset(desk: Desk, account: Account, done: () => void): void {
  const words = texts[desk.language];
  openForm(desk, words.resetTitle(account.name), words.makeLink, async (form) => {
    const link = await resetLink(desk.client, account.name, form.get('now') !== null);
    done();
    showLink(desk, account.name, link);
  }, [element('p', {}, words.resetHint), checkBox(words.now, 'now', 'yes', false)]);
}

function openForm(
  desk: Desk,
  title: string,
  submit: string,
  act: (form: FormData) => Promise<void>,
  fields: HTMLElement[],
): void {
  openFormDialog({
    title,
    fields,
    submit,
    cancel: deskTexts[desk.language].cancel,
    act: async (form) => {
      try {
        await act(form);
      } catch (error) {
        throw atField(error, desk.language, fieldOf);
      }
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, desk.language)),
  });
}

/** The field that an answer of the server is about. */
function fieldOf(problem: ProblemError): string {
  switch (problem.code) {
    case 'already-there':
    case 'bad-value':
      return 'name';
    case 'last-administrator':
      return 'roles';
    default:
      return memberOf(problem);
  }
}

function roleBoxes(desk: Desk, roles: readonly Role[], chosen: readonly string[]): HTMLElement {
  const words = texts[desk.language];
  return boxGroup(
    words.roles,
    words.rolesHelp,
    roles.map(({ name }) =>
      checkBox(roleTitle(name, roles, desk.language), 'roles', name, chosen.includes(name)),
    ),
  );
}

function showLink(desk: Desk, name: string, link: ResetLink): void {
  const words = texts[desk.language];
  const hint = words.linkHint(momentText(link.expires, desk.language));
  showOnce(desk, words.linkTitle(name), [hint], link.href);
}
