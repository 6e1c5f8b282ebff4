import '@digital-go-jp/design-tokens/dist/tokens.css';
import 'maplibre-gl/dist/maplibre-gl.css';
import './page/page.css';
import './page/form.css';
import './layers/layers.css';
import './layers/hits.css';
import './layers/list.css';
import './publishing/publishing.css';
import './accounts/accounts.css';
import './imports/imports.css';
import './basemap/basemap.css';
import './measure/measure.css';
import './theme/theme.css';
import './search/search.css';
import './snow/snow.css';
import './gauges/gauges.css';
import './shelters/shelters.css';
import './hazard/hazards.css';
import './page/sheet.css';
import { findSession } from './accounts/session';
import { AccountCorner } from './accounts/signIn';
import { backgroundNamed, nameOf } from './basemap/background';
import { DisplayPanel } from './basemap/panel';
import { fetchTown, UNKNOWN_TOWN } from './basemap/town';
import { BackgroundTrouble } from './basemap/trouble';
import { GaugeTheme } from './gauges/gaugeTheme';
import { HazardTheme } from './hazard/hazardTheme';
import { Client, explain } from './http/client';
import { ImportPanel } from './imports/panel';
import { LanguageChoice } from './language/choice';
import { openDescribeDialog } from './layers/describe';
import { FeatureList } from './layers/featureList';
import { FeatureOpening } from './layers/featureOpening';
import { HitPanel } from './layers/hits';
import { LayerPanel } from './layers/panel';
import { ShownLayers } from './layers/shownLayers';
import { texts as layerTexts } from './layers/texts';
import { TownView } from './layers/townView';
import { ChangeGatherer, Postponed } from './live/change';
import { LiveConnection } from './live/connection';
import { OwnChanges } from './live/own';
import { texts as liveTexts } from './live/texts';
import { texts as mapTexts } from './maps/texts';
import { TownMap } from './maps/townMap';
import { Readout } from './measure/readout';
import { MeasureTool } from './measure/tool';
import { TownZone } from './measure/zone';
import { dropQuery, partOf, setParts } from './page/address';
import { copyText } from './page/copy';
import { Desks } from './page/desks';
import { element, getById, textButton } from './page/element';
import { Notice, TroubleBar } from './page/notice';
import { showLanguageSwitch } from './page/languageSwitch';
import { Sheet } from './page/sheet';
import { Shortcuts } from './page/shortcuts';
import { showSkipLinks } from './page/skipLinks';
import { texts as pageTexts } from './page/texts';
import { texts as openDeskTexts } from './opendata/desk/texts';
import { texts as permitTexts } from './permits/texts';
import {
  openChangesDialog,
  openPublishDialog,
  openUnpublishDialog,
} from './publishing/publish';
import { texts as publishingTexts } from './publishing/texts';
import { SearchBox } from './search/searchBox';
import { showHit } from './search/showHit';
import { texts as watchTexts } from './residents/texts';
import type { WatchSight } from './residents/watchDesk';
import { SnowTheme } from './snow/snowTheme';
import { ThemeChoice } from './theme/choice';
import { TownDesks } from './townDesks';

// The whole page on one screen: every part, and who tells whom.

/** Changes within this time refresh the map once. */
const QUIET_MS = 300;
/** The role of those who answer about sites. */
const CLERK = 'permit';
/** The layer of underpasses, where the town has one. */
const UNDERPASSES = 'underpasses';
/** All open maps ask for the list of layers within this time after one has gone. */
const RELIST_MS = 2000;

const choice = new LanguageChoice(localStorage, navigator.languages);
const theme = new ThemeChoice(
  localStorage,
  window.matchMedia('(prefers-color-scheme: dark)'),
  document.documentElement,
);
const own = new OwnChanges();
const client = new Client(
  () => choice.current,
  (path, body) => own.noteWrite(path, body),
);
const notice = new Notice(getById('notice'));
const trouble = new TroubleBar(getById('trouble'));
showLanguageSwitch(getById('language'), choice);
const sheet = new Sheet(getById('side'), choice, {
  sizes: ['peek', 'half', 'full'],
  name: (language) => pageTexts[language].side,
});

