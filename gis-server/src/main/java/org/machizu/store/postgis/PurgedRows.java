package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.FeatureDialect;
import org.machizu.store.sql.Sql;

/** The rows of some features in all tables of a layer, of the present epoch and of former ones. */
final class PurgedRows {
  private static final String THOSE =
      " WHERE fid IN (SELECT value::bigint FROM json_array_elements_text(?::json))";

  private final Town town;
  private final Connection connection;
  private final Entry entry;
  private final List<Epoch> epochs;

  PurgedRows(Town town, Connection connection, Entry entry) throws SQLException {
    this.town = town;
    this.connection = connection;
    this.entry = entry;
    this.epochs = town.entries().listEpochs(connection, entry.name());
  }

  /**
   * Those of the features of which anything is there.
   *
   * @param counted gets how many rows lie where
   */
  List<Long> present(List<Long> ids, Map<String, Long> counted) throws SQLException {
    String json = FeatureDialect.list(ids);
    StringBuilder any = new StringBuilder();
    for (Epoch epoch : epochs) {
      boolean now = epoch.id() == entry.epoch().id();
      count(epoch.content(), json, now ? "current" : "former", counted);
      count(epoch.history(), json, "history", counted);
      for (String table : List.of(epoch.content(), epoch.history())) {
        any.append(any.isEmpty() ? "" : " UNION ")
            .append("SELECT fid FROM ")
            .append(table)
            .append(THOSE);
      }
    }
    Object[] values = new Object[2 * epochs.size()];
    Arrays.fill(values, json);
    return Sql.strings(connection, any.toString(), values).stream()
        .map(Long::valueOf)
        .sorted()
        .toList();
  }

  private void count(String table, String json, String place, Map<String, Long> counted)
      throws SQLException {
    long rows = Sql.numberOr(connection, 0, "SELECT count(*) FROM " + table + THOSE, json);
    counted.merge(place, rows, Long::sum);
  }

  /** Rows of the past before a revision. */
  long countBefore(long horizon) throws SQLException {
    long rows = 0;
    for (Epoch epoch : epochs) {
      boolean whole = epoch.end() != null && epoch.end().number() <= horizon;
      rows +=
          whole
              ? Sql.numberOr(connection, 0, "SELECT count(*) FROM " + epoch.content())
                  + Sql.numberOr(connection, 0, "SELECT count(*) FROM " + epoch.history())
              : Sql.numberOr(
                  connection,
                  0,
                  "SELECT count(*) FROM %s WHERE machizu_to <= ?".formatted(epoch.history()),
                  horizon);
    }
    return rows;
  }

  /** Takes the features out of every table; the log keeps their numbers, and when. */
  void remove(List<Long> ids, Revision revision) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    String json = FeatureDialect.list(ids);
    // The triggers write it into the log, so that whoever follows hears of it, and into history.
    Sql.update(connection, "DELETE FROM " + entry.epoch().content() + THOSE, json);
    for (Epoch epoch : epochs) {
      if (epoch.id() != entry.epoch().id()) {
        Sql.update(connection, "DELETE FROM " + epoch.content() + THOSE, json);
        Sql.update(connection, "DELETE FROM " + epoch.version() + THOSE, json);
      }
      Sql.update(connection, "DELETE FROM " + epoch.history() + THOSE, json);
      Sql.update(connection, "DELETE FROM " + DatabaseTables.outside(epoch) + THOSE, json);
    }
    Sql.update(
        connection,
        "INSERT INTO machizu.purged (municipality, layer, fid, revision) SELECT ?, ?, value::bigint, ? FROM json_array_elements_text(?::json) ON CONFLICT (municipality, layer, fid) DO UPDATE SET revision = EXCLUDED.revision",
        town.municipality(),
        entry.name(),
        revision.number(),
        json);
  }

  /** Takes out every state that ended by a revision; former contents go whole. */
  void removeBefore(long horizon) throws SQLException {
    for (Epoch epoch : epochs) {
      if (epoch.end() != null && epoch.end().number() <= horizon) {
        LayerTables.drop(connection, epoch);
        town.entries().removeEpoch(connection, epoch);
        continue;
      }
      Sql.update(connection, "DELETE FROM " + epoch.history() + " WHERE machizu_to <= ?", horizon);
      Sql.update(
          connection,
          "DELETE FROM " + epoch.log() + " WHERE revision > 0 AND revision <= ?",
          horizon);
      if (epoch.start().number() <= horizon) {
        Sql.update(connection, "DELETE FROM " + epoch.log() + " WHERE revision = 0");
      }
    }
    Sql.update(
        connection,
        "INSERT INTO machizu.retention (municipality, layer, past_begins) VALUES (?, ?, ?) ON CONFLICT (municipality, layer) DO UPDATE SET past_begins = excluded.past_begins",
        town.municipality(),
        entry.name(),
        horizon);
  }
}
