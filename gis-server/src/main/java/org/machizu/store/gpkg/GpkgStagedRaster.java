package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.RasterContent;
import org.machizu.layers.StagedRaster;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.FloatTiff;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.RasterJson;
import org.machizu.store.sql.Sql;
import org.machizu.tiles.grid.TileAddress;

/**
 * The next content of a layer of pixels, in a table of its own until it takes the layer's name. The
 * table before is emptied afterwards a few tiles at a time: dropping gigabytes at once would keep
 * other writers waiting.
 */
final class GpkgStagedRaster implements StagedRaster {
  private static final int BATCH_BYTES = 4 << 20;
  private static final int BATCH_TILES = 500;

  /** Tiles that are deleted in one transaction. */
  private static final int CLEARED_AT_ONCE = 200;

  private final LayerFile file;
  private final EditRight right;
  private final RasterContent content;
  private final Entry entry;
  private final Epoch epoch;
  private final long firstId;
  private List<Tile> batch = new ArrayList<>();
  private long batchBytes;
  private long nextId;
  private CompletableFuture<Boolean> writing = CompletableFuture.completedFuture(true);
  private boolean ended;

  /**
   * @param min the smallest number in it; null for a picture
   */
  private record Tile(
      long id,
      int zoom,
      int column,
      int row,
      byte[] data,
      @Nullable Float min,
      @Nullable Float max) {}

  private record Beginning(Entry entry, Epoch epoch, long firstId) {}

  private GpkgStagedRaster(
      LayerFile file, EditRight right, RasterContent content, Beginning beginning) {
    this.file = file;
    this.right = right;
    this.content = content;
    this.entry = beginning.entry;
    this.epoch = beginning.epoch;
    this.firstId = beginning.firstId;
    this.nextId = beginning.firstId;
  }

  static StagedRaster begin(LayerFile file, EditRight right, RasterContent content) {
    String name = right.layer().name();
    file.beginRebuilding(name);
    try {
      return new GpkgStagedRaster(
          file, right, content, file.writer().write(c -> beginning(c, file, right, content)));
    } catch (RuntimeException e) {
      file.endRebuilding(name);
      throw e;
    }
  }

  private static Beginning beginning(
      Connection connection, LayerFile file, EditRight right, RasterContent content)
      throws SQLException {
    Entry entry = GpkgRasterStore.getEntry(connection, file, right.layer());
    if (entry.layer().kind() != content.kind()) {
      throw new LayerConflictException(
          "layer-kind-differs",
          "layer '%s' is of kind %s and cannot take content of kind %s"
              .formatted(entry.name(), entry.layer().kind(), content.kind()));
    }
    Epoch present = entry.epoch();
    long id =
        Entries.insertEpoch(
            connection,
            entry.name(),
            "staging",
            Revision.NONE,
            LayerJson.writeTable(present.schema(), present.columns()));
    Epoch epoch =
        FileTables.staging(
            id, entry.name(), new LayerJson.Table(present.schema(), present.columns()));
    RasterTables.createTiles(connection, FileTables.asideContent(epoch));
    LayerTables.createSides(connection, epoch);
    Sql.update(
        connection,
        "INSERT INTO machizu_raster (epoch, content) VALUES (?, ?)",
        id,
        RasterJson.write(content));
    long firstId = 1;
    if (content instanceof RasterContent.Grid) {
      RasterTables.createGridded(connection);
      // Ids go on from the content before: both have their rows under the layer's name for a while.
      firstId =
          1
              + Sql.numberOr(
                  connection,
                  0,
                  "SELECT max(tpudt_id) FROM gpkg_2d_gridded_tile_ancillary WHERE tpudt_name = ?",
                  entry.name());
    }
    return new Beginning(entry, epoch, firstId);
  }

  @Override
  public void addTile(TileAddress address, byte[] webp) {
    add(address.z(), address.x(), address.y(), webp, null, null);
  }

  @Override
  public void addBlock(int level, int column, int row, float[] numbers) {
    if (!(content instanceof RasterContent.Grid grid)) {
      throw new IllegalStateException("layer '" + entry.name() + "' takes a picture, no grid");
    }
    RasterTables.Range range = RasterTables.Range.of(numbers);
    add(
        RasterTables.zoom(grid, level),
        column,
        row,
        FloatTiff.write(numbers),
        range.min(),
        range.max());
  }