const map = new TownMap(getById('map'), client, choice, theme, {
  onAsk: (place, drawn) => {
    if (townDesks.takePlace([place.lng, place.lat])) return;
    sheet.makeRoom();
    dropQuery('gauge');
    const lead =
      gauges.cardAt(place) ?? hazards.shelterCardAt(place) ?? snow.cardAt(place) ?? hazards.answerAt(place);
    map.uncover(place, hits.show(place, town.hitsOf(drawn), town.gridsOn, lead));
  },
  onMoved: () => {
    panel.showZoom();
    list.mapMoved();
    hazards.mapMoved();
  },
  onTileTrouble: () => notice.show(mapTexts[choice.current].tilesFailed),
  onBackgroundTrouble: (isMissing) => {
    const background = backgroundInAddress();
    backgroundTrouble.show(isMissing && background.kind === 'tiles' ? background.map : null);
  },
});
const backgroundTrouble = new BackgroundTrouble(getById('map'), choice, () => {
  setBackground('');
  display.show(townFacts.baseMaps, backgroundInAddress());
});

const snow = new SnowTheme(client, choice, theme, map, {
  onShown: (isOn) => setParts({ snow: isOn ? 'on' : '' }, false),
  onRoad: (layer, road) => {
    sheet.makeRoom();
    void opening.open({ layerId: layer, id: String(road) }, true);
  },
  onLookAtMap: () => sheet.makeRoom(),
  onDesk: () => void townDesks.openSnow(),
  onProgress: (json) => townDesks.snow?.showProgress(json),
  onTrouble: (words) => notice.show(words),
});
const gauges = new GaugeTheme(client, choice, theme, map, {
  onShown: (isOn) => setParts({ gauges: isOn ? 'on' : '' }, false),
  onGauge: (layer, id, isLinked) => {
    sheet.makeRoom();
    if (!isLinked) dropQuery('gauge');
    // A link leads to what its layer shows, whatever was switched off before.
    if (!shown.isOn(layer)) shown.setOn([layer], true);
    void opening.open({ layerId: layer, id }, true);
  },
  onDesk: (gauge) => void townDesks.openGauges(gauge),
  onMinds: (minds) => {
    if (!minds) desks.close('gauges');
    else if (desks.isWanted('gauges')) void townDesks.openGauges();
  },
  onTrouble: (words) => notice.show(words),
});
const hazards = new HazardTheme(client, choice, theme, map, {
  onShown: (isOn) => setParts({ hazards: isOn ? 'on' : '' }, false),
  onFeature: (layer, id) => void opening.open({ layerId: layer, id }, false),
  onDesk: (shelter) => void townDesks.openShelters(shelter),
  onKeeps: (keeps) => {
    if (!keeps) desks.close('shelters');
    else if (desks.isWanted('shelters')) void townDesks.openShelters();
  },
  classesOf: (layer) => town.legendOf(layer),
});
map.setOverlays([snow.overlay, hazards.overlay, gauges.overlay]);
const desks = new Desks(deskInAddress, (name) => setParts({ desk: name }, false));
const watchButton = textButton('', 'button-small', () => void townDesks.openWatch());
watchButton.hidden = true;
const permitButton = textButton('', 'button-small', () => void townDesks.openPermits());
permitButton.hidden = true;
const openGisButton = textButton('', 'button-small', () => void townDesks.openOpenGis('maps'));
openGisButton.hidden = true;

const zone = new TownZone(map.view);
const readout = new Readout(map.view, zone, choice, localStorage, {
  onCopied: (words) => notice.show(words),
});
new MeasureTool(map.view, zone, choice, {
  onMeasuring: (isOn) => {
    map.setAsking(!isOn);
    if (isOn) hits.close();
  },
});

const shown = new ShownLayers({ read: () => location.hash, write: setParts });
map.setAppearance(shown.appearance);
shown.onChange(() => {
  map.setAppearance(shown.appearance);
  list.layersChanged();
  showGauges();
  hazards.layersChanged();
});
hazards.layers = shown;

