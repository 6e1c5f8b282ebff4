package org.machizu.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.machizu.access.AccessStores;
import org.machizu.access.AuditLog;
import org.machizu.access.PersonalReads;
import org.machizu.access.Rights;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.Documents;
import org.machizu.audit.AuditRecords;
import org.machizu.audit.Sealer;
import org.machizu.config.DatumGrids;
import org.machizu.config.Settings;
import org.machizu.exports.DataProfiles;
import org.machizu.exports.ExportParameters;
import org.machizu.exports.Exporter;
import org.machizu.exports.PixelTiles;
import org.machizu.federation.HarvestStore;
import org.machizu.gauges.AlertStore;
import org.machizu.gauges.Gauges;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.GridShift;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.crs.ParGridReader;
import org.machizu.handover.FolderWork;
import org.machizu.hazard.Hazards;
import org.machizu.imports.ImportBounds;
import org.machizu.imports.Importer;
import org.machizu.ingest.format.Formats;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.SharedFiles;
import org.machizu.jobs.Spool;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StoreUnavailableException;
import org.machizu.layers.VisibleLayers;
import org.machizu.opendata.feedback.FeedbackStore;
import org.machizu.opendata.themes.ThematicMapStore;
import org.machizu.outbox.Outbox;
import org.machizu.permits.Permits;
import org.machizu.rasters.GridPictures;
import org.machizu.residents.WatchStore;
import org.machizu.residents.register.RegisterStore;
import org.machizu.retention.PurgePlace;
import org.machizu.retention.PurgeStore;
import org.machizu.search.SearchIndex;
import org.machizu.shelters.Shelters;
import org.machizu.snow.Snow;
import org.machizu.store.TownStore;
import org.machizu.tracks.TownRoads;
import org.machizu.tracks.Tracking;

/** A town with its store open, and what can be done with it with or without a server around. */
final class Town implements OpenTown {
  /** How often it is tried whether the store takes writes. */
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

  private final Path folder;
  private final TownRoads.Source roads;
  private final Optional<Crs> zone;
  private final TownStore store;
  private final Rights rights;
  private final VisibleLayers layers;
  private final Documents documents;
  private final Formats formats;
  private final GridPictures gridPictures;
  private final GridShifts grids;
  private final Importer importer;
  private final Exporter exporter;
  private final ExportParameters exportParameters;
  private final TownWork work;
  private final Sealer sealer;
  private long writableUntilNanos = System.nanoTime(); // guarded by this

  private Town(Settings settings, TownStore store, GridShifts grids, Clock clock) {
    String municipality = settings.municipality().code();
    this.rights = new Rights(clock);
    this.folder = settings.data();
    this.store = store;
    this.grids = grids;
    this.zone = settings.municipality().zone();
    PersonalReads reads = new PersonalReads(rights, store.audit(), clock);
    this.layers = new VisibleLayers(municipality, store.catalog(), rights, reads);
    this.documents =
        new Documents(layers, store.features(), store.documents(), store.attachments(), clock);
    this.roads =
        new TownRoads.Source(
            layers,
            store.features(),
            settings.snow().roadsLayer(),
            settings.snow().columns().oneWay(),
            zone);
    this.formats = Formats.standard();
    this.importer =
        new Importer(
            store.catalog(),
            store.features(),
            store.rasters(),
            rights,
            formats,
            grids,
            bounds(settings));
    this.gridPictures = new GridPictures(store.rasters(), grids);
    this.exporter =
        new Exporter(
            store.features(),
            new PixelTiles(store.catalog(), store.rasters(), gridPictures),
            formats,
            grids);
    this.exportParameters =
        new ExportParameters(
            formats, DataProfiles.of(municipality, settings.municipality().name().ja()));
    this.sealer = new Sealer(store.auditChains(), settings.data().resolve("audit-heads"), clock);
    this.work =
        new TownWork(
            municipality,
            store.catalog(),
            rights,
            layers,
            importer,
            exporter,
            exportParameters,
            new AuditWork(store.audit(), store.auditRecords(), clock, sealer),
            new BackupWork(
                settings.data(),
                Stores.backups(store, settings, clock),
                store.access(),
                store.audit(),
                clock));
  }

  /**
   * Opens the settings' data store.
   *
   * @throws UserErrorException when a parameter file that the settings name cannot be used, or a
   *     file of the folder is a newer program's or foreign
   */
  static Town open(Settings settings) throws UserErrorException {
    return open(settings, Clock.systemUTC());
  }

  /** As {@link #open(Settings)}, with the clock that dates what is done. */
  static Town open(Settings settings, Clock clock) throws UserErrorException {
    GridShifts grids = grids(settings.grids());
    return new Town(settings, Stores.open(settings, clock), grids, clock);
  }

  /** The parameter grids for datum shifts that the operator supplied. */
  GridShifts grids() {
    return grids;
  }

