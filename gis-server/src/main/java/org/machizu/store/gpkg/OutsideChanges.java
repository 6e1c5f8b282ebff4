package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Schema;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what another program did to the town's file beyond rows: columns it added or took away,
 * triggers it dropped, tables of its own.
 */
final class OutsideChanges {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideChanges.class);

  private final LayerFile file;

  OutsideChanges(LayerFile file) {
    this.file = file;
  }

  /**
   * @param changed layers whose rows another program has changed
   */
  void settle(Set<String> changed) {
    List<Entry> entries = file.readers().read(Transactions.ALLOWED, file.entries()::list);
    for (Entry entry : entries) {
      if (entry.layer().kind().isRaster()) {
        continue; // pixels have neither columns nor triggers of ours
      }
      boolean differs =
          file.readers()
              .read(Transactions.ALLOWED, c -> !stands(c, entry) || triggerIsMissing(c, entry));
      if (differs) {
        file.writer().write(c -> mend(c, entry));
      }
      while (changed.contains(entry.name()) && file.writer().write(c -> index(c, entry))) {
        LOG.debug("indexing the history of layer {}", entry.name());
      }
    }
    reportForeignTables();
  }

  private boolean index(Connection connection, Entry entry) throws SQLException {
    Optional<Entry> now = file.entries().find(connection, entry.layer().id());
    return now.isPresent() && HistoryIndex.catchUp(connection, now.get().epoch());
  }

  /** Columns of a table but fid and geom, with their declared types; empty when it is gone. */
  private static Map<String, String> columns(Connection connection, String table)
      throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT name, type FROM pragma_table_info(?)")) {
      Sql.bind(statement, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.put(row.getString(1), row.getString(2));
        }
      }
    }
    columns.remove(Columns.ID);
    columns.remove(Epoch.GEOMETRY);
    return columns;
  }

  /** Whether the table has the columns that the catalogue says. */
  private static boolean stands(Connection connection, Entry entry) throws SQLException {
    return columns(connection, entry.name()).keySet().equals(Set.copyOf(entry.epoch().columns()));
  }

  private static boolean triggerIsMissing(Connection connection, Entry entry) throws SQLException {
    long found =
        Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND (name LIKE 'machizu\\_log\\_%' ESCAPE '\\' OR name LIKE 'rtree\\_%' ESCAPE '\\')",
            entry.name());
    return found < LogTriggers.COUNT + (entry.epoch().hasGeometry() ? SpatialIndex.COUNT : 0);
  }

  private boolean mend(Connection connection, Entry before) throws SQLException {
    Optional<Entry> now = file.entries().find(connection, before.layer().id());
    if (now.isEmpty()) {
      return false; // it was taken back meanwhile
    }
    Entry entry = now.get();
    Map<String, String> found = columns(connection, entry.name());
    if (Sql.number(connection, "SELECT 1 FROM sqlite_master WHERE name = ?", entry.name())
        == null) {
      LOG.error(
          "another program has removed the table of layer {}; restore it from a backup",
          entry.name());
      return false;
    }
    Epoch epoch = entry.epoch();
    if (!stands(connection, entry)) {
      file.revisions()
          .begin(
              connection,
              entry.name(),
              Actor.OUTSIDE,
              ChangeKinds.COLUMNS,
              found.keySet().toString());
      epoch = takeOver(connection, entry, found);
      Revisions.end(connection);
    }
    LogTriggers.dropAll(connection, entry.name());
    if (epoch.hasGeometry()) {
      SpatialIndex.refill(connection, epoch);
    }
    LayerTables.createTriggers(connection, epoch);
    return true;
  }

  /** Makes the table's columns the layer's attributes; new ones are for staff alone. */
  private static Epoch takeOver(Connection connection, Entry entry, Map<String, String> found)
      throws SQLException {
    Epoch epoch = entry.epoch();
    Set<String> mirrored = new HashSet<>(columns(connection, epoch.history()).keySet());
    List<Attribute> attributes = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (var column : found.entrySet()) {
      int known = epoch.columns().indexOf(column.getKey());
      Attribute attribute =
          known >= 0
              ? epoch.schema().attributes().get(known)
              : new Attribute(
                  column.getKey(),
                  Columns.attributeType(column.getValue()),
                  LocalizedText.same(column.getKey()),
                  null,
                  AttributeVisibility.STAFF);
      if (known < 0) {
        LOG.warn(
            "another program has added the column {} to layer {}; staff see it from now on",
            column.getKey(),
            entry.name());
      }
      if (!mirrored.contains(column.getKey())) {
        LayerTables.addColumn(connection, epoch, column.getKey(), attribute.type(), false);
      }
      if (names.add(attribute.name())) {
        attributes.add(attribute);
        columns.add(column.getKey());
      }
    }
    Schema schema = new Schema(epoch.schema().geometryType(), attributes);
    Sql.update(
        connection,
        "UPDATE machizu_epoch SET columns = ? WHERE id = ?",
        LayerJson.writeTable(schema, columns),
        epoch.id());
    return epoch.with(schema, columns);
  }

  private void reportForeignTables() {
    List<String> foreign =
        file.readers()
            .read(
                Transactions.ALLOWED,
                c ->
                    Sql.strings(
                        c,
                        "SELECT table_name FROM gpkg_contents WHERE table_name <> ? AND table_name NOT IN (SELECT name FROM machizu_layer)",
                        Migrations.TABLE));
    if (!foreign.isEmpty()) {
      LOG.info(
          "{} holds tables of other programs, {}; they are no layers until they are imported",
          file.path().getFileName(),
          foreign);
    }
  }
}
