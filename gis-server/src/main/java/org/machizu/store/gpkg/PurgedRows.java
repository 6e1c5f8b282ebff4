package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.FeatureDialect;
import org.machizu.store.sql.Sql;

/** The rows of some features in all tables of a layer, of the present epoch and of former ones. */
final class PurgedRows {
  private final Connection connection;
  private final Entry entry;
  private final List<Epoch> epochs;

  PurgedRows(Connection connection, Entry entry) throws SQLException {
    this.connection = connection;
    this.entry = entry;
    this.epochs = Entries.listEpochs(connection, entry.name());
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
      for (String table : List.of(epoch.content(), epoch.history(), FileTables.replaced(epoch))) {
        any.append(any.isEmpty() ? "" : " UNION ")
            .append("SELECT fid FROM ")
            .append(table)
            .append(" WHERE fid IN (SELECT value FROM json_each(?1))");
      }
    }
    return Sql.strings(connection, any.toString(), json).stream()
        .map(Long::valueOf)
        .sorted()
        .toList();
  }

  private void count(String table, String json, String place, Map<String, Long> counted)
      throws SQLException {
    long rows =
        Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM %s WHERE fid IN (SELECT value FROM json_each(?))"
                .formatted(table),
            json);
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
    String those = " WHERE fid IN (SELECT value FROM json_each(?))";
    // The triggers write it into the log, so that whoever follows hears of it, and into history.
    Sql.update(connection, "DELETE FROM " + Sql.name(entry.name()) + those, json);
    for (Epoch epoch : epochs) {
      if (epoch.id() != entry.epoch().id()) {
        if (epoch.hasGeometry()) {
          removeFrom(FileTables.box(epoch), "id", json);
        }
        Sql.update(connection, "DELETE FROM " + epoch.content() + those, json);
        Sql.update(connection, "DELETE FROM " + epoch.version() + those, json);
      }
      removeHistory(epoch, those, json);
      Sql.update(connection, "DELETE FROM " + Sql.name(FileTables.replaced(epoch)) + those, json);
    }
    Sql.update(
        connection,
        "INSERT OR REPLACE INTO machizu_purged (layer, fid, revision) SELECT ?, value, ? FROM json_each(?)",
        entry.name(),
        revision.number(),
        json);
  }

  private void removeFrom(String tree, String column, String json) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM %s WHERE %s IN (SELECT value FROM json_each(?))"
            .formatted(Sql.name(tree), column),
        json);
  }

  private void removeHistory(Epoch epoch, String where, Object value) throws SQLException {
    String history = epoch.history();
    if (epoch.hasGeometry()) {
      Sql.update(
          connection,
          "DELETE FROM %s WHERE id IN (SELECT machizu_id FROM %s%s)"
              .formatted(Sql.name(FileTables.historyBox(epoch)), history, where),
          value);
    }
    Sql.update(connection, "DELETE FROM " + history + where, value);
    // Numbers of rows that are gone are given again, and must then be indexed.
    Sql.update(
        connection,
        "UPDATE machizu_epoch SET history_indexed = min(history_indexed, coalesce((SELECT max(machizu_id) FROM %s), 0)) WHERE id = ?"
            .formatted(history),
        epoch.id());
  }

  /** Takes out every state that ended by a revision; former contents are marked to be dropped. */
  void removeBefore(long horizon) throws SQLException {
    for (Epoch epoch : epochs) {
      if (epoch.end() != null && epoch.end().number() <= horizon) {
        Sql.update(
            connection, "UPDATE machizu_epoch SET state = 'dropping' WHERE id = ?", epoch.id());
        continue;
      }
      removeHistory(epoch, " WHERE machizu_to <= ?", horizon);
      String log = epoch.log();
      Sql.update(
          connection, "DELETE FROM " + log + " WHERE revision > 0 AND revision <= ?", horizon);
      if (epoch.start().number() <= horizon) {
        Sql.update(connection, "DELETE FROM " + log + " WHERE revision = 0");
      }
    }
    Sql.update(
        connection,
        "INSERT INTO machizu_retention (layer, past_begins) VALUES (?, ?) ON CONFLICT (layer) DO UPDATE SET past_begins = excluded.past_begins",
        entry.name(),
        horizon);
  }
}
