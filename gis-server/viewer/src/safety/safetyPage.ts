import '@digital-go-jp/design-tokens/dist/tokens.css';
import 'maplibre-gl/dist/maplibre-gl.css';
import '../page/page.css';
import '../page/form.css';
import '../search/search.css';
import '../theme/theme.css';
import './safety.css';
import './answer.css';
import './guide.css';
import './shelters.css';
import './wide.css';
import './plan/plan.css';
import './plan/print.css';
import { Client, explain, isRecord } from '../http/client';
import { LanguageChoice } from '../language/choice';
import { LiveConnection } from '../live/connection';
import { setParts, partOf } from '../page/address';
import { copyText } from '../page/copy';
import { element, getById } from '../page/element';
import { showLanguageSwitch } from '../page/languageSwitch';
import { Notice } from '../page/notice';
import { showSkipLinks } from '../page/skipLinks';
import { SearchBox } from '../search/searchBox';
import { ThemeChoice } from '../theme/choice';
import type { Fix } from './following';
import { GuidePart } from './guidePart';
import { fetchHazardLayers, fetchHazards, type Hazard, type PlaceAnswer, placeQuery, readLevels, readPlaceAnswer } from './hazards';
import { hazardCards } from './hazardView';
import { LastAnswers } from './kept';
import { canKeepPage, PageKeeper } from './offline';
import { ageOf, distanceText, folded, redraw } from './parts';
import { PlanStore } from './plan/planStore';
import { PlanView } from './plan/planView';
import { INACCURATE_M, OwnPosition, type PositionTrouble } from './position';
import { SafetyMap } from './safetyMap';
import { fetchShelters, readShelters, type Shelter, type ShelterAnswer } from './shelters';
import { shelterTexts } from './shelterTexts';
import { shelterList, type ShelterWish } from './shelterView';
import { showTabs, type Tab, TABS } from './tabs';
import { hazardNames, texts } from './texts';

// The public's page for a phone, on one screen: what may happen here, the way to safety, shelters, and
// one's own plan. It works with the last answers when there is no network.

/** Ages are told anew after this time. */
const TICK_MS = 15_000;
const SPREAD_MS = 1500;

/** The place that everything is asked about. */
interface Place {
  at: [number, number];
  /** What it is called; empty when it is named by how it was found. */
  name: string;
  from: 'map' | 'search' | 'position' | 'link';
  accuracyM: number | null;
}

/** An answer of the town, and from when it is. */
interface Held<T> {
  at: Date;
  value: T;
}

const choice = new LanguageChoice(localStorage, navigator.languages);
const theme = new ThemeChoice(localStorage, window.matchMedia('(prefers-color-scheme: dark)'), document.documentElement);
// What everybody sees, whoever is signed in: it stays on the phone.
const client = new Client(() => choice.current, undefined, 'omit');
const answers = new LastAnswers(localStorage);
const notice = new Notice(getById('notice'));
const panel = getById('panel');
const trouble = getById('trouble');
const keeper = new PageKeeper();

let tab: Tab = TABS.find((one) => one === partOf(location.hash, 'tab')) ?? 'answer';
let place: Place | null = null;
let isAway = false;
let positionTrouble: PositionTrouble | null = null;
let placeAnswer: Held<PlaceAnswer> | null = null;
let isAsking = false;
let askError = '';
let onMap: Hazard | null = null;
let layersOf = new Map<string, string[]>();
let shelters: Held<ShelterAnswer> | null = null;
let shelterWish: ShelterWish = { hazard: null, onlyOpen: false };
let asked = 0;

