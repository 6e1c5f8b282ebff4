package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.access.AccessStores;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.DocumentStore;
import org.machizu.federation.HarvestStore;
import org.machizu.gauges.Gauges;
import org.machizu.jobs.JobStore;
import org.machizu.opendata.themes.ThematicMapStore;
import org.machizu.outbox.Outbox;
import org.machizu.permits.Permits;
import org.machizu.shelters.ShelterStore;
import org.machizu.snow.SnowStore;
import org.machizu.store.sql.AuditChain;
import org.machizu.store.sql.Dialect;
import org.machizu.store.sql.KeptChains;
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.SqlAccess;
import org.machizu.store.sql.SqlAlertStore;
import org.machizu.store.sql.SqlAttachmentStore;
import org.machizu.store.sql.SqlDocumentStore;
import org.machizu.store.sql.SqlGauges;
import org.machizu.store.sql.SqlHarvestStore;
import org.machizu.store.sql.SqlJobStore;
import org.machizu.store.sql.SqlMatchStore;
import org.machizu.store.sql.SqlOutboxStore;
import org.machizu.store.sql.SqlPassReads;
import org.machizu.store.sql.SqlPermits;
import org.machizu.store.sql.SqlShelterStore;
import org.machizu.store.sql.SqlSnowStore;
import org.machizu.store.sql.SqlThematicMapStore;
import org.machizu.store.sql.SqlTrackStore;
import org.machizu.store.sql.Transactions;
import org.machizu.tracks.MatchStore;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.TrackStore;

/**
 * The SQLite file of operational tables: jobs, attachments, accounts, credentials, snowfalls,
 * tracks and gauges. The municipality code is the first key column of each table.
 */
final class OperationsFile implements AutoCloseable {
  static final List<Migrations.Step> STEPS =
      List.of(
          OperationsFile::first,
          AuditTable::migrate,
          AuditTable::migrateSeals,
          AccessTables::migrate,
          OperationsFile::shared,
          KeptChains::createTables,
          SqlSnowStore::createTable,
          TrackTables::migrate,
          GaugeTables::migrate,
          OutboxTables::migrate,
          PermitTables::migrate,
          OutboxTables::migrateChanges,
          PermitTables::migratePapers,
          SqlDocumentStore::createTable,
          SqlShelterStore::createTables,
          SqlThematicMapStore::createTable,
          SqlHarvestStore::createTables);

  private final Path path;
  private final Writer writer;
  private final Readers readers;
  private final Transactions transactions;
  private final JobStore jobs;
  private final AttachmentStore attachments;
  private final DocumentStore documents;
  private final AccessStores access;
  private final List<AuditChain> kept;
  private final TrackStore tracks;
  private final MatchStore matching;
  private final PassReads passes;
  private final SnowStore snow;
  private final Gauges.Stores gauges;
  private final Outbox.Stores outbox;
  private final Permits.Stores permits;
  private final ShelterStore shelters;
  private final ThematicMapStore thematicMaps;
  private final HarvestStore harvests;

