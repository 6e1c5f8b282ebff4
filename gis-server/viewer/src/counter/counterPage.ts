import '@digital-go-jp/design-tokens/dist/tokens.css';
import 'maplibre-gl/dist/maplibre-gl.css';
import '../page/page.css';
import './counter.css';
import './startScreen.css';
import './searchScreen.css';
import './siteScreen.css';
import './answerScreen.css';
import './printScreen.css';
import './wide.css';
import { TokenClient } from '../field/tokenClient';
import { ProblemError } from '../http/client';
import { LanguageChoice, type Memory } from '../language/choice';
import { getById } from '../page/element';
import { ThemeChoice } from '../theme/choice';
import { answerScreen, groupScreen } from './answerScreen';
import { CounterMap } from './counterMap';
import { type CounterEvent, type CounterState, isPrinting, reduce, type Screen, START } from './counterState';
import { IdleQuestion } from './dialogs';
import { endScreen } from './endScreen';
import { Flow } from './flow';
import { Frame } from './frame';
import type { Host, ScreenView } from './host';
import { IdleClock, idleSecondsIn } from './idleClock';
import { printScreen } from './printScreen';
import { fetchQuarters, type Quarter } from './quarters';
import { QueueDesk } from './queue';
import { searchScreen } from './searchScreen';
import { lookScreen, siteScreen } from './siteScreen';
import { startScreen } from './startScreen';
import { keepStill } from './stillPage';
import { fetchTerminal, type Terminal } from './terminal';
import { forgetToken, takeToken } from './terminalToken';
import { awayScreen, setupScreen } from './wholeScreens';

// The counter's terminal, on one screen: who it is, what is shown, and that nothing stays behind.

/** How often the terminal asks how its printers and its queue are, while it waits. */
const ASK_MS = 10_000;
/** How soon it asks again when the server is away. */
const AWAY_MS = 5_000;
const TICK_MS = 500;
/** Names of quarters change seldom. */
const QUARTERS_MS = 600_000;
/** How long the word of thanks stands. */
const THANKS_MS = 10_000;

const SCREENS: Record<Screen, (host: Host) => ScreenView> = {
  start: startScreen,
  search: searchScreen,
  site: siteScreen,
  answer: answerScreen,
  group: groupScreen,
  look: lookScreen,
  print: printScreen,
  end: endScreen,
};
const WITH_MAP: readonly Screen[] = ['site', 'look'];

/** Kept as long as the page, and no longer. */
function ofThePage(): Memory {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

const token = takeToken(location.hash, localStorage);
// The secret does not stay in the address, and there is one step of history only.
history.replaceState(null, '', location.pathname + location.search);
// At the desk the browser stays what it is.
if (token !== '') keepStill(document);

const choice = new LanguageChoice(ofThePage(), ['ja']);
const byDay = { matches: false, addEventListener: () => {} };
const theme = new ThemeChoice(ofThePage(), byDay, document.documentElement);
const client = new TokenClient(() => choice.current, token);
const headers: Record<string, string> = token === '' ? {} : { Authorization: `Bearer ${token}` };

let state: CounterState = START;
let terminal: Terminal | null = null;
/** What stands there instead of the terminal; null for nothing. */
let instead: 'away' | 'setup' | null = null;
let quarters: Quarter[] | null = null;
/** When the quarters were learnt, by the clock of the page. */
let quartersAt = -QUARTERS_MS;
let nextLook: ReturnType<typeof setTimeout> | undefined;
let thanks: ReturnType<typeof setTimeout> | undefined;
let view: ScreenView | null = null;

const screenRoot = getById('screen');
const mapPart = getById('map-part');
const clock = new IdleClock(idleSecondsIn(location.search), performance.now());
const idle = new IdleQuestion();
const flow = new Flow(client, () => state, dispatch);
const queue = new QueueDesk(client, () => choice.current, () => void learn());
const map = new CounterMap(getById('map'), client, choice, theme, headers, {
  onPlace: (place) => void flow.press(place),
  onNearer: () => {},
});
const frame = new Frame(getById('counter-head'), getById('counter-foot'), choice, {
  onEnd: () => dispatch({ kind: 'end' }),
  onNumber: () => void queue.take(),
});

/** The screens' way to everything else. */
const host: Host = {
  get state() {
    return state;
  },
  get language() {
    return choice.current;
  },
  get terminal() {
    if (terminal === null) throw new Error('no screen is shown before the terminal is known');
    return terminal;
  },
  get quarters() {
    return quarters;
  },
  flow,
  map,
  dispatch,
  begin: () => {
    const waiting = (terminal?.queue.waiting.length ?? 0) > 0;
    void queue.begin(waiting, () => dispatch({ kind: 'begin' }));
  },
};

choice.onChange(() => draw(true));
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove']) {
  document.addEventListener(kind, isThere, { capture: true, passive: true });
}
// Whatever the browser's own buttons bring back, it is the start.
window.addEventListener('popstate', wipe);
window.addEventListener('pagehide', wipe);
window.addEventListener('pageshow', (event) => {
  if (event.persisted) wipe();
});
setInterval(tick, TICK_MS);
draw(true);
void learn();

/** Something has happened to the enquiry. */
function dispatch(event: CounterEvent): void {
  const before = state;
  state = reduce(before, event);
  if (state === before) return;
  if (state.screen === 'end' || state.screen === 'start') leaveNothing(before.screen);
  draw(before.screen !== state.screen);
  // The printers were last asked while the start stood there, for somebody else maybe.
  if (state.screen === 'print' && before.screen !== 'print') void learn();
}

