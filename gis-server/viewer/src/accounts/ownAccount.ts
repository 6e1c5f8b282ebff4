import { type Client, explain } from '../http/client';
import { type Language, localeOf } from '../language/choice';
import { field, openDialog, openFormDialog } from '../page/dialog';
import { FieldError } from '../page/formTrouble';
import { element, textButton } from '../page/element';
import { newPasswordFields, readNewPassword } from './passwordFields';
import { changePassword, endSession, listSessions, type OpenSession, type Staff } from './session';
import { texts } from './texts';

/** Keeps accounts and rights. */
const ADMIN = 'admin';

/** Shows who is signed in, with their password and their other devices. */
export function openOwnAccount(
  client: Client,
  staff: Staff,
  language: Language,
  tell: (note: string) => void,
): void {
  const words = texts[language];
  const roles = staff.roles.map((role) => words.roleNames[role] ?? role).join('、');
  const list = element('ul', { class: 'devices' });
  const change = textButton(words.change, '', () => openPasswordDialog(client, language, tell));
  const administration = element(
    'a',
    { class: 'button button-link', href: '/admin' },
    words.administration,
  );
  openDialog(words.account, words.close, [
    element(
      'dl',
      { class: 'facts' },
      ...fact(words.name, staff.displayName),
      ...fact(words.user, staff.user),
      ...fact(words.roles, language === 'en' ? roles.replaceAll('、', ', ') : roles),
    ),
    ...(staff.hasPassword ? [change] : []),
    ...(staff.roles.includes(ADMIN) ? [administration] : []),
    element('h3', {}, words.sessions),
    element('p', { class: 'hint' }, words.sessionsHint),
    list,
  ]);
  void showSessions(list, client, language, tell);
}

function fact(name: string, value: string): HTMLElement[] {
  return [element('dt', {}, name), element('dd', {}, value)];
}

async function showSessions(
  list: HTMLElement,
  client: Client,
  language: Language,
  tell: (note: string) => void,
): Promise<void> {
  const words = texts[language];
  try {
    const sessions = await listSessions(client);
    list.replaceChildren(...sessions.map((session) => row(session)));
  } catch (error) {
    list.replaceChildren(element('li', {}, `${words.failed} ${explain(error, language)}`));
  }

  function row(session: OpenSession): HTMLElement {
    const time = session.lastUsed.toLocaleString(localeOf(language), {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Asia/Tokyo',
    });
    const name = session.current ? words.thisOne : browserName(session.browser);
    const end = textButton(words.end, 'button-small', () => {
      endSession(client, session.id)
        .then(() => tell(words.ended))
        .catch((error: unknown) => tell(explain(error, language)))
        .finally(() => void showSessions(list, client, language, tell));
    });
    end.setAttribute('aria-label', `${words.end}: ${name}`);
    return element(
      'li',
      { class: 'device' },
      element(
        'span',
        {},
        element('strong', {}, name),
        element('span', { class: 'hint' }, words.lastUsed(time, session.from)),
      ),
      ...(session.current ? [] : [end]),
    );
  }
}

/** The browser and the system out of what a browser says of itself; they all claim to be others. */
export function browserName(agent: string): string {
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(`${name}/`));
  const system = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'].find((name) =>
    agent.includes(name),
  );
  const parts = [browser === 'Edg' ? 'Edge' : browser, system].filter((part) => part !== undefined);
  return parts.length === 0 ? agent.slice(0, 40) || '?' : parts.join(' / ');
}

function openPasswordDialog(client: Client, language: Language, tell: (note: string) => void): void {
  const words = texts[language];
  const old = element('input', {
    name: 'oldPassword',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  openFormDialog({
    title: words.change,
    fields: [field(words.oldPassword, old), ...newPasswordFields(words)],
    submit: words.save,
    cancel: words.cancel,
    act: async (form) => {
      const password = readNewPassword(form, words);
      await changePassword(client, String(form.get('oldPassword') ?? ''), password);
      tell(words.changed);
    },
    explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
  });
}
