import '@digital-go-jp/design-tokens/dist/tokens.css';
import '../page/page.css';
import '../page/form.css';
import '../accounts/accounts.css';
import '../theme/theme.css';
import './admin.css';
import { findSession, type Session } from '../accounts/session';
import { AccountCorner } from '../accounts/signIn';
import { LanguageChoice } from '../language/choice';
import { element, getById, textButton } from '../page/element';
import { showLanguageSwitch } from '../page/languageSwitch';
import { Notice } from '../page/notice';
import { showSkipLinks } from '../page/skipLinks';
import { ThemeChoice } from '../theme/choice';
import { showAccounts } from './accounts/accountsView';
import { showAudit } from './audit/auditView';
import { showReport } from './audit/reportView';
import { placeIn, type Section, SECTIONS } from './desk/address';
import type { Desk } from './desk/desk';
import { StaffClient } from './desk/staffClient';
import { showFailure } from './desk/states';
import { texts } from './desk/texts';
import { showLayers } from './rights/layersView';
import { showRule } from './rights/ruleEditor';
import { showRoles } from './roles/rolesView';
import { showTokens } from './tokens/tokensView';

// The administrators' page on one screen: who may enter, and the parts that it has.

const ADMIN = 'admin';

const choice = new LanguageChoice(localStorage, navigator.languages);
new ThemeChoice(
  localStorage,
  window.matchMedia('(prefers-color-scheme: dark)'),
  document.documentElement,
);
const notice = new Notice(getById('notice'));
const page = getById('page');
const nav = getById('sections');
let session: Session | null = null;
/** Whether the sign-in form stands over the page because the session ended. */
let isEnded = false;

const client = new StaffClient(
  () => choice.current,
  () => sessionEnded(),
);
showLanguageSwitch(getById('language'), choice);
const account = new AccountCorner(getById('account'), client, choice, {
  onSessionChanged: (note) => {
    notice.show(note);
    void start();
  },
  onTrouble: (words) => notice.show(words),
});
showSkipLinks(getById('skip'), choice, [
  { name: (language) => texts[language].toMain, go: () => page.focus() },
]);

const SHOW: Record<Section, (root: HTMLElement, desk: Desk, layer: string) => void> = {
  accounts: showAccounts,
  roles: showRoles,
  rights: (root, desk, layer) =>
    layer === '' ? showLayers(root, desk) : showRule(root, desk, layer),
  tokens: showTokens,
  audit: showAudit,
  report: showReport,
};

choice.bind(() => draw());
window.addEventListener('hashchange', () => {
  draw();
  page.focus();
  page.scrollTop = 0;
});
void start();

/** Asks who is here, then shows what is theirs. */
async function start(): Promise<void> {
  const before = session?.staff?.user;
  try {
    session = await findSession(client);
  } catch (error) {
    showFailure(page, desk(), error, () => void start());
    return;
  }
  account.show(session);
  const isBack = isEnded && session.staff?.user === before && isAdministrator(session);
  isEnded = false;
  // What they have typed before the session ended still stands there.
  if (!isBack || page.querySelector('.failure') !== null) draw();
}

/** A session ends by itself after some time, or somewhere else. */
function sessionEnded(): void {
  if (isEnded || session === null) return;
  isEnded = true;
  notice.show(texts[choice.current].ended);
  account.show({ staff: null, ways: session.ways });
  account.ask();
}

function isAdministrator({ staff }: Session): boolean {
  return staff?.roles.includes(ADMIN) ?? false;
}

function desk(): Desk {
  return { client, language: choice.current, tell: (note) => notice.show(note) };
}

function draw(): void {
  const words = texts[choice.current];
  getById('page-name').textContent = words.pageName;
  nav.hidden = session === null || !isAdministrator(session);
  if (session === null) return;
  if (!isAdministrator(session)) {
    document.title = `${words.pageName} - 街図 Machizu`;
    showGate(session);
    return;
  }
  const { section, layer } = placeIn(location.hash);
  document.title = `${words.sections[section]} - ${words.pageName} - 街図 Machizu`;
  showSections(section);
  SHOW[section](page, desk(), layer);
}

function showSections(current: Section): void {
  const words = texts[choice.current];
  nav.setAttribute('aria-label', words.sectionsName);
  const links = SECTIONS.map((section) =>
    element(
      'a',
      { href: `#${section}`, ...(section === current ? { 'aria-current': 'page' } : {}) },
      words.sections[section],
    ),
  );
  nav.replaceChildren(
    element('ul', {}, ...links.map((link) => element('li', {}, link))),
    element('a', { class: 'to-map', href: '/' }, words.toMap),
  );
  nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** For those who may not enter: why, and the way in. */
function showGate({ staff }: Session): void {
  const words = texts[choice.current];
  const why = staff === null ? words.signInNeeded : words.notAdmin(staff.displayName);
  const action = staff === null ? words.signIn : words.signInAgain;
  page.replaceChildren(
    element(
      'div',
      { class: 'gate form' },
      element('h2', {}, words.gateTitle),
      element('p', {}, why),
      element(
        'div',
        { class: 'form-actions' },
        textButton(action, 'button-primary', () => account.ask()),
        element('a', { class: 'button button-link', href: '/' }, words.toMap),
      ),
    ),
  );
}