  private static GridShifts grids(DatumGrids files) throws UserErrorException {
    try {
      return new GridShifts(grid(files.tky2jgd()), grid(files.patchJgd()));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserErrorException(
          "a parameter file for datum shifts cannot be used: " + e.getMessage(),
          "mend the settings grids.tky2jgd and grids.patchJgd, or take them out");
    }
  }

  private static Optional<GridShift> grid(Optional<Path> file) throws IOException {
    return file.isEmpty() ? Optional.empty() : Optional.of(ParGridReader.read(file.get()));
  }

  private static ImportBounds bounds(Settings settings) {
    ImportBounds usual = ImportBounds.DEFAULT;
    return new ImportBounds(
        usual.file().withMaxRows(settings.imports().maxRows()),
        usual.time(),
        usual.listedProblems());
  }

  /**
   * Makes sure that the store keeps what it is given, as it stood within the last second.
   *
   * @throws StoreUnavailableException when it does not, at the moment
   */
  synchronized void checkWritable() {
    DiskRoom.isUsedUp(folder)
        .ifPresent(reason -> {
          throw new StoreUnavailableException(reason, "there is no room in " + folder, null);
        });
    long now = System.nanoTime();
    if (now < writableUntilNanos) {
      return;
    }
    store.checkWritable();
    writableUntilNanos = now + LOOK_AGAIN_NANOS;
  }

  LayerCatalog catalog() {
    return store.catalog();
  }

  FeatureStore features() {
    return store.features();
  }

  RasterStore rasters() {
    return store.rasters();
  }

  GridPictures gridPictures() {
    return gridPictures;
  }

  ChangeFeed changes() {
    return store.changes();
  }

  JobStore jobs() {
    return store.jobs();
  }

  /**
   * Where files of jobs lie.
   *
   * @param spool on this server's disk
   */
  JobFiles jobFiles(Spool spool) throws IOException {
    Optional<SharedFiles> shared = store.jobFiles();
    return shared.isPresent() ? JobFiles.shared(spool, shared.get()) : JobFiles.onDisk(spool);
  }

  AccessStores access() {
    return store.access();
  }

  WatchStore watch() {
    return store.watch();
  }

  RegisterStore register() {
    return store.register();
  }

  SearchIndex searchIndex() {
    return store.search();
  }

  /** The ports of snow clearing. */
  Snow.Ports snow() {
    return new Snow.Ports(store.passes(), store.snow(), layers, store.features(), roads.zone());
  }

  /** The ports of gauges. */
  Gauges.Ports gauges() {
    boolean shared = store.jobFiles().isPresent();
    return new Gauges.Ports(store.gauges(), shared, layers, store.features());
  }

  /** Other servers, and the layers that are theirs. */
  HarvestStore harvests() {
    return store.harvests();
  }

  /** The ports of shelters. */
  Shelters.Ports shelters() {
    boolean shared = store.jobFiles().isPresent();
    return new Shelters.Ports(store.shelters(), shared, layers, store.features());
  }

  /** Maps on a theme. */
  ThematicMapStore thematicMaps() {
    return store.thematicMaps();
  }

  /** What residents tell of mistakes. */
  FeedbackStore feedback() {
    return store.feedback();
  }

  /** Messages that leave. */
  Outbox.Stores outbox() {
    return store.outbox();
  }

  /** Content by its hash. */
  AttachmentStore attachments() {
    return store.attachments();
  }

  /** Documents attached to features, and who may do what with them. */
  Documents documents() {
    return documents;
  }

  /** The permit counter: what is asked about a site, its papers, and how it is used. */
  Permits.Stores permits() {
    return store.permits();
  }

  /** From where hazard maps are read. */
  Hazards.Ports hazards() {
    return new Hazards.Ports(layers, store.features(), store.rasters(), gridPictures);
  }

  /** Alerts, for who tells of them. */
  AlertStore alerts() {
    return store.gauges().alerts();
  }

  AuditLog auditLog() {
    return store.audit();
  }

  AuditRecords auditRecords() {
    return store.auditRecords();
  }

  PurgeStore retention() {
    return store.retention();
  }

  List<PurgePlace> purgePlaces() {
    return store.purgePlaces();
  }

  /** Seals the audit log; a server starts it. */
  Sealer sealer() {
    return sealer;
  }

  /** The ports of everything about vehicles. */
  Tracking.Ports tracks() {
    return new Tracking.Ports(
        store.tracks(), store.matching(), store.passes(), store.othersPasses(), roads);
  }

  Rights rights() {
    return rights;
  }

  VisibleLayers layers() {
    return layers;
  }

  Formats formats() {
    return formats;
  }

  Importer importer() {
    return importer;
  }

  ExportParameters exportParameters() {
    return exportParameters;
  }

  Exporter exporter() {
    return exporter;
  }

  @Override
  public FolderWork work() {
    return work;
  }

  @Override
  public void close() {
    sealer.close();
    store.close();
  }
}