const list = new FeatureList(getById('list'), client, choice, {
  layersOn: () => town.layersOn,
  mapBox: () => map.box,
  onOpen: (feature) => {
    list.makeRoom();
    void opening.open(feature, true);
  },
});

const toolbar = element('div', { class: 'side-tools' });
sheet.body.append(toolbar, hazards.panel.root, gauges.panel.root, snow.panel.root);
const panel = new LayerPanel(sheet.body, choice, shown, localStorage, () => map.zoom, {
  onShowWhole: (layer) => {
    if (layer.extent !== null) map.lookAt(layer.extent);
    sheet.makeRoom();
  },
  onList: (layer) => {
    if (!shown.isOn(layer.id)) shown.setOn([layer.id], true);
    showList(layer.id);
  },
  onPublish: (layer) =>
    openPublishDialog(client, layer, choice.current, () => {
      notice.show(publishingTexts[choice.current].published(layer.title));
      void town.load();
    }),
  onChanges: (layer) =>
    openChangesDialog(client, layer, choice.current, () => {
      notice.show(publishingTexts[choice.current].changesPublished(layer.title));
      void town.load();
    }),
  onUnpublish: (layer) =>
    openUnpublishDialog(client, layer, choice.current, () => {
      notice.show(publishingTexts[choice.current].unpublished(layer.title));
      void town.load();
    }),
  onDescribe: (layer) => {
    openDescribeDialog(client, layer, choice.current, (title) => {
      notice.show(layerTexts[choice.current].described(title));
      void town.load();
    }).catch((error: unknown) => notice.show(explain(error, choice.current)));
  },
  onRetry: () => void start(),
});

const hits = new HitPanel(getById('hits'), client, choice, {
  onShape: (shape) => map.select(shape),
  onZoom: (shape) => opening.lookAt(shape),
  onFeature: (feature) => {
    opening.keep(feature);
    // A link to a gauge holds, when the page is loaded again, until one has seen it.
    if (feature === null) dropQuery('gauge');
  },
  onCopyLink: () =>
    copyText(location.href, layerTexts[choice.current].copyByHand, pageTexts[choice.current].close, () =>
      notice.show(layerTexts[choice.current].copied),
    ),
});
const town = new TownView(client, choice, theme, map, shown, panel, hits);
const opening = new FeatureOpening(client, map, town, hits, ({ layerId, id }, shape) => {
  if (layerId === gauges.layer) return gauges.cardOfFeature(id);
  const shelter = hazards.cardOfFeature(layerId, id);
  if (shelter !== null) return shelter;
  return snow.isShown && layerId === snow.layer ? snow.cardOf(Number(id), shape) : null;
});

const townDesks = new TownDesks(
  { client, choice, theme, map, sheet, notice, opening, snow, gauges, hazards },
  desks,
  () => user,
  watchSight,
);

const display = new DisplayPanel(sheet.body, choice, theme, {
  onBackground: (background) => setBackground(nameOf(background)),
});
let townFacts = UNKNOWN_TOWN;
/** Who is signed in; empty for a visitor. */
let user = '';
let roles: readonly string[] = [];

const search = new SearchBox(getById('search'), client, choice, {
  near: () => map.centre(),
  onChoose: (hit) => {
    sheet.makeRoom();
    void showHit(hit, { map, opening, hits, notice });
  },
});

const imports = new ImportPanel(sheet.body, client, choice, {
  onImported: () => void town.load(),
  onShowLayer: (layerId) => {
    const extent = town.findLayer(layerId)?.extent;
    if (extent) map.lookAt(extent);
    sheet.makeRoom();
  },
});

const account = new AccountCorner(getById('account'), client, choice, {
  onSessionChanged: (note) => {
    notice.show(note);
    hits.clear();
    void start().then(() => live.connect());
  },
  onTrouble: (words) => notice.show(words),
});

const shortcuts = new Shortcuts(choice, localStorage, {
  search: () => search.focus(),
  map: () => map.focus(),
  layers: () => goToLayers(),
  list: () => (list.isOpen ? list.close() : showList()),
});

