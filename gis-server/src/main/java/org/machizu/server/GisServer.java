package org.machizu.server;

import io.javalin.Javalin;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AccountProblem;
import org.machizu.access.Passwords;
import org.machizu.access.Rights;
import org.machizu.access.Standing;
import org.machizu.accounts.AccountProblems;
import org.machizu.attachments.DocumentRoutes;
import org.machizu.audit.AccessReportRoutes;
import org.machizu.audit.AuditRoutes;
import org.machizu.audit.AuditSearches;
import org.machizu.audit.WithheldNumbers;
import org.machizu.basemap.BaseMap;
import org.machizu.basemap.TownRoutes;
import org.machizu.config.Settings;
import org.machizu.exports.ExportLog;
import org.machizu.exports.ExportWork;
import org.machizu.exports.ExportedFiles;
import org.machizu.federation.Federation;
import org.machizu.gauges.AlertConflictException;
import org.machizu.gauges.GaugeProblems;
import org.machizu.gauges.Gauges;
import org.machizu.gauges.sources.SourceException;
import org.machizu.gauges.sources.Sources;
import org.machizu.handover.FolderWork;
import org.machizu.http.CertificateException;
import org.machizu.http.Edge;
import org.machizu.http.HttpListener;
import org.machizu.http.Listening;
import org.machizu.http.Pages;
import org.machizu.http.ProblemAnswers;
import org.machizu.http.RequestTimes;
import org.machizu.http.Route;
import org.machizu.http.RouteTable;
import org.machizu.http.TlsListener;
import org.machizu.http.UploadForm;
import org.machizu.imports.ImportRoutes;
import org.machizu.imports.ImportWork;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobLimits;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.Spool;
import org.machizu.jobs.WorkKind;
import org.machizu.jobs.Works;
import org.machizu.layers.HistoryRoutes;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.LayerProblems;
import org.machizu.layers.LayerRoutes;
import org.machizu.layers.PublishRoutes;
import org.machizu.layers.ReadTooLongException;
import org.machizu.layers.RightsRoutes;
import org.machizu.layers.RuleCheck;
import org.machizu.layers.StaleVersionException;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreUnavailableException;
import org.machizu.layers.UndoWork;
import org.machizu.layers.ground.Grounds;
import org.machizu.live.EventRoutes;
import org.machizu.live.GaugeNews;
import org.machizu.live.GuidanceNews;
import org.machizu.live.JobNews;
import org.machizu.live.LayerNews;
import org.machizu.live.OpenScreens;
import org.machizu.live.RoadNews;
import org.machizu.live.ShelterNews;
import org.machizu.live.VehicleNews;
import org.machizu.maps.RasterTileRoutes;
import org.machizu.maps.RasterTiles;
import org.machizu.maps.StyleRoutes;
import org.machizu.maps.TileRoutes;
import org.machizu.maps.VectorTiles;
import org.machizu.rasters.ValueRoutes;
import org.machizu.residents.EntranceStates;
import org.machizu.residents.WatchConflictException;
import org.machizu.residents.WatchProblems;
import org.machizu.retention.Purge;
import org.machizu.retention.PurgePlace;
import org.machizu.retention.RetentionKeeper;
import org.machizu.retention.RetentionRoutes;
import org.machizu.search.IndexKeeper;
import org.machizu.search.SearchRoutes;
import org.machizu.search.TownSearch;
import org.machizu.search.text.AddressParser;
import org.machizu.search.text.Gazetteer;
import org.machizu.shelters.ShelterProblems;
import org.machizu.shelters.StaleShelterException;
import org.machizu.snow.Snow;
import org.machizu.tracks.FieldPageRoutes;
import org.machizu.tracks.TrackSight;
import org.machizu.tracks.Tracking;

/**
 * The running server: everything is wired here, and nowhere else. The change feed is connected
 * once: first the tiles forget and search is told, then the open maps.
 */
public final class GisServer implements RunningServer {
  private static final String WEB = "/web";

