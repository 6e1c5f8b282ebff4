package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.machizu.retention.Cleared;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

/**
 * Takes out what deleted rows have left in tables and their indexes. PostgreSQL hides a deleted row
 * and frees its place later; the bytes stay in the page until something else is written there, and
 * an index over parts of words (GIN) never forgets a part. Only a rewriting of the table takes all
 * of it out of the table's files. What the planner knows of a table (its most frequent values) is
 * gathered anew. It cannot reach the write-ahead log, which the database recycles, nor backups and
 * archives of it.
 */
final class Vacuum {
  /** A rewriting keeps everybody from the table for a while; larger ones are only vacuumed. */
  private static final long REWRITTEN_AT_MOST = 512L << 20;

  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  private Vacuum() {}

  /**
   * Vacuums tables of ours.
   *
   * @param tables with their schema
   * @return {@code rewritten} or {@code vacuumed}, and whether rows are left that a read which
   *     began before may still see; complete when none are, and what can be rewritten was
   */
  static Cleared run(Database database, List<String> tables) {
    try (Connection connection = database.connectAlone()) {
      Sql.execute(connection, "SET lock_timeout = " + LOCK_WAIT.toMillis());
      boolean small = size(connection, tables) <= REWRITTEN_AT_MOST;
      boolean rewritten = small && rewrite(connection, tables);
      long left = 0;
      for (String table : tables) {
        Sql.execute(connection, "VACUUM (INDEX_CLEANUP ON, ANALYZE) " + table);
        forgetValues(connection, table);
        left +=
            Sql.numberOr(connection, 0, "SELECT pg_stat_get_dead_tuples(?::text::regclass)", table);
      }
      return new Cleared(
          (rewritten ? "rewritten" : "vacuumed")
              + (left == 0 ? "" : ", %d rows are left for reads that began before".formatted(left)),
          left == 0 && rewritten == small);
    } catch (SQLException e) {
      throw new StoreException("vacuuming " + String.join(", ", tables) + " failed", e);
    }
  }

  /** False when others did not let go of a table in time. */
  private static boolean rewrite(Connection connection, List<String> tables) throws SQLException {
    try {
      for (String table : tables) {
        Sql.execute(connection, "VACUUM (FULL) " + table);
      }
      return true;
    } catch (SQLException e) {
      if (Failures.isWaiting(e)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * What the planner has gathered of a table holds values of its rows, and a table that has become
   * empty keeps what was gathered before. Declaring a column anew, as it is, forgets it. Columns
   * that a view shows cannot be declared anew; they are of layers that many may see.
   */
  private static void forgetValues(Connection connection, String table) throws SQLException {
    String columns =
        Sql.string(
            connection,
            """
            SELECT string_agg(format('ALTER COLUMN %I TYPE %s', attname, format_type(atttypid, atttypmod)), ', ')
            FROM pg_attribute
            WHERE attrelid = ?::text::regclass AND attnum > 0 AND NOT attisdropped
              AND attgenerated = '' AND attidentity = ''
              AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
                WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = attrelid)
            """,
            table);
    boolean empty =
        Sql.number(connection, "SELECT 1 FROM " + table + " LIMIT 1") == null && columns != null;
    if (empty) {
      try {
        Sql.execute(connection, "ALTER TABLE " + table + " " + columns);
      } catch (SQLException e) {
        if (!Failures.isWaiting(e)) {
          throw e;
        }
      }
    }
  }

  private static long size(Connection connection, List<String> tables) throws SQLException {
    long size = 0;
    for (String table : tables) {
      size +=
          Sql.numberOr(connection, 0, "SELECT pg_total_relation_size(?::text::regclass)", table);
    }
    return size;
  }
}