showSkipLinks(getById('skip'), choice, [
  { name: (language) => pageTexts[language].toMap, go: () => map.focus() },
  { name: (language) => pageTexts[language].toLayers, go: () => goToLayers() },
  { name: (language) => pageTexts[language].toList, go: () => showList() },
]);

const changes = new ChangeGatherer(QUIET_MS, (gathered) => {
  const others = new Set(gathered.map(({ layer }) => layer).filter((layer) => !own.isOwn(layer)));
  for (const { layer } of gathered) snow.layerChanged(layer);
  void town.follow(gathered, others).then((titles) => {
    const words = liveTexts[choice.current];
    if (titles.length === 1 && titles[0]) notice.show(words.refreshedLayer(titles[0]));
    else if (titles.length > 1) notice.show(words.refreshed);
  });
});

const relisting = new Postponed(RELIST_MS, () => void town.load().then(learnDesks));

const live = new LiveConnection({
  onLayer: (change) => changes.add(change),
  onLayers: () => relisting.ask(),
  onJob: (id) => imports.hurry(id),
  onRoads: (news) => snow.takeRoads(news),
  onVehicles: (moved) => snow.takeVehicles(moved),
  onGauges: () => gauges.hurry(),
  onAlert: () => {
    gauges.hurry();
    townDesks.gauges?.hurry();
  },
  onShelters: () => hazards.news(),
  onLost: (retryS) => {
    const words = liveTexts[choice.current];
    trouble.show(words.lost(retryS), words.now, () => live.connect());
  },
  onBack: () => {
    trouble.clear();
    void learnTown();
    snow.reload();
    gauges.reload();
    hazards.hurry();
    townDesks.gauges?.hurry();
    void start().then((shown) => {
      if (shown) notice.show(liveTexts[choice.current].back);
    });
  },
});

/** Asks who is here, then shows what they may see; false when that failed, which the list tells. */
async function start(): Promise<boolean> {
  try {
    const session = await findSession(client);
    const isStaff = session.staff !== null;
    account.show(session);
    imports.setStaff(isStaff);
    user = session.staff?.user ?? '';
    roles = session.staff?.roles ?? [];
    const isShown = await town.load(isStaff);
    learnDesks();
    if (isShown) await opening.follow();
    return isShown;
  } catch (error) {
    panel.showTrouble(error);
    return false;
  }
}

/** The name, zone and backgrounds of the town. Without them the page works with its own layers. */
async function learnTown(): Promise<void> {
  townFacts = await fetchTown(client).catch(() => townFacts);
  zone.set(townFacts.zone);
  learnDesks();
  readout.show();
  showBackground();
}

function learnDesks(): void {
  learnSnow();
  learnWatch();
  learnGauges();
  learnPermits();
  learnOpenGis();
  learnHazards();
}

/** Hazards are for everybody. */
function learnHazards(): void {
  if (!town.isLoaded) return;
  const seen = (id: string) => town.findLayer(id) !== undefined;
  hazards.learn(
    { besides: [townFacts.gauges, UNDERPASSES].filter((id) => id !== '' && seen(id)), user },
    partOf(location.hash, 'hazards') === 'on',
    partOf(location.hash, 'on') !== '',
  );
  // The address asks for the desk; whether one may have it, the shelters tell.
  if (desks.isWanted('shelters') && user !== '') hazards.need(true);
}

/** Water levels are there for whoever sees the layer of gauges. */
function learnGauges(): void {
  if (townFacts.gauges === '' || !town.isLoaded) return;
  const layer = town.findLayer(townFacts.gauges) === undefined ? '' : townFacts.gauges;
  gauges.learn(layer, user, partOf(location.hash, 'gauges') === 'on');
  // The address asks for the desk; whether one may have it, the gauges tell.
  if (desks.isWanted('gauges') && user !== '') gauges.need(true);
  showGauges();
}

/** Signs stand on the map where the layer of gauges does. */
function showGauges(): void {
  gauges.setLayerOn(gauges.layer !== '' && shown.isOn(gauges.layer));
}