/** Nothing of the enquiry is left beside the state, which is new by now. */
function leaveNothing(from: Screen): void {
  flow.stop();
  map.home();
  getSelection()?.removeAllRanges();
  clearTimeout(thanks);
  if (state.screen === 'end') thanks = setTimeout(wipe, THANKS_MS);
  // The next person begins in Japanese; these thanks are still for the one before.
  if (state.screen === 'start') {
    idle.close();
    queue.close();
    choice.choose('ja');
    if (from !== 'start') void learn();
  }
}

function wipe(): void {
  dispatch({ kind: 'wipe' });
}

// ---- what is shown

/** @param isNew whether another screen, or another language, is to be shown */
function draw(isNew: boolean): void {
  const screen = instead === null ? state.screen : 'start';
  frame.show(instead === 'setup' ? null : terminal, screen);
  document.body.dataset['screen'] = instead ?? state.screen;
  // What has no place is shown on no map.
  const isPlaced = state.report === null || state.report.isPlaced;
  const hasMap = instead === null && terminal !== null && WITH_MAP.includes(state.screen) && isPlaced;
  mapPart.hidden = !hasMap;
  if (instead !== null || terminal === null) return drawInstead(isNew);
  if (!isNew && view?.update !== undefined) return view.update();
  const held = document.activeElement?.id ?? '';
  const scrolled = isNew ? 0 : (screenRoot.querySelector('.pane-body')?.scrollTop ?? 0);
  view = SCREENS[state.screen](host);
  screenRoot.replaceChildren(...view.parts);
  const pane = screenRoot.querySelector('.pane-body');
  if (pane !== null && scrolled > 0) pane.scrollTop = scrolled;
  const place = isNew ? null : document.getElementById(held);
  // Where something is to be written, a real keyboard writes at once.
  const first = document.getElementById('question') ?? document.getElementById('screen-head');
  (place ?? first)?.focus({ preventScroll: true });
  if (hasMap) drawMap();
}

function drawMap(): void {
  const { report, look, screen, lots } = state;
  const site = report?.geometry ?? null;
  map.setPicking(screen === 'site');
  map.comes();
  void map.ready().catch((error: unknown) => {
    dispatch({ kind: 'refused', turn: state.turn, error });
  });
  if (screen === 'look' && look !== null) map.show(site, look.shape, look.shape);
  // With several lots the map stays where somebody presses them.
  else map.show(site, null, lots.length === 1 ? site : null);
}

function drawInstead(isNew: boolean): void {
  if (instead === null && terminal === null) return screenRoot.replaceChildren();
  if (!isNew && screenRoot.querySelector(`[data-whole="${instead}"]`) !== null) return;
  const whole =
    instead === 'away'
      ? awayScreen(choice.current)
      : setupScreen(choice.current, token !== '', forget, () => void learn());
  whole.dataset['whole'] = String(instead);
  view = null;
  screenRoot.replaceChildren(whole);
}

function forget(): void {
  forgetToken(localStorage);
  location.reload();
}

// ---- who and how the terminal is

async function learn(): Promise<void> {
  clearTimeout(nextLook);
  const before = JSON.stringify([terminal, instead]);
  try {
    terminal = await fetchTerminal(client);
    instead = null;
    void learnQuarters();
  } catch (error) {
    const isNone = error instanceof ProblemError && (error.status === 401 || error.status === 403);
    if (isNone) {
      wipe();
      terminal = null;
      instead = 'setup';
    } else if (state.screen === 'start') {
      // Whoever reads something keeps it; who comes is told.
      instead = 'away';
    }
  }
  clearTimeout(nextLook);
  nextLook = setTimeout(look, instead === null ? ASK_MS : AWAY_MS);
  if (JSON.stringify([terminal, instead]) === before) return;
  // What somebody is about to press stays in its place, unless the printers say otherwise.
  if (state.screen === 'start' || state.screen === 'print') draw(state.screen === 'start' && !queueOrIdleOpen());
  else frame.show(terminal, state.screen);
}

/** While somebody chooses or reads, nobody needs to know how the printers are. */
function look(): void {
  if (state.screen === 'start' || (state.screen === 'print' && !isPrinting(state))) void learn();
  else nextLook = setTimeout(look, ASK_MS);
}

function queueOrIdleOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

async function learnQuarters(): Promise<void> {
  if (performance.now() - quartersAt < QUARTERS_MS) return;
  quartersAt = performance.now();
  const known = JSON.stringify(quarters);
  quarters = await fetchQuarters(client).catch(() => {
    quartersAt = -QUARTERS_MS;
    return quarters ?? [];
  });
  if (JSON.stringify(quarters) !== known && state.screen === 'search') view?.update?.();
}

// ---- whether somebody is there

function isThere(): void {
  // While it is asked, only the answer counts.
  if (!idle.isOpen) clock.touch(performance.now());
}

function tick(): void {
  const now = performance.now();
  const isNobodys = state.screen === 'start' || state.screen === 'end';
  if (isPrinting(state)) clock.touch(now);
  const told = clock.at(now);
  if (told.kind === 'quiet') return;
  if (isNobodys) {
    if (state.screen === 'start') {
      idle.close();
      queue.close();
      choice.choose('ja');
    }
    return;
  }
  if (told.kind === 'over') {
    clock.touch(now);
    return wipe();
  }
  const goOn = () => {
    clock.touch(performance.now());
    idle.close();
  };
  idle.show(choice.current, told.leftS, goOn, () => {
    goOn();
    dispatch({ kind: 'end' });
  });
}
