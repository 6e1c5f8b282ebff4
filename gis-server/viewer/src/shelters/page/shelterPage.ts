import '@digital-go-jp/design-tokens/dist/tokens.css';
import '../../page/page.css';
import '../../page/form.css';
import '../../theme/theme.css';
import '../shelters.css';
import './shelterPage.css';
import { findSession } from '../../accounts/session';
import { forgetToken, takeToken } from '../../counter/terminalToken';
import { explain, ProblemError } from '../../http/client';
import { LanguageChoice } from '../../language/choice';
import { agoText } from '../../language/moments';
import { LiveConnection } from '../../live/connection';
import { partOf } from '../../page/address';
import { openFormDialog } from '../../page/dialog';
import { element, getById, textButton } from '../../page/element';
import { showLanguageSwitch } from '../../page/languageSwitch';
import { Notice } from '../../page/notice';
import { ThemeChoice } from '../../theme/choice';
import { whatText } from '../history';
import type { Shelter } from '../shelter';
import { countPart } from './countPart';
import type { FieldName } from './fields';
import { historyPart, whoText } from './historyPart';
import { morePart } from './morePart';
import type { Part, PartHost } from './parts';
import { ShelterClient } from './shelterClient';
import { ShelterSync } from './shelterSync';
import { statePart } from './statePart';
import { texts } from './texts';

// The page of one shelter on its own phone: who opens the town's link there says how it stands.

const TOKEN = 'machizu.shelter';
const OWN = 'machizu.shelter.id';
/** Asked anyway after this time, since a phone hears of nothing where its layer is not public. */
const TICK_MS = 30_000;

const choice = new LanguageChoice(localStorage, navigator.languages);
new ThemeChoice(localStorage, window.matchMedia('(prefers-color-scheme: dark)'), document.documentElement);
const token = takeToken(location.hash, localStorage, TOKEN);
const client = new ShelterClient(() => choice.current, token);
const notice = new Notice(getById('notice'));
const line = getById('line');
const panel = getById('panel');
let sync: ShelterSync | null = null;
let parts: readonly Part[] = [];
/** What is wrong as long as no shelter can be shown; empty for nothing. */
let trouble = () => texts[choice.current].loading;

showLanguageSwitch(getById('language'), choice);

const live = new LiveConnection({
  onLayer: () => {},
  onLayers: () => {},
  onJob: () => {},
  onRoads: () => {},
  onVehicles: () => {},
  onGauges: () => {},
  onAlert: () => {},
  onShelters: (ids) => {
    const id = sync?.shelter?.id;
    if (id !== undefined && ids.includes(id)) void sync?.flush();
  },
  onLost: () => void sync?.flush(),
  onBack: () => void sync?.flush(),
});

choice.bind(() => build());
window.addEventListener('online', () => void sync?.flush());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void sync?.flush();
});
setInterval(() => {
  if (!document.hidden) void sync?.flush();
}, TICK_MS);
live.connect();
void start();

/** Learns which shelter this is, and how it stands. */
async function start(): Promise<void> {
  // Without a network the phone still knows which shelter it belongs to.
  const kept = localStorage.getItem(OWN) ?? '';
  if (kept !== '' && token !== '') follow(kept);
  try {
    const { staff } = await findSession(client);
    const own = /^shelter:(.+)$/.exec(staff?.user ?? '')?.[1] ?? '';
    const asked = partOf(location.hash, 'shelter');
    const id = own !== '' ? own : staff === null ? '' : decodeURIComponent(asked);
    if (id === '') {
      const isEnded = token !== '';
      trouble = () => (isEnded ? texts[choice.current].over : texts[choice.current].noLink);
      sync = null;
      build();
      return;
    }
    if (own !== '') localStorage.setItem(OWN, own);
    if (sync?.shelter?.id !== id) follow(id);
    await sync?.flush();
  } catch (error) {
    if (sync?.shelter) void sync.flush();
    else {
      trouble = () => explain(error, choice.current);
      build();
    }
  }
}

function follow(id: string): void {
  sync = new ShelterSync(id, client.lineOf(id), localStorage, {
    onChange: () => update(),
    onOthers: (shelter, lost) => tellOthers(shelter, lost),
    onRefused: (error) => refuse(id, error),
  });
  build();
}

function refuse(id: string, error: unknown): void {
  const isGone = error instanceof ProblemError && error.status === 404;
  const words = texts[choice.current];
  if (isGone) trouble = () => texts[choice.current].noSuch(id);
  notice.show(isGone ? words.noSuch(id) : words.refused(explain(error, choice.current)));
  update();
}

function tellOthers(shelter: Shelter, lost: readonly FieldName[]): void {
  const words = texts[choice.current];
  const { state } = shelter;
  const host = hostOf();
  if (host === null || state.by === `shelter:${shelter.id}`) return;
  notice.show(words.others(whoText(state.by, host), whatText(state, choice.current)));
  for (const name of lost) notice.show(words.lost(words.lostFields[name]));
}

function hostOf(): PartHost | null {
  const now = sync;
  if (now === null || now.shelter === null) return null;
  return {
    language: choice.current,
    shelter: () => now.shelter as Shelter,
    fields: () => now.fields as NonNullable<typeof now.fields>,
    change: (changes) => now.change(changes),
  };
}

/** Makes the page anew, as in another language. */
function build(): void {
  const words = texts[choice.current];
  const host = hostOf();
  document.title = `${words.title} - 街図 Machizu`;
  if (host === null) {
    parts = [];
    getById('page-name').textContent = words.title;
    panel.replaceChildren(element('p', { role: 'status' }, trouble()));
    line.replaceChildren();
    return;
  }
  getById('page-name').textContent = host.shelter().names[choice.current];
  parts = [statePart(host), countPart(host), morePart(host), historyPart(host, client)];
  const forget = textButton(words.forget, 'button-small button-quiet', () => askToForget());
  forget.id = 'forget';
  panel.replaceChildren(...parts.map(({ root }) => root), ...(token === '' ? [] : [forget]));
  update();
}

function update(): void {
  if (parts.length === 0) {
    build();
    return;
  }
  for (const part of parts) part.update();
  showLine();
}

/** Whether the town knows what is shown. */
function showLine(): void {
  if (sync === null) return;
  const words = texts[choice.current];
  const { heard } = sync;
  const ago = heard === null ? '' : agoText((Date.now() - heard.getTime()) / 1000, choice.current);
  const said: string[] = [];
  if (sync.isOver) said.push(words.over);
  else if (sync.isOffline) said.push(words.offline(ago));
  if (sync.isWaiting) said.push(sync.isOffline ? words.waiting : words.sending);
  const isWell = said.length === 0;
  const text = isWell ? words.saved : said.join(' ');
  line.classList.toggle('is-waiting', !isWell);
  // Said once, not at every tap.
  if (line.firstElementChild?.textContent === text) return;
  const again = textButton(words.now, 'button-small', () => void sync?.flush());
  line.replaceChildren(element('p', {}, text), ...(sync.isOffline ? [again] : []));
}

function askToForget(): void {
  const words = texts[choice.current];
  const notes = [element('p', {}, words.forgetNote)];
  if (sync?.isWaiting === true) notes.unshift(element('p', { class: 'warned' }, words.forgetWaiting));
  openFormDialog({
    title: words.forgetSure,
    fields: notes,
    submit: words.remove,
    cancel: words.no,
    act: async () => {
      sync?.forget();
      forgetToken(localStorage, TOKEN);
      localStorage.removeItem(OWN);
      location.replace(location.pathname);
    },
    explain: (error) => explain(error, choice.current),
  });
}
