package org.machizu.store.gpkg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.opendata.feedback.FeedbackStore;
import org.machizu.residents.WatchStore;
import org.machizu.residents.register.RegisterStore;
import org.machizu.store.sql.AuditChain;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.SqlFeedbackStore;
import org.machizu.store.sql.SqlRegisterStore;
import org.machizu.store.sql.SqlWatchStore;
import org.machizu.store.sql.Transactions;

/**
 * The watch over households and what residents write to the town, in a file of its own beside the
 * personal layers, with their mode: which household is watched, and why, is as personal as the
 * layer itself.
 */
final class WatchFile implements AutoCloseable {
  static final String NAME = "personal/watch.db";

  static final List<Migrations.Step> STEPS =
      List.of(
          AuditTable::migrate,
          AuditTable::migrateSeals,
          WatchTables::migrate,
          SqlFeedbackStore::createTables);

  private final Path path;
  private final Writer writer;
  private final Readers readers;
  private final Transactions transactions;
  private final WatchStore watch;
  private final RegisterStore register;
  private final FeedbackStore feedback;

  /**
   * @param folder the town's
   */
  WatchFile(Path folder, String municipality) {
    this.path = folder.resolve(NAME);
    try {
      PersonalFiles.create(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + path, e);
    }
    try {
      Connection connection = Sqlite.openWriter(path);
      try {
        Migrations.run(connection, path, STEPS);
        Sql.execute(connection, "PRAGMA secure_delete = ON");
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
    this.watch = new SqlWatchStore(municipality, transactions, () -> Shredder.run(path, writer));
    this.register =
        new SqlRegisterStore(municipality, transactions, () -> Shredder.run(path, writer));
    this.feedback =
        new SqlFeedbackStore(municipality, transactions, () -> Shredder.run(path, writer));
  }

  Path path() {
    return path;
  }

  Writer writer() {
    return writer;
  }

  Transactions transactions() {
    return transactions;
  }

  /** As a file with audit lines. */
  AuditChain auditChain() {
    return new AuditChain(NAME, transactions, new FileSeals());
  }

  WatchStore watch() {
    return watch;
  }

  RegisterStore register() {
    return register;
  }

  FeedbackStore feedback() {
    return feedback;
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