showLanguageSwitch(getById('language'), choice);
new SearchBox(getById('search'), client, choice, {
  onChoose: (hit) => {
    if (hit.point === null) return notice.show(hit.note);
    ownPosition.stop();
    setPlace({ at: hit.point, name: hit.title, from: 'search', accuracyM: null }, true);
  },
  near: () => map.centre(),
});
const map = new SafetyMap(getById('map'), client, choice, theme, {
  onPress: (at, shelter) => {
    // Elsewhere a press means the place, though a shelter's sign may lie over it.
    if (tab === 'shelters') return shelter === null ? undefined : openShelter(shelter);
    ownPosition.stop();
    guide.follow(false);
    setPlace({ at, name: '', from: 'map', accuracyM: null }, false);
  },
  onTileTrouble: () => {
    if (!isAway) notice.show(texts[choice.current].tilesFailed);
  },
});
const ownPosition = new OwnPosition(
  (fix) => takeFix(fix),
  (why) => {
    positionTrouble = why;
    tellPosition();
    drawHere();
  },
);
const plan = new PlanView(panel, new PlanStore(localStorage), choice, { notice: (words) => notice.show(words) });
const guide = new GuidePart(client, choice, answers, {
  draw: () => {
    if (tab === 'guidance') draw();
  },
  drawLive: () => {
    if (tab === 'guidance') guide.drawLive(panel);
  },
  showRoutes: (routes, chosen, look) => map.showRoutes(routes, chosen, look && tab === 'guidance'),
  onFollow: (isOn) => {
    if (isOn) startPosition();
    else if (place?.from !== 'position') ownPosition.stop();
    drawHere();
  },
  onHazard: (hazard) => {
    shelterWish = { ...shelterWish, hazard };
    showHazard(hazard);
    showShelters();
  },
  onKept: (box) => {
    const style = map.drawn;
    if (style !== null) void keeper.keepAround(box, style, client);
  },
  onReached: () => setAway(false),
  onUnreachable: () => setAway(true),
  explain: (error) => explain(error, choice.current),
});

const live = new LiveConnection({
  onLayer: () => {},
  onLayers: () => {},
  onJob: () => {},
  onRoads: () => {},
  onVehicles: () => {},
  onGauges: () => {},
  onAlert: () => {},
  onShelters: () =>
    spread(() => {
      void loadShelters();
      guide.hearsOfChange();
    }),
  onGuidance: () => spread(() => guide.hearsOfChange()),
  // The line alone may be full; whether the town answers, only a question tells.
  onLost: () => void loadShelters(),
  onBack: () => void comeBack(false),
});

showSkipLinks(getById('skip'), choice, [
  { name: (language) => texts[language].toPanel, go: () => panel.focus() },
  { name: (language) => texts[language].toTabs, go: () => getById('tabs').querySelector('button')?.focus() },
  { name: (language) => texts[language].toMap, go: () => map.focus() },
]);
const tabs = showTabs(getById('tabs'), choice, (chosen) => openTab(chosen));
getById('here').addEventListener('click', () => {
  if (!ownPosition.isWatching) return startPosition();
  ownPosition.stop();
  guide.follow(false);
  drawHere();
});
choice.bind(() => {
  const words = texts[choice.current];
  getById('page-name').replaceChildren(element('b', { class: 'long' }, words.name), element('b', { class: 'short' }, words.shortName));
  document.title = `${words.name} - 街図 Machizu`;
  panel.setAttribute('aria-label', words.panel);
  drawHere();
});
choice.onChange(() => {
  draw();
  showShelters();
  void drawTown();
});
theme.onChange(() => void drawTown());
window.addEventListener('online', () => void comeBack(true));
window.addEventListener('offline', () => setAway(true));
setInterval(() => {
  if (!document.hidden) tellAges();
}, TICK_MS);

start();

function start(): void {
  readKept();
  const linked = placeInLink();
  if (linked !== null) setPlace({ at: linked, name: '', from: 'link', accuracyM: null }, true);
  openTab(tab);
  void drawTown().then(() => {
    keeper.start();
    // By then the map has loaded what it is drawn with.
    map.whenIdle(() => void keeper.keepShell(true));
  });
  void loadShelters();
  void loadLevels();
  live.connect();
}

/** What the phone kept is shown until something newer has come. */
function readKept(): void {
  const kept = answers.find('shelters');
  if (kept !== null) shelters = heldOr(kept.at, () => readShelters(kept.value));
  const layers = answers.find('layers');
  if (layers !== null && Array.isArray(layers.value)) layersOf = new Map(layers.value as [string, string[]][]);
  const last = answers.find('hazards');
  if (last !== null) placeAnswer = heldOr(last.at, () => readPlaceAnswer(last.value));
  if (placeAnswer !== null) plan.setLevels(placeAnswer.value.levels);
  guide.readKept();
}

