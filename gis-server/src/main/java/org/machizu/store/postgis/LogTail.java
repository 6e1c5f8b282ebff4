package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/**
 * The end of a log, whose rows bear the transactions that wrote them: every row that can be seen
 * now and could not be seen at the last look. So a transaction that ends late is told when it ends,
 * one that stays open keeps nobody else's news back, and nothing is missed while the database is
 * away. For one thread.
 */
final class LogTail {
  /**
   * The condition of such rows, on their column {@code transaction}; its two values are what {@link
   * Rows#select} gets. What a restored copy of another cluster's database brought along lies beyond
   * all snapshots.
   */
  static final String IN_SIGHT =
      "transaction >= pg_snapshot_xmin(?::pg_snapshot) AND transaction < pg_snapshot_xmax(pg_current_snapshot()) AND NOT pg_visible_in_snapshot(transaction, ?::pg_snapshot)";

  private final Database database;
  private String seen = "";

  LogTail(Database database) {
    this.database = database;
  }

  /** Reads rows of the log that are {@link #IN_SIGHT}. */
  interface Rows<T> {
    T select(Connection connection, String seen) throws SQLException;
  }

  /** What was done before is no news. */
  void begin() {
    seen = database.read(Transactions.ALLOWED, LogTail::snapshot);
  }

  private static String snapshot(Connection connection) throws SQLException {
    return String.valueOf(Sql.string(connection, "SELECT pg_current_snapshot()::text"));
  }

  /** Everything that has come into sight since the last look; what fails is looked at again. */
  <T> T look(Rows<T> rows) {
    record Look<T>(T rows, String snapshot) {}
    Look<T> look =
        database.read(Transactions.ALLOWED, c -> new Look<>(rows.select(c, seen), snapshot(c)));
    seen = look.snapshot;
    return look.rows;
  }
}
