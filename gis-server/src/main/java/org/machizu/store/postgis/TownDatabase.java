package org.machizu.store.postgis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.machizu.layers.StoreBusyException;
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
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.SqlAttachmentStore;
import org.machizu.store.sql.SqlFeedbackStore;
import org.machizu.store.sql.SqlRegisterStore;
import org.machizu.store.sql.SqlWatchStore;
import org.machizu.store.sql.Transactions;
import org.machizu.tracks.MatchStore;
import org.machizu.tracks.PassFeed;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.TrackStore;
import org.machizu.transfer.TownSource;

/**
 * A town's database, opened. Any number of servers may have it open, each with a {@code
 * TownDatabase} of its own; so may other programs, which edit layers through their views.
 */
public final class TownDatabase implements TownStore {
  /** How long content may take to come in; what is older and not whole never will be. */
  private static final Duration UPLOAD_ALLOWED = Duration.ofDays(1);

  /** How long everything of a town may take on its way. */
  static final Duration TRANSFER_ALLOWED = Duration.ofHours(12);

  private static final int SETTLE_TRIES = 20;

  private final Database database;
  private final Clock clock;
  private final LayerWrites writes;
  private final Operations operations;
  private final LayerCatalog catalog;
  private final FeatureStore features;
  private final ChangeFeed changes;
  private final PassFeed othersPasses;
  private final PurgeStore retention;
  private final RasterStore rasters;
  private final PostgisSearchIndex search;
  private final WatchStore watch;
  private final RegisterStore register;
  private final FeedbackStore feedback;

  private TownDatabase(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.operations = new Operations(database, clock);
    String municipality = database.municipality();
    Entries entries = new Entries(municipality);
    Revisions revisions = new Revisions(municipality, clock);
    CatalogCache cache = new CatalogCache();
    this.writes = new LayerWrites(database, entries, revisions, cache::forget);
    Town town =
        new Town(municipality, entries, revisions, new Retention(municipality), new Extents());
    this.catalog = new PostgisLayerCatalog(writes, cache);
    this.features = new SqlFeatureStore(id -> new DatabaseLayer(town, writes, id));
    this.changes = new PostgisChangeFeed(writes, cache);
    this.othersPasses = passFeed(PassLog.KEPT.minusMinutes(2));
    this.retention = new PostgisPurge(town, writes);
    this.rasters = new PostgisRasterStore(writes);
    this.search = new PostgisSearchIndex(database);
    this.watch =
        new SqlWatchStore(municipality, database, () -> Vacuum.run(database, SqlWatchStore.TABLES));
    this.register =
        new SqlRegisterStore(
            municipality, database, () -> Vacuum.run(database, SqlRegisterStore.TABLES));
    this.feedback =
        new SqlFeedbackStore(
            municipality, database, () -> Vacuum.run(database, SqlFeedbackStore.TABLES));
    Leftovers.clear(writes);
    ReplacedPixels.drop(writes);
    SearchBuilder.clearLeftovers(database);
  }

  /**
   * Connects, and brings the database to the program's form.
   *
   * @param municipality 全国地方公共団体コード without check digit, five digits
   * @param clock dates the changes
   * @throws org.machizu.store.sql.StoreException when the database cannot be reached or used
   * @throws IllegalStateException when it was written by a newer program
   */
  public static TownDatabase open(Address address, String municipality, Clock clock) {
    Migrations.run(address);
    Database database = Database.open(address, municipality);
    try {
      Object unused = database.read(Transactions.ALLOWED, c -> Elsewhere.check(c, municipality));
      unused =
          database.write(
              Duration.ofSeconds(30),
              c -> {
                Migrations.prepareTown(c, municipality);
                SqlAttachmentStore.clearUnfinished(
                    c, municipality, Instant.now().minus(UPLOAD_ALLOWED));
                return true;
              });
      return new TownDatabase(database, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** A backup is one of the files that the town is copied into; see {@link #source}. */
  @Override
  public Optional<BackupStore> backups() {
    return Optional.empty();
  }

  /** Takes a number for a transaction, whose commit is then kept as that of any other. */
  @Override
  public void checkWritable() {
    Object unused =
        database.write(
            Duration.ofSeconds(10),
            c -> Sql.numberOr(c, 0, "SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)"));
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

  @Override
  public PurgeStore retention() {
    return retention;
  }

  @Override
  public List<PurgePlace> purgePlaces() {
    return List.of(search.purge());
  }

  @Override
  public SearchIndex search() {
    return search;
  }

  @Override
  public JobStore jobs() {
    return operations.jobs();
  }

  @Override
  public Optional<SharedFiles> jobFiles() {
    return Optional.of(new PostgisJobFiles(database));
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

  @Override
  public Optional<PassFeed> othersPasses() {
    return Optional.of(othersPasses);
  }

  /** See {@link PostgisPassFeed}. */
  PostgisPassFeed passFeed(Duration missesAfter) {
    return new PostgisPassFeed(database, missesAfter);
  }

  @Override
  public AccessStores access() {
    return operations.access();
  }

  @Override
  public WatchStore watch() {
    return watch;
  }

  @Override
  public RegisterStore register() {
    return register;
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
    return feedback;
  }

  @Override
  public HarvestStore harvests() {
    return operations.harvests();
  }

  @Override
  public AuditLog audit() {
    return operations.audit();
  }

  @Override
  public AuditRecords auditRecords() {
    return operations.auditRecords();
  }

  @Override
  public AuditChains auditChains() {
    return operations.auditChains();
  }

  /** Numbered first is what other programs have done, and sealed the audit log. */
  @Override
  public TownSource source() {
    for (int tried = 1; tried <= SETTLE_TRIES; tried++) {
      writes.settleAll();
      boolean unused = operations.auditChains().seal();
      PostgisTownSource source =
          PostgisTownSource.begin(
              database.begin(TRANSFER_ALLOWED),
              database.municipality(),
              new Entries(database.municipality()),
              clock.instant());
      if (source.isSettled()) {
        return source;
      }
      source.close(); // somebody was quicker
    }
    throw new StoreBusyException(
        "other programs are changing the town all the time; try again when they rest");
  }

  @Override
  public Hold hold() {
    return TownHold.take(database);
  }

  @Override
  public void markMoved(String to) {
    boolean unused =
        database.writeBlind(c -> {
          Elsewhere.goes(c, database.municipality(), to, clock);
          return true;
        });
  }

  @Override
  public void close() {
    changes.close();
    othersPasses.close();
    database.close();
  }
}