  OperationsFile(Path path, String municipality) {
    this.path = path;
    try {
      Connection connection = Sqlite.openWriter(path);
      try {
        Migrations.run(connection, path, STEPS);
        // What was coming in or was being done belonged to this file's one server, which is just
        // starting.
        SqlAttachmentStore.clearUnfinished(connection, municipality, Moments.LAST);
        SqlJobStore.forgetHolders(connection, municipality);
        SqlMatchStore.forgetHolders(connection, municipality);
        SqlAlertStore.forgetHolders(connection, municipality);
        SqlOutboxStore.forgetHolders(connection, municipality);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      this.writer = new Writer(path, connection, () -> {});
      this.readers = new Readers(path);
    } catch (SQLException e) {
      throw Sqlite.failure("opening " + path + " failed", e);
    }
    this.transactions = new FileTransactions(writer, readers);
    this.jobs = new SqlJobStore(municipality, transactions, Dialect.SQLITE);
    this.attachments = new SqlAttachmentStore(municipality, transactions);
    this.documents = new SqlDocumentStore(municipality, transactions);
    this.access = SqlAccess.stores(municipality, transactions);
    this.kept = KeptChains.list(municipality, transactions);
    this.tracks = new SqlTrackStore(municipality, transactions, new FilePositions());
    this.matching = new SqlMatchStore(municipality, transactions, Dialect.SQLITE, (_, _, _) -> {});
    this.passes = new SqlPassReads(municipality, transactions);
    this.snow = new SqlSnowStore(municipality, transactions);
    this.gauges = SqlGauges.stores(municipality, transactions, Dialect.SQLITE, new FileReadings());
    this.outbox = SqlOutboxStore.stores(municipality, transactions, Dialect.SQLITE);
    this.permits = SqlPermits.stores(municipality, transactions);
    this.shelters = new SqlShelterStore(municipality, transactions);
    this.thematicMaps = new SqlThematicMapStore(municipality, transactions);
    this.harvests = new SqlHarvestStore(municipality, transactions);
  }

  /** As {@link TownFolder#checkWritable}. */
  void checkWritable() {
    writer.write(c -> {
      // A number that nobody reads: SQLite writes no page for a row that stays as it was.
      long next = (Sql.numberOr(c, 0, "PRAGMA user_version") + 1) & 0xffff;
      Sql.execute(c, "PRAGMA user_version = " + next);
      return next;
    });
  }

  Path path() {
    return path;
  }

  Writer writer() {
    return writer;
  }

  /** As a file with audit lines. */
  AuditChain auditChain() {
    return new AuditChain(String.valueOf(path.getFileName()), transactions, new FileSeals());
  }

  /** Those that came with the town from another store. */
  List<AuditChain> keptChains() {
    return kept;
  }

  JobStore jobs() {
    return jobs;
  }

  AttachmentStore attachments() {
    return attachments;
  }

  DocumentStore documents() {
    return documents;
  }

  AccessStores access() {
    return access;
  }

  TrackStore tracks() {
    return tracks;
  }

  MatchStore matching() {
    return matching;
  }

  PassReads passes() {
    return passes;
  }

  SnowStore snow() {
    return snow;
  }

  Gauges.Stores gauges() {
    return gauges;
  }

  Outbox.Stores outbox() {
    return outbox;
  }

  Permits.Stores permits() {
    return permits;
  }

  ShelterStore shelters() {
    return shelters;
  }

  ThematicMapStore thematicMaps() {
    return thematicMaps;
  }

  HarvestStore harvests() {
    return harvests;
  }

  private static void first(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE job (
          municipality TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT NOT NULL,
          state TEXT NOT NULL, progress REAL NOT NULL, result TEXT,
          created TEXT NOT NULL, changed TEXT NOT NULL, PRIMARY KEY (municipality, id))
        """);
    Sql.execute(connection, "CREATE INDEX job_created ON job (municipality, created)");
    Sql.execute(
        connection,
        """
        CREATE TABLE attachment (
          municipality TEXT NOT NULL, hash TEXT NOT NULL, media_type TEXT NOT NULL,
          size INTEGER NOT NULL, stored TEXT NOT NULL, content INTEGER NOT NULL,
          PRIMARY KEY (municipality, hash))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE attachment_chunk (
          municipality TEXT NOT NULL, content INTEGER NOT NULL, number INTEGER NOT NULL,
          bytes BLOB NOT NULL, PRIMARY KEY (municipality, content, number))
        """);
    Sql.execute(
        connection,
        "CREATE TABLE attachment_content (municipality TEXT NOT NULL, id INTEGER PRIMARY KEY AUTOINCREMENT, finished INTEGER NOT NULL)");
  }

  /** What the same tables need in a database, where several servers share them. */
  private static void shared(Connection connection) throws SQLException {
    Sql.execute(connection, "ALTER TABLE attachment_content ADD COLUMN begun TEXT");
    Sql.execute(connection, "ALTER TABLE job ADD COLUMN work TEXT");
    Sql.execute(connection, "ALTER TABLE job ADD COLUMN input TEXT");
    Sql.execute(connection, "ALTER TABLE job ADD COLUMN tries INTEGER NOT NULL DEFAULT 0");
    Sql.execute(connection, "ALTER TABLE job ADD COLUMN stop INTEGER NOT NULL DEFAULT 0");
    Sql.execute(connection, "ALTER TABLE job ADD COLUMN holder TEXT");
    Sql.execute(connection, "ALTER TABLE job ADD COLUMN lease TEXT");
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