  /** Finished tiles of pixels may take a quarter of what those of features may. */
  private static final int RASTER_SHARE = 4;

  /** Uploads and finished exports together. */
  private static final long SPOOL_BYTES = 32L << 30;

  private static final int LONGEST_CLIENT_ID = 64;

  private final Town town;
  private final Entrance entrance;
  private final Jobs jobs;
  private final ExecutorService background;
  private final OpenScreens screens;
  private final IndexKeeper index;
  private final RetentionKeeper retention;
  private final VehicleNews vehicles;
  private final Tracking tracking;
  private final Snow snow;
  private final Gauges gauges;
  private final Sources sources;
  private final AlertsOut alertsOut;
  private final Safety safety;
  private final Federation federation;
  private final PermitCounter counter;
  private final OpenGis openGis;
  private final Javalin http;
  private final List<Route> routes;

  private GisServer(
      Town town,
      Settings settings,
      Optional<TlsListener> tls,
      StartAccounts accounts,
      Optional<EntranceStates> entrances,
      Clock clock)
      throws IOException, SourceException, UserErrorException {
    this.town = town;
    background =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("packing").daemon().factory());
    String code = settings.municipality().code();
    screens = new OpenScreens(settings.edge().limits().streamsPerClient());

    // News: store ══ change feed ══► tiles ─► search ─► open maps; jobs ─► import panels.
    VectorTiles tiles =
        new VectorTiles(
            town.features(),
            settings.tiles().cacheBytes(),
            settings.tiles().packBytes(),
            background);
    RasterTiles rasterTiles =
        new RasterTiles(
            town.rasters(), town.gridPictures(), settings.tiles().cacheBytes() / RASTER_SHARE);
    MapStandards standards = new MapStandards(town, settings, tiles, rasterTiles, background);
    LayerNews layerNews = new LayerNews(screens, town.layers());
    AddressParser townName =
        new AddressParser(Gazetteer.ofTown(settings.municipality().name().ja()));
    index = new IndexKeeper(town.layers(), town.features(), town.searchIndex(), townName);
    TownSearch search =
        new TownSearch(
            town.layers(),
            town.features(),
            town.searchIndex(),
            townName,
            settings.municipality().zone());
    // GPS ─► tracks ─► matching ══ passes ══► snow ─► open maps.
    TrackSight sight =
        new TrackSight(
            town.layers(),
            town.rights(),
            settings.snow().routesLayer(),
            settings.tracks().publicVehicles());
    vehicles = new VehicleNews(screens, town.tracks().tracks(), sight);
    RoadNews roadNews = new RoadNews(screens, town.layers(), code);
    // What is said of shelters; roads, water, snow ─► ways ══► open pages.
    safety =
        new Safety(
            town,
            settings,
            new ShelterNews(screens, town.layers(), code, settings.shelters()),
            clock);
    snow =
        new Snow(
            settings.snow(),
            town.snow(),
            search,
            clock,
            roadNews.andThen(_ -> safety.liveChanged()));
    tracking = new Tracking(town.tracks(), sight, clock, snow::passesChanged, vehicles);
    // MQTT, HTTP ─► gauges ─► judging ══ alerts ══► open maps.
    GaugeNews gaugeNews = new GaugeNews(screens, town.layers(), code, settings.gauges().layer());
    List<AlertsOut> telling = new ArrayList<>();
    gauges =
        new Gauges(
            settings.gauges(),
            town.gauges(),
            clock,
            gaugeNews.andThen(changed -> {
              safety.liveChanged();
              if (!changed.alerts().isEmpty()) { // most readings are no news for whoever tells
                telling.forEach(AlertsOut::wake);
              }
            }));
    // Steps of alerts ─► messages ─► mail, webhooks; CAP.
    AtomicReference<@Nullable Sources> publishing = new AtomicReference<>();
    alertsOut =
        new AlertsOut(
            town,
            settings,
            gauges,
            Sources.hasAny(settings.gauges())
                ? Optional.of((topic, payload) -> publish(publishing.get(), topic, payload))
                : Optional.empty(),
            clock);
    telling.add(alertsOut);
    town.changes()
        .start(change ->
            tiles
                .andThen(rasterTiles)
                .andThen(standards)
                .andThen(index)
                .andThen(tracking)
                .andThen(snow::layerChanged)
                .andThen(gauges)
                .andThen(safety::layerChanged)
                .andThen(layerNews)
                .accept(change));
    snow.start();
    tracking.start();
    gauges.start();
    alertsOut.start();
    index.start();
    town.sealer().start();
    JobFiles files = town.jobFiles(spool(settings, clock));
    jobs =
        Jobs.start(
            town.jobs(),
            files,
            jobLimits(settings),
            clock,
            new JobNews(screens),
            works(town, code, settings, townName, files, clock));

