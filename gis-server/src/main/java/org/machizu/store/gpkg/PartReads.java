package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.Head;
import org.machizu.backup.ContentDigest;
import org.machizu.backup.LayerContent;
import org.machizu.backup.PartContent;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.RowReader;
import org.machizu.store.features.RowSource;
import org.machizu.store.sql.AuditSeals;
import org.machizu.store.sql.Sql;

/** What a manifest tells of one file, read within one transaction; without any View. */
final class PartReads {
  static final String OPERATIONS = "operations.db";

  private PartReads() {}

  /** The steps that lead to a file's present form. */
  static List<Migrations.Step> steps(String part) {
    return switch (part) {
      case OPERATIONS -> OperationsFile.STEPS;
      case WatchFile.NAME -> WatchFile.STEPS;
      default -> TownSchema.STEPS;
    };
  }

  private static boolean hasLayers(String part) {
    return !part.equals(OPERATIONS) && !part.equals(WatchFile.NAME);
  }

  /** Rows of each table of operations and of the watch; files with layers have none. */
  static SortedMap<String, Long> tables(Connection connection, String part) throws SQLException {
    SortedMap<String, Long> counts = new TreeMap<>();
    if (!hasLayers(part)) {
      for (String table :
          Sql.strings(
              connection,
              "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")) {
        counts.put(table, Sql.numberOr(connection, 0, "SELECT count(*) FROM " + Sql.name(table)));
      }
    }
    return counts;
  }

  /** Layers and the end of the audit chain of a file in the program's form. */
  static PartContent content(Connection connection, String part) throws SQLException {
    List<LayerContent> layers = new ArrayList<>();
    if (hasLayers(part)) {
      for (Entry entry : new Entries().list(connection)) {
        layers.add(layer(connection, entry));
      }
    }
    return new PartContent(layers, head(connection, part));
  }

  private static @Nullable Head head(Connection connection, String part) throws SQLException {
    AuditSeals.Seal seal = new FileSeals().end(connection);
    return seal == null ? null : new Head(part, seal.batch(), seal.last(), seal.hash());
  }

  private static LayerContent layer(Connection connection, Entry entry) throws SQLException {
    boolean raster = entry.layer().kind().isRaster();
    ContentDigest digest = raster ? tiles(connection, entry) : features(connection, entry);
    return new LayerContent(
        entry.name(),
        Revisions.of(connection, entry.name()).number(),
        digest.rows(),
        digest.sha256Hex(),
        raster ? 0 : changes(connection, entry));
  }

  private static ContentDigest features(Connection connection, Entry entry) throws SQLException {
    Epoch epoch = entry.epoch();
    ContentDigest digest = ContentDigest.ofFeatures(epoch.schema());
    RowReader reader = new RowReader(epoch, epoch.schema());
    String sql = reader.select(RowSource.of(epoch, null).getFirst()) + " ORDER BY 1";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        digest.add(reader.read(rows));
      }
    }
    return digest;
  }

  private static ContentDigest tiles(Connection connection, Entry entry) throws SQLException {
    ContentDigest digest = ContentDigest.ofTiles();
    boolean filled =
        Sql.number(
                connection,
                "SELECT 1 FROM sqlite_master WHERE name = ?",
                FileTables.content(entry.epoch()))
            != null;
    if (!filled) {
      return digest;
    }
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT zoom_level, tile_column, tile_row, tile_data FROM "
                    + entry.epoch().content()
                    + " ORDER BY 1, 2, 3");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        digest.add(
            rows.getInt(1),
            rows.getLong(2),
            rows.getLong(3),
            Objects.requireNonNull(rows.getBytes(4)));
      }
    }
    return digest;
  }

  /** Former states, and all states of former contents. */
  private static long changes(Connection connection, Entry entry) throws SQLException {
    long changes = 0;
    for (Epoch epoch : Entries.listEpochs(connection, entry.name())) {
      changes += count(connection, epoch.history());
      if (epoch.end() != null) {
        changes += count(connection, FileTables.content(epoch));
      }
    }
    return changes;
  }

  /** The tables of former contents go when they are purged. */
  private static long count(Connection connection, String table) throws SQLException {
    boolean there =
        Sql.number(connection, "SELECT 1 FROM sqlite_master WHERE name = ?", table) != null;
    return there ? Sql.numberOr(connection, 0, "SELECT count(*) FROM " + Sql.name(table)) : 0;
  }
}
