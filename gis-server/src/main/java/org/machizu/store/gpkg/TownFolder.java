package org.machizu.store.gpkg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.access.AccessStores;
import org.machizu.access.AuditLog;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.DocumentStore;
import org.machizu.audit.AuditChains;
import org.machizu.audit.AuditRecords;
import org.machizu.backup.BackupStore;
import org.machizu.federation.HarvestStore;
import org.machizu.gauges.Gauges;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.SharedFiles;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StoreUnavailableException;
import org.machizu.opendata.feedback.FeedbackStore;
import org.machizu.opendata.themes.ThematicMapStore;
import org.machizu.outbox.Outbox;
import org.machizu.permits.Permits;
import org.machizu.residents.WatchStore;
import org.machizu.residents.register.RegisterStore;
import org.machizu.retention.PurgePlace;
import org.machizu.retention.PurgeStore;
import org.machizu.search.SearchIndex;
import org.machizu.shelters.ShelterStore;
import org.machizu.snow.SnowStore;
import org.machizu.store.TownStore;
import org.machizu.store.features.SqlFeatureStore;
import org.machizu.store.sql.AuditChain;
import org.machizu.store.sql.SqlAudit;
import org.machizu.tracks.MatchStore;
import org.machizu.tracks.PassFeed;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.TrackStore;
import org.machizu.transfer.TownSource;

/**
 * A town's data folder, opened: {@code town.gpkg}, {@code personal/*.gpkg}, {@code
 * personal/watch.db}, {@code operations.db} and {@code search.db}. One process may have it open at
 * a time (the caller sees to that with a lock); other programs may edit {@code town.gpkg}
 * meanwhile.
 */
public final class TownFolder implements TownStore {
  /** Lies in the folder while a restore into it is under way; then nobody opens it. */
  public static final String RESTORING = "restoring";

  /** Tells, in a folder that is used no more, when the town was taken from it, and where. */
  static final String MOVED = "moved";

  /** How often another program's changes are looked for. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Path folder;
  private final String municipality;
  private final Clock clock;
  private final LayerFiles files;
  private final OperationsFile operations;
  private final WatchFile watch;
  private final SearchFile search;
  private final LayerCatalog catalog;
  private final FeatureStore features;
  private final RasterStore rasters;
  private final GpkgChangeFeed changes;
  private final SqlAudit audit;
  private final PurgeStore retention;
  private final BackupStore backups;

  private TownFolder(Path folder, String municipality, Clock clock, Duration readAtMost) {
    this.folder = folder;
    this.municipality = municipality;
    this.clock = clock;
    Wakeup wakeup = new Wakeup();
    this.files =
        new LayerFiles(folder, municipality, new Revisions(clock), readAtMost, wakeup::wake);
    try {
      this.operations = new OperationsFile(folder.resolve("operations.db"), municipality);
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
    try {
      this.watch = new WatchFile(folder, municipality);
    } catch (RuntimeException e) {
      operations.close();
      files.close();
      throw e;
    }
    try {
      this.search = SearchFile.open(folder.resolve("search.db"), municipality);
    } catch (RuntimeException e) {
      watch.close();
      operations.close();
      files.close();
      throw e;
    }
    this.catalog = new GpkgLayerCatalog(municipality, files);
    this.features = new SqlFeatureStore(id -> new FileLayer(files, files.get(id), id));
    this.rasters = new GpkgRasterStore(files);
    this.audit =
        new SqlAudit(
            municipality, this::auditChainsOfFiles, operations.auditChain().transactions(), clock);
    this.retention = new GpkgPurge(municipality, files);
    this.backups = new GpkgBackupStore(folder, municipality, files, operations, watch, clock);
    this.changes = new GpkgChangeFeed(files, municipality, wakeup, LOOK_EVERY);
  }

  /**
   * Opens the folder, makes what is missing, and brings files of an older program up to date.
   *
   * @param municipality 全国地方公共団体コード without check digit, five digits
   * @throws UnusableFileException when a file was written by a newer program, or is not one of ours
   */
  public static TownFolder open(Path folder, String municipality) {
    return open(folder, municipality, Clock.systemUTC());
  }

  /** As {@link #open(Path, String)}, with the clock that dates the changes. */
  public static TownFolder open(Path folder, String municipality, Clock clock) {
    return open(folder, municipality, clock, SqlFeatureStore.SCAN_ALLOWED);
  }