/** What there is of snow clearing follows from the layers that one sees. */
function learnSnow(): void {
  const { snow: layers } = townFacts;
  // Before both answers have come nobody knows.
  if (layers === null || !town.isLoaded) return;
  const sees = (id: string) => town.findLayer(id) !== undefined;
  const isDuty = user !== '' && sees(layers.routes);
  const seesVehicles = isDuty || layers.publicVehicles;
  const sight = sees(layers.roads) ? { roads: layers.roads, seesVehicles, isDuty, user } : null;
  snow.learn(sight, partOf(location.hash, 'snow') === 'on');
  if (!isDuty || sight === null) desks.close('snow');
  else if (desks.isWanted('snow')) void townDesks.openSnow();
}

/** The watch is there for whoever keeps the layer of households. */
function learnWatch(): void {
  if (townFacts.watch === null || !town.isLoaded) return;
  const sight = watchSight();
  watchButton.hidden = sight === null;
  townDesks.watch?.learn(sight);
  if (sight !== null && desks.isWanted('watch')) void townDesks.openWatch();
}

/** Enquiries are for the counter's clerks; whatever they see of the layers is answered. */
function learnPermits(): void {
  if (!town.isLoaded) return;
  const isClerk = roles.includes(CLERK);
  permitButton.hidden = !isClerk;
  townDesks.permits?.learn(isClerk ? user : '');
  if (isClerk && desks.isWanted('permits')) void townDesks.openPermits();
}

/** The desk of the open GIS page is for all staff: the server tells whose maps one keeps. */
function learnOpenGis(): void {
  if (!town.isLoaded) return;
  openGisButton.hidden = user === '';
  townDesks.openGis?.learn(user);
  if (user === '') return;
  if (desks.isWanted('maps')) void townDesks.openOpenGis('maps');
  if (desks.isWanted('feedback')) void townDesks.openOpenGis('feedback');
}

function watchSight(): WatchSight | null {
  const { watch: layers } = townFacts;
  const households = layers === null ? undefined : town.findLayer(layers.households);
  if (user === '' || layers === null || households?.mayEdit !== true) return null;
  return { user, households, residents: town.findLayer(layers.residents) ?? null };
}

function backgroundInAddress() {
  return backgroundNamed(partOf(location.hash, 'base'), townFacts.baseMaps);
}

function setBackground(name: string): void {
  setParts({ base: name }, false);
  map.setBackground(backgroundInAddress());
}

function showBackground(): void {
  map.setBackground(backgroundInAddress());
  display.show(townFacts.baseMaps, backgroundInAddress());
}

/** `/?desk=snow` is for bookmarks; the page itself writes it behind the `#`. */
function deskInAddress(): string {
  return partOf(location.hash, 'desk') || (new URLSearchParams(location.search).get('desk') ?? '');
}

/** The table of what the map shows; a phone has room for one sheet only. */
function showList(layerId = ''): void {
  sheet.makeRoom();
  list.open(layerId);
}

/** Takes the keyboard to the layers. */
function goToLayers(): void {
  sheet.show();
  panel.focus();
}

choice.onChange(() => void town.load());
theme.onChange(() => void town.load());
choice.bind(() => {
  const words = pageTexts[choice.current];
  const extentList = layerTexts[choice.current].extentList;
  watchButton.textContent = watchTexts[choice.current].open;
  permitButton.textContent = permitTexts[choice.current].open;
  openGisButton.textContent = openDeskTexts[choice.current].open;
  toolbar.replaceChildren(
    textButton(extentList, 'button-small', () => showList()),
    hazards.button,
    gauges.button,
    snow.button,
    watchButton,
    permitButton,
    openGisButton,
    textButton(words.keys, 'button-small button-quiet keys-button', () => shortcuts.help()),
  );
});
// The back button, or another address by hand.
window.addEventListener('popstate', () => {
  shown.readAddress();
  void opening.follow();
  showBackground();
});

panel.showLoading();
void learnTown();
void start();
live.connect();
// Messages of alerts lead here.
gauges.ask(new URLSearchParams(location.search).get('gauge') ?? '');
