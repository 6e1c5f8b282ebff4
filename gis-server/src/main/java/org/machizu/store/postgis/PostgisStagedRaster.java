package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.RasterContent;
import org.machizu.layers.StagedRaster;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.FloatTiff;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.RasterJson;
import org.machizu.store.sql.Sql;
import org.machizu.tiles.grid.TileAddress;

/**
 * The next content of a layer of pixels, in a table of its own. Tiles are made ready on the
 * caller's thread while the batch before is being written.
 */
final class PostgisStagedRaster implements StagedRaster {
  private static final int BATCH_BYTES = 4 << 20;
  private static final int BATCH_TILES = 500;

  private final Rebuilding rebuilding;
  private final LayerWrites writes;
  private final EditRight right;
  private final RasterContent content;
  private final Entry entry;
  private final Epoch epoch;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("database, import of pixels").factory());
  private List<Tile> batch = new ArrayList<>();
  private long batchBytes;
  private long tiles;
  private CompletableFuture<Boolean> writing = CompletableFuture.completedFuture(true);
  private boolean ended;

  /**
   * @param level the zoom level of a picture's tile, the level of a grid's block
   */
  private record Tile(int level, int column, int row, byte[] data) {}

  private record Beginning(Entry entry, Epoch epoch) {}

  private PostgisStagedRaster(
      Rebuilding rebuilding,
      LayerWrites writes,
      EditRight right,
      RasterContent content,
      Beginning beginning) {
    this.rebuilding = rebuilding;
    this.writes = writes;
    this.right = right;
    this.content = content;
    this.entry = beginning.entry;
    this.epoch = beginning.epoch;
  }

  static StagedRaster begin(LayerWrites writes, EditRight right, RasterContent content) {
    Rebuilding rebuilding = Rebuilding.begin(writes.database(), right.layer().name());
    try {
      return new PostgisStagedRaster(
          rebuilding,
          writes,
          right,
          content,
          writes.aside(c -> beginning(c, writes, right, content)));
    } catch (RuntimeException e) {
      rebuilding.close();
      throw e;
    }
  }

  private static Beginning beginning(
      Connection connection, LayerWrites writes, EditRight right, RasterContent content)
      throws SQLException {
    Entry entry = PostgisRasterStore.getPixels(writes.entries(), connection, right.layer());
    if (entry.layer().kind() != content.kind()) {
      throw new LayerConflictException(
          "layer-kind-differs",
          "layer '%s' is of kind %s and cannot take content of kind %s"
              .formatted(entry.name(), entry.layer().kind(), content.kind()));
    }
    Epoch present = entry.epoch();
    Epoch epoch =
        writes
            .entries()
            .insertEpoch(
                connection,
                "staging",
                entry.name(),
                entry.apart(),
                Revision.NONE,
                new LayerJson.Table(present.schema(), present.columns()));
    LayerTables.createPixels(connection, epoch);
    Sql.update(
        connection,
        "INSERT INTO machizu.raster (municipality, epoch, content) VALUES (?, ?, ?)",
        right.layer().municipality(),
        epoch.id(),
        RasterJson.write(content));
    return new Beginning(entry, epoch);
  }

  @Override
  public void addTile(TileAddress address, byte[] webp) {
    add(address.z(), address.x(), address.y(), webp);
  }

  @Override
  public void addBlock(int level, int column, int row, float[] numbers) {
    if (!(content instanceof RasterContent.Grid)) {
      throw new IllegalStateException("layer '" + entry.name() + "' takes a picture, no grid");
    }
    add(level, column, row, FloatTiff.write(numbers));
  }

  private void add(int level, int column, int row, byte[] data) {
    checkOpen();
    batch.add(new Tile(level, column, row, data));
    batchBytes += data.length;
    tiles++;
    if (batchBytes >= BATCH_BYTES || batch.size() >= BATCH_TILES) {
      flush();
    }
  }

  private void checkOpen() {
    if (ended) {
      throw new IllegalStateException("the import has ended");
    }
  }

  private void flush() {
    List<Tile> rows = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    if (!rows.isEmpty()) {
      await();
      writing = CompletableFuture.supplyAsync(() -> writes.aside(c -> write(c, rows)), writer);
    }
  }

  private void await() {
    try {
      boolean unused = writing.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException ours) {
        throw ours;
      }
      throw e;
    }
  }

  private boolean write(Connection connection, List<Tile> rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %s VALUES (?, ?, ?, ?)".formatted(DatabaseTables.pixels(epoch)))) {
      for (Tile tile : rows) {
        Sql.bind(insert, tile.level, tile.column, tile.row, tile.data);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return true;
  }

  @Override
  public Revision publish() {
    checkOpen();
    flush();
    await();
    Revision revision = writes.write(right.layer(), this::swap);
    end();
    ReplacedPixels.drop(writes);
    return revision;
  }

  private Revision swap(Connection connection, Entry now) throws SQLException {
    if (now.epoch().id() != entry.epoch().id()) {
      throw new LayerConflictException(
          "layer-changed",
          "layer '%s' was replaced while the import was under way; begin it again"
              .formatted(entry.name()));
    }
    Step step =
        writes.revisions().begin(connection, entry.name(), right.actor(), ChangeKinds.IMPORT, null);
    Swap.replace(connection, now, epoch.startingAt(step.revision()));
    return step.detail("tiles", tiles).end();
  }

  private void end() {
    ended = true;
    writer.shutdown();
    rebuilding.close();
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    try {
      boolean unused = writing.exceptionally(e -> false).join();
      unused =
          writes.aside(c -> {
            DatabaseContent.drop(c, writes.entries(), epoch);
            return true;
          });
    } finally {
      end();
    }
  }
}