function heldOr<T>(at: Date, read: () => T): Held<T> | null {
  try {
    return { at, value: read() };
  } catch {
    return null;
  }
}

/** `?lon=&lat=` of a link that somebody made on purpose. */
function placeInLink(): [number, number] | null {
  const query = new URLSearchParams(location.search);
  const [lon, lat] = [query.get('lon'), query.get('lat')].map((text) => (text === null || text === '' ? Number.NaN : Number(text)));
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? [lon, lat] : null;
}

// ---- what is shown

function openTab(chosen: Tab): void {
  const isOther = chosen !== tab;
  tab = chosen;
  setParts({ tab: chosen === 'answer' ? '' : chosen }, isOther);
  document.body.dataset['tab'] = tab;
  tabs.show(tab);
  guide.isShown = tab === 'guidance';
  panel.replaceChildren();
  draw();
  panel.scrollTop = 0;
  map.comes();
  map.showRoutes(tab === 'guidance' ? guide.routes : [], guide.chosenRoute, tab === 'guidance');
  showHazard(tab === 'guidance' ? guide.hazard : onMap);
  showShelters();
}

window.addEventListener('popstate', () => {
  const wanted = TABS.find((one) => one === partOf(location.hash, 'tab')) ?? 'answer';
  if (wanted !== tab) openTab(wanted);
});

function draw(): void {
  drawTrouble();
  switch (tab) {
    case 'answer':
      return redraw(panel, [...placeHead(), ...answerParts(), helpPart()]);
    case 'guidance':
      return redraw(panel, [...positionWords(), ...guide.parts(place === null ? '' : placeName(place))]);
    case 'shelters':
      return redraw(panel, [...positionWords(), ...shelterParts()]);
    case 'plan':
      return plan.draw();
  }
}

function placeName({ name, from, accuracyM }: Place): string {
  const words = texts[choice.current];
  if (from === 'position' && accuracyM !== null) return words.placeFromPosition(distanceText(Math.max(5, accuracyM), choice.current));
  return name === '' ? words.placeFromMap : name;
}

/** Why the phone does not know where it is, or how far it may be wrong. */
function positionWords(): HTMLElement[] {
  return [element('div', { class: 'position-words', role: 'status' }, ...positionNotes())];
}

function positionNotes(): HTMLElement[] {
  const words = texts[choice.current];
  const accuracyM = place?.from === 'position' ? (place.accuracyM ?? 0) : 0;
  return [
    ...(positionTrouble === null ? [] : [words.positionTrouble[positionTrouble]]),
    ...(accuracyM > INACCURATE_M ? [words.inaccurate(distanceText(accuracyM, choice.current))] : []),
  ].map((told) => element('p', { class: 'safety-note' }, told));
}

/** Only what a new position changes, in its place: somebody may be about to press something. */
function tellPosition(): void {
  panel.querySelector('.position-words')?.replaceChildren(...positionNotes());
  const named = panel.querySelector('.safety-place b');
  if (named !== null && place !== null) named.textContent = placeName(place);
}

function placeHead(): HTMLElement[] {
  const words = texts[choice.current];
  const isAnswered = placeAnswer !== null && (place !== null || isAway);
  return [
    ...positionWords(),
    ...(place === null ? [] : [element('p', { class: 'safety-place' }, element('b', {}, placeName(place)))]),
    ...(place === null && !isAnswered ? [element('p', { class: 'safety-first' }, words.searchFirst)] : []),
  ];
}

function answerParts(): HTMLElement[] {
  const words = texts[choice.current];
  if (isAsking) return [element('p', { role: 'status' }, words.asking)];
  const parts = askError === '' ? [] : [element('p', { class: 'error', role: 'status' }, askError)];
  if (placeAnswer === null || (place === null && !isAway)) return parts;
  return [
    ...parts,
    element('p', { class: 'hint safety-age' }, ageWords(placeAnswer.at)),
    ...hazardCards(placeAnswer.value, onMap, choice.current, {
      onLayers: (hazard) => {
        onMap = onMap === hazard ? null : hazard;
        showHazard(onMap);
        draw();
      },
      onGo: () => openTab('guidance'),
      onShare: () => shareLink(),
      onHome: () => {
        const at = place?.at ?? placeAnswer?.value.place;
        if (at === undefined) return;
        plan.setHome(at, place === null ? words.placeFromMap : placeName(place));
        notice.show(words.isHome);
      },
    }),
  ];
}