  /**
   * As {@link #open(Path, String)}.
   *
   * @param readAtMost no read of a layer takes longer than this. Answers of bounded size are given
   *     30 seconds at most, reads of whole layers an hour
   */
  static TownFolder open(Path folder, String municipality, Clock clock, Duration readAtMost) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the data folder " + folder, e);
    }
    if (Files.exists(folder.resolve(RESTORING))) {
      throw new UnusableFileException(
          "a restore into %s was cut off: the folder '%s' is still in it"
              .formatted(folder, RESTORING),
          "remove what is in the folder and restore again");
    }
    checkNotMoved(folder);
    return new TownFolder(folder, municipality, clock, readAtMost);
  }

  private static void checkNotMoved(Path folder) {
    Path mark = folder.resolve(MOVED);
    if (Files.exists(mark)) {
      String told;
      try {
        told = Files.readString(mark).strip();
      } catch (IOException e) {
        told = "cannot be read: " + e.getMessage();
      }
      throw new UnusableFileException(
          "the town was taken from the folder %s to another store (%s)".formatted(folder, told),
          "serve it there; to go on with what is left here, remove the file '%s'".formatted(mark));
    }
  }

  @Override
  public LayerCatalog catalog() {
    return catalog;
  }

  @Override
  public FeatureStore features() {
    return features;
  }

  @Override
  public RasterStore rasters() {
    return rasters;
  }

  @Override
  public ChangeFeed changes() {
    return changes;
  }

  private List<AuditChain> auditChainsOfFiles() {
    List<AuditChain> all = new ArrayList<>(files.audits());
    all.add(watch.auditChain());
    all.add(operations.auditChain());
    all.addAll(operations.keptChains());
    return all;
  }

  @Override
  public AuditLog audit() {
    return audit;
  }

  @Override
  public AuditRecords auditRecords() {
    return audit;
  }

  @Override
  public AuditChains auditChains() {
    return audit;
  }

  @Override
  public PurgeStore retention() {
    return retention;
  }

  @Override
  public List<PurgePlace> purgePlaces() {
    return List.of(search.purge());
  }

  @Override
  public JobStore jobs() {
    return operations.jobs();
  }

  @Override
  public Optional<SharedFiles> jobFiles() {
    return Optional.empty();
  }

  @Override
  public DocumentStore documents() {
    return operations.documents();
  }

  @Override
  public AttachmentStore attachments() {
    return operations.attachments();
  }

  @Override
  public TrackStore tracks() {
    return operations.tracks();
  }

  @Override
  public MatchStore matching() {
    return operations.matching();
  }

  @Override
  public PassReads passes() {
    return operations.passes();
  }

  /** One server at a time has a folder. */
  @Override
  public Optional<PassFeed> othersPasses() {
    return Optional.empty();
  }

  @Override
  public AccessStores access() {
    return operations.access();
  }

  @Override
  public WatchStore watch() {
    return watch.watch();
  }

  @Override
  public RegisterStore register() {
    return watch.register();
  }

  @Override
  public SnowStore snow() {
    return operations.snow();
  }

  @Override
  public Gauges.Stores gauges() {
    return operations.gauges();
  }

  @Override
  public Outbox.Stores outbox() {
    return operations.outbox();
  }

  @Override
  public Permits.Stores permits() {
    return operations.permits();
  }

  @Override
  public ShelterStore shelters() {
    return operations.shelters();
  }

  @Override
  public ThematicMapStore thematicMaps() {
    return operations.thematicMaps();
  }

  @Override
  public FeedbackStore feedback() {
    return watch.feedback();
  }

  @Override
  public HarvestStore harvests() {
    return operations.harvests();
  }

  @Override
  public SearchIndex search() {
    return search.index();
  }

  /**
   * @throws StoreUnavailableException when the disk takes no writes
   */
  @Override
  public void checkWritable() {
    operations.checkWritable();
  }

  @Override
  public Optional<BackupStore> backups() {
    return Optional.of(backups);
  }

  @Override
  public Hold hold() {
    return FolderHold.take(files, operations, watch, clock);
  }

  @Override
  public void markMoved(String to) {
    try {
      Files.writeString(folder.resolve(MOVED), "%s %s%n".formatted(clock.instant(), to));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(MOVED), e);
    }
  }

  @Override
  public TownSource source() {
    return source(() -> {});
  }

  /**
   * @param atEnd called when it is closed
   */
  TownSource source(Runnable atEnd) {
    return new GpkgTownSource(
        municipality, files, operations.path(), watch.path(), clock.instant(), atEnd);
  }

  @Override
  public void close() {
    changes.close();
    try {
      search.close();
      watch.close();
      operations.close();
    } finally {
      files.close();
    }
  }
}
