import '@digital-go-jp/design-tokens/dist/tokens.css';
import 'maplibre-gl/dist/maplibre-gl.css';
import '../page/page.css';
import '../page/form.css';
import '../layers/layers.css';
import '../layers/hits.css';
import '../accounts/accounts.css';
import '../theme/theme.css';
import '../snow/snow.css';
import './field.css';
import { GeolocateControl } from 'maplibre-gl';
import { findSession, type Session } from '../accounts/session';
import { AccountCorner } from '../accounts/signIn';
import { fetchTown } from '../basemap/town';
import { explain } from '../http/client';
import { LanguageChoice } from '../language/choice';
import { fetchCatalogue, townExtent } from '../layers/catalogue';
import { LiveConnection } from '../live/connection';
import { fetchStyle } from '../maps/style';
import { texts as mapTexts } from '../maps/texts';
import { TownMap } from '../maps/townMap';
import { partOf } from '../page/address';
import { element, getById } from '../page/element';
import { showLanguageSwitch } from '../page/languageSwitch';
import { Notice, TroubleBar } from '../page/notice';
import { showSkipLinks } from '../page/skipLinks';
import { sendReport } from '../residents/reports';
import { reportTexts } from '../residents/reportTexts';
import { headingOf } from '../snow/heading';
import { RoadOverlay } from '../snow/roadOverlay';
import { RoadStore } from '../snow/roadStore';
import { ThemeChoice } from '../theme/choice';
import { fetchHints, withHints } from './hints';
import { Outbox } from './outbox';
import { openOutboxStore } from './outboxStore';
import { FieldPanel, type Visitor } from './panel';
import { texts } from './texts';
import { TokenClient } from './tokenClient';

// The crews' page on a phone, on one screen: the map, how roads stand, and what one does.

/** Ages of roads are told anew after this time. */
const TICK_MS = 30_000;
/** Who drives, and who sends them; the server decides anyway. */
const CREWS = ['crew', 'tracker', 'duty', 'welfare'];

/** The secret of a neighbour's link; it stands behind the # so that no server writes it down. */
const token = partOf(location.hash, 'token');
const choice = new LanguageChoice(localStorage, navigator.languages);
const theme = new ThemeChoice(
  localStorage,
  window.matchMedia('(prefers-color-scheme: dark)'),
  document.documentElement,
);
const client = new TokenClient(() => choice.current, token);
const notice = new Notice(getById('notice'));
const trouble = new TroubleBar(getById('trouble'));
showLanguageSwitch(getById('language'), choice);

const map = new TownMap(getById('map'), client, choice, theme, {
  onAsk: (place) => {
    if (panel.takePlace([place.lng, place.lat])) return;
    const road = roads.roadAt(place);
    if (road !== null) panel.showRoad(road.id, headingOf(road.shape));
  },
  onMoved: () => {},
  onTileTrouble: () => notice.show(mapTexts[choice.current].tilesFailed),
  onBackgroundTrouble: () => {},
});
const position = new GeolocateControl({
  positionOptions: { enableHighAccuracy: true },
  trackUserLocation: true,
});
map.view.addControl(position, 'top-right');

const roads = new RoadOverlay(map.view, () => theme.current, () => map.redraw());
const store = new RoadStore(client, () => showRoads(), (error) => tell(error));
let stretches: GeoJSON.MultiLineString[] = [];
map.setOverlays([(style) => withHints(style, stretches, theme.current), roads.overlay]);

const account = new AccountCorner(getById('account'), client, choice, {
  onSessionChanged: (note) => {
    notice.show(note);
    void start().then(() => live.connect());
    void outbox.then((box) => box.flush());
  },
  onTrouble: (words) => notice.show(words),
});
// A neighbour with a link has no account here.
getById('account').hidden = token !== '';

const panel = new FieldPanel(getById('panel'), client, choice, theme, {
  onSignIn: () => account.ask(),
  onHints: (isOn) => void setHints(isOn),
  onPlace: (place, look) => {
    map.select(place === null ? null : { type: 'Point', coordinates: place });
    if (place !== null && look) map.goTo(place);
  },
  centre: () => map.centre(),
  send: async (report) => {
    const hasCome = await (await outbox).add(report);
    notice.show(hasCome ? reportTexts[choice.current].sent : texts[choice.current].kept);
    // The session may have ended; then the way in is offered.
    if (!hasCome && navigator.onLine) void start();
  },
});