function helpPart(): HTMLElement {
  const words = texts[choice.current];
  const forget = element('button', { type: 'button', class: 'button button-small', id: 'safety-forget' }, words.forget);
  forget.addEventListener('click', () => {
    answers.clear();
    placeAnswer = null;
    guide.forget();
    notice.show(words.forgotten);
    draw();
  });
  return folded(
    'safety-help',
    words.help,
    element('p', {}, canKeepPage() ? words.helpKept : words.helpNotKept),
    element('p', {}, words.helpPrivacy),
    forget,
  );
}

function shelterParts(): HTMLElement[] {
  const words = texts[choice.current];
  if (shelters === null) return [element('p', { role: 'status' }, isAway ? words.awayNothing : words.asking)];
  return [
    element('p', { class: 'hint safety-age' }, ageWords(shelters.at)),
    ...shelterList(shelters.value, shelterWish, place === null ? '' : placeName(place), choice.current, {
      onWish: (wish) => {
        shelterWish = wish;
        showHazard(wish.hazard);
        showShelters();
        draw();
      },
      onMap: (shelter) => map.goTo(shelter.place),
      onGo: (shelter) => goTo(shelter),
      onChoose: (shelter, hazard) => {
        plan.setShelter(hazard, shelter.id, shelter.name[choice.current]);
        notice.show(shelterTexts[choice.current].chosen(hazardNames[choice.current][hazard]));
      },
    }),
  ];
}

function goTo(shelter: Shelter): void {
  guide.prefer(shelter.id, shelterWish.hazard);
  openTab('guidance');
}