    List<PurgePlace> places = new ArrayList<>(town.purgePlaces());
    places.add(new ExportedFiles(town.jobs(), files));
    ResidentsDesk residents =
        new ResidentsDesk(
            town,
            settings,
            entrances.orElseGet(() -> new SnowAtDoors(snow, tracking.roads())),
            clock);
    places.add(residents.purge());
    places.add(ResidentsDesk.register(town, settings, clock).purge());
    Purge purge = new Purge(town.retention(), places, town.auditLog(), clock);
    retention = new RetentionKeeper(town.retention(), purge, town.rights());
    retention.start();

    // Routes: each group in one line.
    entrance =
        new Entrance(town.access(), settings, accounts, new Rights(clock), new Pages(WEB), clock);
    sources =
        Sources.start(
            settings.gauges(),
            gauges,
            new Sources.Needs(
                settings.data().resolve("broker"),
                clientId(settings),
                entrance::ofToken,
                tracking::ownTracks));
    publishing.set(sources);
    String title = settings.municipality().name().ja() + " 街図 Machizu";
    WithheldNumbers withheld =
        new WithheldNumbers(code, town.catalog(), town.features(), town.rights());
    AuditSearches searches =
        new AuditSearches(town.auditRecords(), withheld, town.auditLog(), clock);
    List<Route> all = new ArrayList<>();
    all.addAll(new HealthRoutes(town.catalog(), code, town::checkWritable).routes());
    List<BaseMap> baseMaps = settings.offersGsiMaps() ? BaseMap.gsi() : List.of();
    all.addAll(
        new TownRoutes(
                settings.municipality(),
                settings.snow(),
                settings.watch(),
                settings.tracks().publicVehicles(),
                settings.gauges().layer(),
                settings.shelters().layer(),
                baseMaps)
            .routes());
    all.addAll(entrance.routes());
    all.addAll(standards.recordRoutes());
    federation = BetweenTowns.of(town, settings, clock);
    all.addAll(federation.routes(jobs));
    all.addAll(
        OpenStandards.routes(
            town, List.of(snow.collection()), federation, title, WEB, clock, () -> all));
    all.addAll(new DocumentRoutes(town.documents()).routes());
    all.addAll(new LayerRoutes(town.layers(), town.catalog()).routes());
    all.addAll(new PublishRoutes(town.layers(), town.catalog(), town.features()).routes());
    RuleCheck ruleCheck = new RuleCheck(town.access()::knows);
    all.addAll(new RightsRoutes(code, town.catalog(), town.rights(), ruleCheck).routes());
    all.addAll(new HistoryRoutes(town.layers(), town.features(), jobs).routes());
    all.addAll(
        new ImportRoutes(code, town.importer(), jobs, files, settings.imports().maxUploadBytes())
            .routes());
    all.addAll(TakeAway.routes(town, jobs, files, clock));
    all.addAll(new JobRoutes(jobs).routes());
    all.addAll(new AuditRoutes(searches, town.sealer(), jobs).routes());
    all.addAll(
        new RetentionRoutes(code, town.catalog(), town.rights(), town.retention(), purge, jobs)
            .routes());
    all.addAll(
        new AccessReportRoutes(town.layers(), town.features(), town.auditRecords(), searches)
            .routes());
    all.addAll(new TileRoutes(town.layers(), town.features(), town.rasters(), tiles).routes());
    all.addAll(new RasterTileRoutes(town.layers(), rasterTiles).routes());
    all.addAll(standards.routes());
    all.addAll(new ValueRoutes(town.layers(), town.gridPictures()).routes());
    all.addAll(new StyleRoutes(town.layers()).routes());
    all.addAll(new SearchRoutes(search).routes());
    all.addAll(residents.routes());
    all.addAll(
        ResidentsDesk.register(town, settings, clock)
            .routes(town.auditLog(), jobs, files, settings.imports().maxUploadBytes()));
    all.addAll(tracking.routes());
    all.addAll(new FieldPageRoutes(new Pages(WEB)).routes());
    all.addAll(snow.routes());
    all.addAll(alertsOut.routes());
    // Before the route of one gauge, which would take "sources" for its number.
    all.addAll(sources.routes(gauges.sight()));
    all.addAll(gauges.routes());
    Grounds grounds = new Grounds(town.features(), background);
    counter = PermitCounter.start(town, settings, grounds, new Pages(WEB), background, clock);
    all.addAll(counter.routes());
    safety.start(grounds, gauges, snow, new Pages(WEB), new GuidanceNews(screens)::tell);
    all.addAll(safety.routes());
    openGis = new OpenGis(town, settings, baseMaps, federation, alertsOut.letters(), clock);
    all.addAll(openGis.routes());
    all.addAll(new EventRoutes(screens).routes());
    routes = List.copyOf(all);
    List<String> imageOrigins = baseMaps.stream().map(BaseMap::origin).toList();
    RouteTable table =
        new RouteTable(
            routes, entrance.identity(), settings.publicUrl(), new Edge(settings.edge()));
    Listening listening =
        new Listening(
            settings.host(),
            settings.port(),
            RequestTimes.DEFAULT,
            settings.edge(),
            imageOrigins,
            tls);
    http = http(settings, listening, table, files);
  }

  /**
   * Starts the server; it answers when this returns.
   *
   * @param accounts are made when they are not there
   */
  static GisServer start(Settings settings, StartAccounts accounts, Clock clock)
      throws IOException, UserErrorException {
    return start(settings, accounts, Optional.empty(), clock);
  }

  /**
   * As the other.
   *
   * @param entrances the snow before people's doors; empty: as the server itself finds it
   */
  static GisServer start(
      Settings settings, StartAccounts accounts, Optional<EntranceStates> entrances, Clock clock)
      throws IOException, UserErrorException {
    Optional<TlsListener> tls = tls(settings, clock);
    Town town = Town.open(settings, clock);
    GisServer server;
    try {
      server = new GisServer(town, settings, tls, accounts, entrances, clock);
    } catch (SourceException e) {
      town.close();
      throw new UserErrorException(
          String.valueOf(e.getMessage()), "correct it, or leave gauges.sources and mqtt.port out");
    } catch (IOException | UserErrorException | RuntimeException e) {
      town.close();
      throw e;
    }
    try {
      server.http.start();
      server.federation.start();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static CompletableFuture<Void> publish(
      @Nullable Sources sources, String topic, byte[] payload) {
    return sources == null
        ? CompletableFuture.failedFuture(new IOException("the brokers are not there yet"))
        : sources.publish(topic, payload);
  }

  /** As whom brokers know this server: always the same, and of several servers each its own. */
  private static String clientId(Settings settings) {
    String town = "machizu-" + settings.municipality().code();
    if (settings.database().isEmpty()) {
      return town;
    }
    String host = String.valueOf(System.getenv("HOSTNAME"));
    String id = town + "-" + host.replaceAll("[^A-Za-z0-9_-]", "-") + "-" + settings.port();
    return id.substring(0, Math.min(id.length(), LONGEST_CLIENT_ID));
  }

  private static Optional<TlsListener> tls(Settings settings, Clock clock)
      throws UserErrorException {
    if (settings.edge().tls().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TlsListener.of(settings.edge().tls().get(), clock));
    } catch (CertificateException e) {
      throw new UserErrorException(e.reason(), e.advice());
    }
  }

  private static Spool spool(Settings settings, Clock clock) throws IOException {
    return new Spool(settings.data().resolve("spool"), SPOOL_BYTES, Duration.ofHours(24), clock);
  }

  /** Work that is written down, so that any server of the town can do it. */
  private static Works works(
      Town town,
      String code,
      Settings settings,
      AddressParser addresses,
      JobFiles files,
      Clock clock) {
    ExportLog log = new ExportLog(town.auditLog(), town.auditRecords(), clock);
    Map<String, WorkKind> kinds =
        new HashMap<>(
            ResidentsDesk.register(town, settings, clock).works(town.formats(), addresses, files));
    kinds.put(ImportWork.KIND, new ImportWork(code, town.importer(), files));
    kinds.put(
        ExportWork.KIND,
        new ExportWork(town.layers(), town.exporter(), town.exportParameters(), files, log));
    kinds.put(UndoWork.KIND, new UndoWork(code, town.catalog(), town.layers(), town.features()));
    return new Works(kinds, new Standing(town.access(), clock)::today);
  }

  private static JobLimits jobLimits(Settings settings) {
    JobLimits usual = JobLimits.DEFAULT;
    return new JobLimits(
        settings.jobs().threads(),
        usual.staffWaiting(),
        usual.publicThreads(),
        usual.publicWaiting(),
        usual.progressInterval(),
        usual.keepFor(),
        usual.stopWithin(),
        settings.jobs().takeOverAfter());
  }

  private Javalin http(Settings settings, Listening listening, RouteTable table, JobFiles files) {
    return Javalin.create(config -> {
      HttpListener.configure(config, listening);
      UploadForm.allow(config, files.formsFolder(), settings.imports().maxUploadBytes());
      config.events.serverStopping(screens::close);
      HttpListener.servePages(config, WEB);
      table.register(config.routes);
      ProblemAnswers.on(config.routes, StaleVersionException.class, LayerProblems::of);
      ProblemAnswers.on(config.routes, LayerConflictException.class, LayerProblems::of);
      ProblemAnswers.on(config.routes, StoreBusyException.class, LayerProblems::of);
      ProblemAnswers.on(config.routes, StoreUnavailableException.class, LayerProblems::of);
      ProblemAnswers.onSome(
          config.routes,
          IOException.class,
          e -> DiskRoom.isUsedUp(settings.data()).map(LayerProblems::storeUnavailable));
      ProblemAnswers.on(config.routes, ReadTooLongException.class, LayerProblems::of);
      ProblemAnswers.on(config.routes, WatchConflictException.class, WatchProblems::of);
      ProblemAnswers.on(config.routes, AlertConflictException.class, GaugeProblems::of);
      ProblemAnswers.on(config.routes, StaleShelterException.class, ShelterProblems::of);
      OpenGis.tellProblems(config.routes);
      ProblemAnswers.on(config.routes, AccountProblem.class, AccountProblems::of);
      ProblemAnswers.on(config.routes, Passwords.BusyException.class, AccountProblems::of);
    });
  }

  /** The whole route table. */
  public List<Route> routes() {
    return routes;
  }

  @Override
  public int port() {
    return http.port();
  }

  @Override
  public OptionalInt mqttPort() {
    return sources.ownPort();
  }

  @Override
  public Optional<String> setUpSecret() {
    return entrance.setUpSecret();
  }

  @Override
  public FolderWork work() {
    return town.work();
  }

  @Override
  public void close() {
    http.stop();
    sources.close();
    vehicles.close();
    tracking.close();
    snow.close();
    gauges.close();
    alertsOut.close();
    federation.close();
    safety.close();
    retention.close();
    jobs.close();
    counter.close();
    openGis.close();
    background.shutdown();
    index.close();
    entrance.close();
    town.close();
  }
}
