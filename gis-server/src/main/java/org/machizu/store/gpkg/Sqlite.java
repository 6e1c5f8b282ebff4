package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreUnavailableException;
import org.machizu.layers.StoreUnavailableException.Reason;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Opens connections in the one way this store uses: WAL, every commit on the disk. */
final class Sqlite {
  /** How long another program's write lock is waited for. */
  static final Duration LOCK_WAIT = Duration.ofSeconds(5);

  private static final int CACHE_KIB = 16 * 1024;
  private static final int JOURNAL_BYTES = 64 << 20;

  private Sqlite() {}

  /** The one connection that writes; creates the file. */
  static Connection openWriter(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setJournalSizeLimit(JOURNAL_BYTES);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    GeometryFunctions.register(connection);
    return connection;
  }

  /** A connection that only reads, each time in one transaction. */
  static Connection openReader(Path file) throws SQLException {
    Connection connection = config().createConnection("jdbc:sqlite:" + file);
    Sql.execute(connection, "PRAGMA query_only=1");
    connection.setAutoCommit(false);
    return connection;
  }

  static boolean isBusy(SQLException e) {
    return e instanceof SQLiteException s
        && (s.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  /**
   * What is thrown for a failure: one that comes from outside and may pass, or one of the store.
   */
  static RuntimeException failure(String what, SQLException e) {
    if (e instanceof SQLiteException s) {
      Reason reason =
          switch (SQLiteErrorCode.getErrorCode(s.getResultCode().code & 0xff)) {
            case SQLITE_FULL -> Reason.FULL;
            case SQLITE_READONLY -> Reason.READ_ONLY;
            case SQLITE_IOERR, SQLITE_CANTOPEN -> Reason.UNAVAILABLE;
            default -> null;
          };
      if (reason != null) {
        return new StoreUnavailableException(reason, what + ": " + e.getMessage(), e);
      }
    }
    return new StoreException(what, e);
  }

  /**
   * As {@link #failure}, when writing to a file failed; others may have it locked.
   *
   * @param file its name, for the user
   */
  static RuntimeException writing(String file, SQLException e) {
    if (isBusy(e)) {
      return new StoreBusyException(
          "another program has been writing to %s for over %d seconds; finish the edit there (in QGIS: save it) and try again"
              .formatted(file, LOCK_WAIT.toSeconds()));
    }
    return failure("writing to " + file + " failed", e);
  }

  static boolean isInterrupted(SQLException e) {
    return e instanceof SQLiteException s
        && (s.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_INTERRUPT.code;
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) LOCK_WAIT.toMillis());
    config.setCacheSize(-CACHE_KIB);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }
}
