import { explain } from '../../http/client';
import { field, openFormDialog } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { atField, confirmedButton, type Desk, joined, memberOf } from '../desk/desk';
import { checkBox } from '../desk/fields';
import { fill } from '../desk/states';
import { Table } from '../desk/table';
import { texts as deskTexts } from '../desk/texts';
import { fetchRoles, removeRole, type Role, roleTitle, saveRole } from './role';
import { texts } from './texts';

const NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** The roles that accounts may have: those of every town, and the town's own. */
export function showRoles(root: HTMLElement, desk: Desk): void {
  const words = texts[desk.language];
  const place = element('div', {});
  const reload = () => void fill(place, desk, async () => [table(await fetchRoles(desk.client))]);
  root.replaceChildren(
    element('h2', {}, words.title),
    element('p', { class: 'intro' }, words.intro),
    element(
      'div',
      { class: 'desk-actions' },
      textButton(words.add, 'button-primary', () => openRoleForm(desk, null, reload)),
    ),
    place,
  );
  reload();

  function table(roles: Role[]): HTMLElement {
    const shown = new Table(words.title, [
      { head: words.name, isName: true },
      { head: words.kind },
      { head: words.means },
      { head: words.actions },
    ]);
    for (const role of roles) {
      shown.add(
        [roleTitle(role.name, roles, desk.language), element('span', { class: 'id' }, role.name)],
        role.titles === null ? words.builtIn : words.own,
        joined(
          [
            words.staff,
            ...(role.createsLayers ? [words.creates] : []),
            ...(role.administers ? [words.administers] : []),
          ],
          desk.language,
        ),
        role.titles === null ? '' : actions(role, roles),
      );
    }
    return shown.root;
  }

  function actions(role: Role, roles: Role[]): HTMLElement {
    const title = roleTitle(role.name, roles, desk.language);
    const change = textButton(words.change, 'button-small', () => openRoleForm(desk, role, reload));
    change.setAttribute('aria-label', `${words.change}: ${title}`);
    const remove = confirmedButton(desk, {
      words: words.remove,
      name: title,
      title: words.removeTitle(title),
      warning: [element('p', {}, words.removeWarning)],
      act: async () => {
        await removeRole(desk.client, role.name);
        desk.tell(words.removed(title));
        reload();
      },
    });
    return element('div', { class: 'row-actions' }, change, remove);
  }
}

function openRoleForm(desk: Desk, role: Role | null, done: () => void): void {
  const words = texts[desk.language];
  const id = element('input', {
    name: 'name',
    value: role?.name ?? '',
    readonly: role !== null,
    autocomplete: 'off',
    maxlength: '40',
  });
  const title = (language: 'ja' | 'en') =>
    element('input', { name: language, value: role?.titles?.[language] ?? '', maxlength: '100' });
  openFormDialog({
    title: role === null ? words.addTitle : words.changeTitle(roleTitle(role.name, [role], desk.language)),
    fields: [
      field(words.id, id, role === null ? words.idHelp : ''),
      field(words.ja, title('ja')),
      field(words.en, title('en')),
      checkBox(words.creates, 'createsLayers', 'yes', role?.createsLayers ?? false),
      element('p', { class: 'hint' }, words.createsHelp),
    ],
    submit: deskTexts[desk.language].save,
    cancel: deskTexts[desk.language].cancel,
    act: async (form) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      if (!NAME.test(text('name'))) throw new FieldError(words.badId, 'name');
      for (const name of ['ja', 'en']) {
        if (text(name) === '') throw new FieldError(words.missing, name);
      }
      const titles = { ja: text('ja'), en: text('en') };
      try {
        await saveRole(desk.client, text('name'), titles, form.get('createsLayers') !== null);
      } catch (error) {
        throw atField(error, desk.language, (problem) =>
          problem.code === 'bad-value' ? 'name' : memberOf(problem).replace('title', 'ja'),
        );
      }
      desk.tell(words.saved(desk.language === 'en' ? titles.en : titles.ja));
      done();
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, desk.language)),
  });
}
