import '@digital-go-jp/design-tokens/dist/tokens.css';
import '../page/page.css';
import '../page/form.css';
import '../theme/theme.css';
import './accounts.css';
import { Client, explain, isRecord } from '../http/client';
import { LanguageChoice } from '../language/choice';
import { field } from '../page/dialog';
import { FieldError, FormTrouble } from '../page/formTrouble';
import { element, getById } from '../page/element';
import { showLanguageSwitch } from '../page/languageSwitch';
import { ThemeChoice } from '../theme/choice';
import { newPasswordFields, readNewPassword } from './passwordFields';
import { texts } from './texts';

// The page of one-time links (/setup, /password), and of a sign-in that did not work (/sign-in).

const choice = new LanguageChoice(localStorage, navigator.languages);
new ThemeChoice(
  localStorage,
  window.matchMedia('(prefers-color-scheme: dark)'),
  document.documentElement,
);
const client = new Client(() => choice.current);
showLanguageSwitch(getById('language'), choice);
const page = getById('page');

// The secret does not stay in the address, where a screenshot or the history would keep it.
const link = location.hash.slice(1);
if (link !== '') history.replaceState(null, '', location.pathname);

choice.bind(() => draw());

function words() {
  return texts[choice.current];
}

function draw(): void {
  if (location.pathname === '/sign-in') showRefusal();
  else if (link === '') show(element('p', { role: 'alert' }, words().noLink), toMap());
  else if (location.pathname === '/setup') showSetUp();
  else void showNewPassword();
}

function show(...content: HTMLElement[]): void {
  page.replaceChildren(element('div', { class: 'form' }, ...content));
}

function toMap(): HTMLElement {
  return element('a', { class: 'button button-primary button-link', href: '/' }, words().toMap);
}

function showRefusal(): void {
  const problem = new URLSearchParams(location.search).get('problem') ?? '';
  const why = words().refusals[problem] ?? words().otherRefusal;
  show(element('h2', {}, words().refusedTitle), element('p', { role: 'alert' }, why), toMap());
}

function showDone(note: string): void {
  show(element('p', { role: 'status' }, note), toMap());
}

function showSetUp(): void {
  const user = element('input', {
    name: 'user',
    autocomplete: 'username',
    required: true,
    pattern: '[A-Za-z0-9][A-Za-z0-9._@\\-]*',
    maxlength: '64',
  });
  const name = element('input', { name: 'name', autocomplete: 'name', maxlength: '100' });
  showForm(
    [
      element('h2', {}, words().setUpTitle),
      element('p', { class: 'hint' }, words().setUpHint),
      field(words().setUpUser, user),
      field(words().setUpName, name),
    ],
    words().register,
    async (form, password) => {
      await client.postJson('/api/setup', {
        link,
        password,
        name: String(form.get('user') ?? '').trim(),
        displayName: String(form.get('name') ?? '').trim() || String(form.get('user') ?? '').trim(),
      });
      return words().registered;
    },
  );
}

async function showNewPassword(): Promise<void> {
  let user = '';
  try {
    const answer: unknown = await (await client.postJson('/api/password', { link })).json();
    user = isRecord(answer) ? String(answer['name'] ?? '') : '';
  } catch (error) {
    show(element('p', { role: 'alert' }, explain(error, choice.current)), toMap());
    return;
  }
  // Password stores want to know whose it is.
  const name = element('input', {
    name: 'user',
    autocomplete: 'username',
    value: user,
    readonly: true,
  });
  showForm(
    [
      element('h2', {}, words().newTitle),
      element('p', { class: 'hint' }, words().newHint(user)),
      field(words().user, name),
    ],
    words().set,
    async (_, password) => {
      await client.postJson('/api/password', { link, password });
      return words().wasSet;
    },
  );
}

/** A form that ends with the two fields of a new password. */
function showForm(
  fields: HTMLElement[],
  action: string,
  act: (form: FormData, password: string) => Promise<string>,
): void {
  const submit = element('button', { type: 'submit', class: 'button button-primary' }, action);
  const form = element(
    'form',
    { class: 'form' },
    ...fields,
    ...newPasswordFields(words()),
    element('div', { class: 'form-actions' }, submit),
  );
  const trouble = new FormTrouble(form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    trouble.clear();
    const data = new FormData(form);
    Promise.resolve()
      .then(() => act(data, readNewPassword(data, words())))
      .then(showDone)
      .catch((error: unknown) => {
        if (error instanceof FieldError) trouble.show(error.message, error.field);
        else trouble.show(explain(error, choice.current), '');
      })
      .finally(() => (submit.disabled = false));
  });
  page.replaceChildren(form);
}
