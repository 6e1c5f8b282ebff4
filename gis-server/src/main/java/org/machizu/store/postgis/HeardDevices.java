package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.machizu.store.sql.Sql;

/**
 * Which devices have sent something since the last look, to whichever server. No log is needed:
 * each upload notes when its device was heard. For one thread.
 */
final class HeardDevices {
  /** The servers' clocks may be so far apart. */
  private static final long APART_MS = 60_000;

  private final String municipality;
  private final Map<String, Long> heard = new HashMap<>();
  private long newestMs = Long.MIN_VALUE + APART_MS;

  HeardDevices(String municipality) {
    this.municipality = municipality;
  }

  /** Their names; at the first look those of all. */
  Set<String> look(Connection c) throws SQLException {
    Set<String> news = new HashSet<>();
    String sql = "SELECT name, heard FROM track_device WHERE municipality = ? AND heard > ?";
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      Sql.bind(statement, municipality, newestMs - APART_MS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long ms = row.getLong(2);
          Long before = heard.put(row.getString(1), ms);
          if (before == null || before != ms) {
            news.add(row.getString(1));
          }
          newestMs = Math.max(newestMs, ms);
        }
      }
    }
    return news;
  }
}
