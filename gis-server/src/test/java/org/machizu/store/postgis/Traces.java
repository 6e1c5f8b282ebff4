package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.sql.Sql;

/**
 * The tables and indexes of a database in whose files the bytes of a text stand, the database's own
 * among them; deleted rows that lie there still count. Not looked at: the write-ahead log, which
 * goes round, and rows of the planner's statistics, which only the database's owner can have
 * rewritten; that no valid one holds a purged value has a test of its own.
 */
public final class Traces {
  /** A file that another session drops meanwhile is gone. */
  private static final String FILES =
      """
      SELECT c.relname || ' (' || c.relkind::text || ')' FROM pg_class c
      WHERE c.oid <> 'pg_statistic'::regclass AND pg_relation_filepath(c.oid) IS NOT NULL AND pg_relation_size(c.oid) > 0
        AND position(convert_to(?, 'UTF8') IN
          coalesce(pg_read_binary_file(pg_relation_filepath(c.oid), 0, 1000000000, true), '')) > 0
      ORDER BY 1
      """;

  private Traces() {}

  /** Their names with their kind: r for tables, i for indexes, t for large values. */
  public static List<String> in(Address address, String text) {
    try (Connection admin = Cluster.shared().connect(address)) {
      Sql.execute(admin, "CHECKPOINT");
      return Sql.strings(admin, FILES, text);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look for traces in " + address.url(), e);
    }
  }
}