function openShelter(id: string): void {
  const shelter = shelters?.value.shelters.find((one) => one.id === id);
  if (shelter === undefined) return;
  if (document.getElementById(`shelter-${id}`) === null) {
    shelterWish = { hazard: null, onlyOpen: false };
    draw();
  }
  const details = document.getElementById(`shelter-more-${id}`);
  if (details instanceof HTMLDetailsElement) details.open = true;
  const heading = document.getElementById(`shelter-${id}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
  map.showPlace(shelter.place, false);
}

function showHazard(hazard: Hazard | null): void {
  map.showHazards(hazard === null ? [] : (layersOf.get(hazard) ?? []));
}

function showShelters(): void {
  const hazard = tab === 'guidance' ? guide.hazard : shelterWish.hazard;
  map.showShelters(shelters?.value.shelters ?? [], hazard);
}

// ---- where one is

function drawHere(): void {
  const words = texts[choice.current];
  const label = ownPosition.isWatching ? words.hereStop : words.here;
  getById('here').setAttribute('aria-pressed', String(ownPosition.isWatching));
  getById('here-words').textContent = label;
}

function startPosition(): void {
  positionTrouble = null;
  ownPosition.start();
  drawHere();
  draw();
}

function takeFix(fix: Fix): void {
  positionTrouble = null;
  const isFirst = place?.from !== 'position';
  map.showSelf(fix.place, guide.isFollowing);
  const next: Place = { at: fix.place, name: '', from: 'position', accuracyM: fix.accuracyM };
  // While one walks, the answer is not asked anew at every step.
  if (isFirst) setPlace(next, !guide.isFollowing);
  else place = next;
  guide.take(fix);
  if (!isFirst) tellPosition();
}

function setPlace(next: Place, look: boolean): void {
  place = next;
  // A link to another place is no link to this one.
  if (next.from !== 'link' && location.search !== '') history.replaceState(history.state, '', location.pathname + location.hash);
  if (next.from !== 'position') positionTrouble = null;
  map.showPlace(next.at, look);
  guide.setStart(next.at);
  drawHere();
  draw();
  void askAnswer(next.at);
  void loadShelters();
}

function shareLink(): void {
  const at = place?.at ?? placeAnswer?.value.place;
  if (at === undefined) return;
  const words = texts[choice.current];
  copyText(`${location.origin}/safety?${placeQuery(at)}`, words.share, words.close, () => notice.show(words.copied));
}

// ---- asking the town

async function askAnswer(at: [number, number]): Promise<void> {
  const mine = ++asked;
  isAsking = placeAnswer === null || placeAnswer.value.place.join() !== at.join();
  askError = '';
  if (isAsking) draw();
  try {
    const json = await fetchHazards(client, at);
    if (mine !== asked) return;
    const value = readPlaceAnswer(json);
    placeAnswer = { at: value.answered, value };
    answers.keep('hazards', json, value.answered);
    plan.setLevels(value.levels);
    isAsking = false;
    setAway(false);
  } catch (error) {
    if (mine !== asked) return;
    isAsking = false;
    noteFailure(error);
    // That there is no network is told above already, with how old the last answer is.
    askError = isAway && placeAnswer !== null ? '' : explain(error, choice.current);
  }
  if (tab === 'answer') draw();
}

async function loadShelters(): Promise<void> {
  try {
    const json = await fetchShelters(client, place?.at ?? null);
    const value = readShelters(json);
    shelters = { at: value.answered, value };
    answers.keep('shelters', json, value.answered);
    setAway(false);
  } catch (error) {
    noteFailure(error);
  }
  showShelters();
  if (tab === 'shelters') draw();
}

/** What the levels are called now, for the plan, and which maps there are. */
async function loadLevels(): Promise<void> {
  try {
    const [scheme, layers] = await Promise.all([client.getJson('/api/hazards/levels?lang=all'), fetchHazardLayers(client)]);
    if (isRecord(scheme)) plan.setLevels(readLevels(scheme));
    layersOf = layers;
    answers.keep('layers', [...layers], new Date());
    showHazard(tab === 'guidance' ? guide.hazard : onMap);
    if (tab === 'plan') draw();
  } catch (error) {
    noteFailure(error);
  }
}

async function drawTown(): Promise<void> {
  try {
    await map.draw();
  } catch (error) {
    noteFailure(error);
  }
}

function noteFailure(error: unknown): void {
  if (error instanceof Error && error.name === 'UnreachableError') setAway(true);
}

function setAway(away: boolean): void {
  if (away === isAway) return;
  isAway = away;
  guide.isAway = away;
  draw();
}

/** All open phones hear of a change in one moment; they do not all ask in it. */
function spread(act: () => void): void {
  setTimeout(act, Math.random() * SPREAD_MS);
}

/** @param isLineLost whether the open line to the server is to be opened anew */
async function comeBack(isLineLost: boolean): Promise<void> {
  await loadShelters();
  if (isAway) return;
  void drawTown();
  void loadLevels();
  if (place !== null) void askAnswer(place.at);
  guide.hearsOfChange();
  if (isLineLost) live.connect();
}

/** Only the ages: somebody may be about to press something. */
function tellAges(): void {
  drawTrouble();
  const told = panel.querySelector('.safety-age');
  const at = shownSince();
  if (told !== null && at !== undefined) told.textContent = ageWords(at);
}

function ageWords(at: Date): string {
  const { moment, ago } = ageOf(at, new Date(), choice.current);
  return texts[choice.current].asOf(moment, ago);
}

/** From when the answer is that this part of the page shows. */
function shownSince(): Date | undefined {
  return { answer: placeAnswer?.at, guidance: guide.answeredAt, shelters: shelters?.at, plan: undefined }[tab];
}

/** That there is no network, from when what one sees is, and how old that is. */
function drawTrouble(): void {
  trouble.hidden = !isAway;
  if (!isAway) return trouble.replaceChildren();
  const words = texts[choice.current];
  const at = shownSince();
  const age = at === undefined ? null : ageOf(at, new Date(), choice.current);
  const told = age === null ? words.awayNothing : words.away(age.moment, age.ago);
  const shown = tab === 'plan' ? words.awayPlan : told;
  if (trouble.querySelector('p')?.textContent === shown) return;
  const again = element('button', { type: 'button', class: 'button button-small', id: 'safety-again' }, words.tryNow);
  again.addEventListener('click', () => void comeBack(true));
  trouble.replaceChildren(element('p', {}, shown), again);
}