const outbox = openOutboxStore().then(
  (kept) =>
    new Outbox(kept, (report) => sendReport(client, report), {
      onWaiting: (count) => panel.setWaiting(count),
      onRefused: (error) => notice.show(texts[choice.current].refused(explain(error, choice.current))),
    }),
);

const live = new LiveConnection({
  onLayer: ({ layer }) => {
    if (layer === store.present?.layer) roads.reload();
  },
  onLayers: () => void start(),
  onJob: () => {},
  onRoads: (news) => store.take(news),
  onVehicles: () => {},
  onGauges: () => {},
  onAlert: () => {},
  onLost: (retryS) => {
    const words = texts[choice.current];
    trouble.show(words.lost(retryS), words.again, () => live.connect());
  },
  onBack: () => {
    trouble.clear();
    notice.show(texts[choice.current].back);
    void start();
    void outbox.then((box) => box.flush());
  },
});

showSkipLinks(getById('skip'), choice, [
  { name: (language) => texts[language].toMap, go: () => map.focus() },
  { name: (language) => texts[language].toPanel, go: () => getById('panel').focus() },
]);
choice.bind(() => {
  const words = texts[choice.current];
  getById('page-name').replaceChildren(
    element('b', { class: 'long' }, words.name),
    element('b', { class: 'short' }, words.shortName),
  );
  document.title = `${words.name} - 街図 Machizu`;
  const here = getById('map').querySelector('.maplibregl-ctrl-geolocate');
  here?.setAttribute('title', words.here);
  here?.setAttribute('aria-label', words.here);
});
choice.onChange(() => void drawTown());
theme.onChange(() => void drawTown());
window.addEventListener('online', () => void outbox.then((box) => box.flush()));
setInterval(() => {
  if (!document.hidden) showRoads();
}, TICK_MS);

void start();
live.connect();
void outbox.then((box) => box.flush());

/** Asks who is here, then shows what they may see. */
async function start(): Promise<void> {
  try {
    const session = await findSession(client);
    account.show(session);
    const visitor = visitorOf(session);
    panel.setVisitor(visitor);
    if (visitor !== 'crew') await setHints(false);
    await map.during(Promise.all([drawTown(), loadRoads()]));
  } catch (error) {
    tell(error);
  }
}

function visitorOf({ staff }: Session): Visitor {
  if (staff === null) return token === '' ? 'nobody' : 'ended';
  if (staff.roles.includes('neighbour')) return 'neighbour';
  return staff.roles.some((role) => CREWS.includes(role)) ? 'crew' : 'other';
}

/** The layers as everybody sees them at first. */
async function drawTown(): Promise<void> {
  try {
    const [layers, style] = await Promise.all([
      fetchCatalogue(client),
      fetchStyle(client, choice.current, theme.current),
    ]);
    map.show(style);
    map.startAt(townExtent(layers));
  } catch (error) {
    tell(error);
  }
}

/** Where the roads are not to be seen, there are no states of them. */
async function loadRoads(): Promise<void> {
  const [town, layers] = await Promise.all([fetchTown(client), fetchCatalogue(client)]);
  if (layers.some(({ id }) => id === town.snow?.roads)) await store.load();
  else {
    store.clear();
    roads.show(null, 0);
    panel.setRoads(null);
  }
}

function showRoads(): void {
  const sheet = store.present;
  if (sheet === null) return;
  roads.show(sheet, Date.now() / 1000);
  panel.setRoads(sheet);
}

/** Stretches for care are asked for when somebody wants to see them. */
async function setHints(isOn: boolean): Promise<void> {
  const words = texts[choice.current];
  let note = '';
  try {
    stretches = isOn ? await fetchHints(client) : [];
    if (isOn && stretches.length === 0) note = words.hintsNone;
  } catch (error) {
    stretches = [];
    note = `${words.hintsTrouble}${explain(error, choice.current)}`;
  }
  panel.setHints(isOn && note === '', note);
  map.redraw();
}

function tell(error: unknown): void {
  notice.show(explain(error, choice.current));
}