  private void add(
      int zoom, int column, int row, byte[] data, @Nullable Float min, @Nullable Float max) {
    if (ended) {
      throw new IllegalStateException("the import has ended");
    }
    batch.add(new Tile(nextId++, zoom, column, row, data, min, max));
    batchBytes += data.length;
    if (batchBytes >= BATCH_BYTES || batch.size() >= BATCH_TILES) {
      flush();
    }
  }

  private void flush() {
    List<Tile> tiles = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    if (!tiles.isEmpty()) {
      file.writer().await(writing);
      writing = file.writer().submit(c -> write(c, tiles));
    }
  }

  private boolean write(Connection connection, List<Tile> tiles) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %s (id, zoom_level, tile_column, tile_row, tile_data) VALUES (?, ?, ?, ?, ?)"
                .formatted(Sql.name(FileTables.asideContent(epoch))))) {
      for (Tile tile : tiles) {
        Sql.bind(insert, tile.id, tile.zoom, tile.column, tile.row, tile.data);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    if (content instanceof RasterContent.Grid) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO gpkg_2d_gridded_tile_ancillary (tpudt_name, tpudt_id, min, max) VALUES (?, ?, ?, ?)")) {
        for (Tile tile : tiles) {
          Sql.bind(insert, entry.name(), tile.id, tile.min, tile.max);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
    return true;
  }

  @Override
  public Revision publish() {
    flush();
    file.writer().await(writing);
    Revision revision = file.writer().write(this::swap);
    clear(entry.epoch());
    end();
    return revision;
  }

  private Revision swap(Connection connection) throws SQLException {
    Entry now = GpkgRasterStore.getEntry(connection, file, right.layer());
    Epoch old = now.epoch();
    if (old.id() != entry.epoch().id()) {
      throw new LayerConflictException(
          "layer-changed",
          "layer '%s' was replaced while the import was under way; begin it again"
              .formatted(entry.name()));
    }
    Begun change =
        file.revisions().begin(connection, entry.name(), right.actor(), ChangeKinds.IMPORT, null);
    Revision revision = change.revision();
    rename(connection, entry.name(), FileTables.asideContent(old));
    rename(connection, FileTables.asideContent(epoch), entry.name());
    Sql.update(
        connection,
        "UPDATE machizu_epoch SET state = 'dropping', end_revision = ? WHERE id = ?",
        revision.number(),
        old.id());
    Sql.update(
        connection,
        "UPDATE machizu_epoch SET state = 'current', start_revision = ? WHERE id = ?",
        revision.number(),
        epoch.id());
    Sql.update(
        connection, "UPDATE machizu_layer SET epoch = ? WHERE name = ?", epoch.id(), entry.name());
    RasterTables.register(connection, now.layer(), content);
    change.line().detail("tiles", nextId - firstId);
    Revisions.end(connection);
    return revision;
  }

  private static void rename(Connection connection, String from, String to) throws SQLException {
    Sql.execute(connection, "ALTER TABLE %s RENAME TO %s".formatted(Sql.name(from), Sql.name(to)));
  }

  /** Empties and drops the table of an epoch that nobody reads any more. */
  private void clear(Epoch gone) {
    String table = Sql.name(FileTables.asideContent(gone));
    int deleted;
    do {
      deleted =
          file.writer()
              .write(c ->
                  Sql.update(
                      c,
                      "DELETE FROM %1$s WHERE id IN (SELECT id FROM %1$s LIMIT %2$d)"
                          .formatted(table, CLEARED_AT_ONCE)));
    } while (deleted > 0);
    file.writer()
        .write(c -> {
          Leftovers.drop(c, gone.id());
          if (content instanceof RasterContent.Grid) {
            Sql.update(
                c,
                "DELETE FROM gpkg_2d_gridded_tile_ancillary WHERE tpudt_name = ? AND tpudt_id < ?",
                entry.name(),
                firstId);
          }
          return true;
        });
  }

  private void end() {
    ended = true;
    file.endRebuilding(entry.name());
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    try {
      writing.exceptionally(e -> false).join();
      file.writer()
          .write(c -> {
            Leftovers.drop(c, epoch.id());
            if (content instanceof RasterContent.Grid) {
              Sql.update(
                  c,
                  "DELETE FROM gpkg_2d_gridded_tile_ancillary WHERE tpudt_name = ? AND tpudt_id >= ?",
                  entry.name(),
                  firstId);
            }
            return true;
          });
    } finally {
      end();
    }
  }
}
