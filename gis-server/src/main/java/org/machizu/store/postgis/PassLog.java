package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.SqlMatchStore;
import org.machizu.tracks.PassesChanged;

/**
 * The log of what was changed of passes, written with the change itself. Nobody is woken by a
 * notice of the database: transactions that send one are committed one after the other, each with
 * its write to the disk, and every upload of every vehicle comes to such a change.
 */
final class PassLog implements SqlMatchStore.Listener {
  /** Rows are kept so long at least. */
  static final Duration KEPT = Duration.ofMinutes(10);

  private final String municipality;

  PassLog(String municipality) {
    this.municipality = municipality;
  }

  @Override
  public void changes(Connection c, String server, PassesChanged change) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO pass_change (municipality, server, device, roads, since) VALUES (?, ?, ?, ?, ?)",
        municipality,
        server,
        change.device(),
        c.createArrayOf("bigint", change.roads().toArray()),
        change.from().toEpochMilli());
  }

  /** What has come into sight of other servers' changes. */
  List<PassesChanged> select(Connection c, String seen, String butOf) throws SQLException {
    String sql =
        "SELECT device, roads, since FROM pass_change WHERE municipality = ? AND %s AND server <> ? ORDER BY id"
            .formatted(LogTail.IN_SIGHT);
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      Sql.bind(statement, municipality, seen, seen, butOf);
      try (ResultSet row = statement.executeQuery()) {
        List<PassesChanged> found = new ArrayList<>();
        while (row.next()) {
          Long[] roads = (Long[]) row.getArray(2).getArray();
          found.add(
              new PassesChanged(
                  row.getString(1), Set.of(roads), Instant.ofEpochMilli(row.getLong(3))));
        }
        return found;
      }
    }
  }

  /** Milliseconds since 1970 by the clock that all servers share. */
  static long millis(Connection c) throws SQLException {
    return Sql.numberOr(c, 0, "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint");
  }

  /** Takes old rows away, unless another server is doing so. */
  void clear(Connection c) throws SQLException {
    Sql.update(
        c,
        "DELETE FROM pass_change WHERE municipality = ? AND id IN (SELECT id FROM pass_change WHERE municipality = ? AND time < clock_timestamp() - ? * interval '1 second' FOR UPDATE SKIP LOCKED)",
        municipality,
        municipality,
        KEPT.toSeconds());
  }
}
