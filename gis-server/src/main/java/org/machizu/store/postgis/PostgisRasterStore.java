package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.access.View;
import org.machizu.geo.feature.LayerId;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StagedRaster;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.FloatTiff;
import org.machizu.store.sql.RasterJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;
import org.machizu.tiles.grid.TileAddress;

/**
 * Pixels in tables of their epoch. Other than those of features, such a table is dropped when it
 * has been replaced, so a reader takes hold of it first.
 */
final class PostgisRasterStore implements RasterStore {
  /** Nobody is overtaken by so many imports between two statements. */
  private static final int TRIES = 5;

  private final LayerWrites writes;

  PostgisRasterStore(LayerWrites writes) {
    this.writes = writes;
  }

  @Override
  public <T> T read(View view, Read<T> read) {
    for (int i = 0; i < TRIES; i++) {
      try (Database.Reading reading = writes.database().begin(Transactions.ALLOWED)) {
        Optional<Held> held = reading.run(c -> hold(c, view.layer()));
        if (held.isPresent()) {
          return read.from(new OneState(reading, held.get()));
        }
      }
    }
    throw new StoreBusyException(
        "layer '%s' is being replaced again and again; try again in a moment"
            .formatted(view.layer().name()));
  }

  /**
   * A layer's present pixels, which stay as long as the transaction.
   *
   * @param content null before the first import
   */
  private record Held(Entry entry, @Nullable RasterContent content) {}

  /** Empty when the table was replaced and dropped since the transaction began. */
  private Optional<Held> hold(Connection connection, LayerId layer) throws SQLException {
    Entry entry = getPixels(writes.entries(), connection, layer);
    String json =
        Sql.string(
            connection,
            "SELECT content FROM machizu.raster WHERE municipality = ? AND epoch = ?",
            layer.municipality(),
            entry.epoch().id());
    if (json == null) {
      return Optional.of(new Held(entry, null));
    }
    try {
      Sql.execute(
          connection,
          "LOCK TABLE " + DatabaseTables.pixels(entry.epoch()) + " IN ACCESS SHARE MODE");
    } catch (SQLException e) {
      if (Failures.isMissingTable(e)) {
        return Optional.empty();
      }
      throw e;
    }
    return Optional.of(new Held(entry, RasterJson.read(json)));
  }

  @Override
  public StagedRaster stage(EditRight right, RasterContent content) {
    return PostgisStagedRaster.begin(writes, right, content);
  }

  /** The layer's row, when it is one of pixels. */
  static Entry getPixels(Entries entries, Connection connection, LayerId id) throws SQLException {
    Entry entry = entries.get(connection, id);
    if (!entry.layer().kind().isRaster()) {
      throw new LayerConflictException(
          "layer-has-no-pixels", "layer '" + id.name() + "' is one of features, not of pixels");
    }
    return entry;
  }

  private static final class OneState implements Pixels {
    private final Database.Reading reading;
    private final Held held;

    OneState(Database.Reading reading, Held held) {
      this.reading = reading;
      this.held = held;
    }

    @Override
    public Optional<RasterContent> content() {
      return Optional.ofNullable(held.content);
    }

    @Override
    public Optional<byte[]> tile(TileAddress address) {
      return bytes(address.z(), address.x(), address.y());
    }

    @Override
    public Optional<float[]> block(int level, int column, int row) {
      if (!(held.content instanceof RasterContent.Grid)) {
        throw new IllegalStateException("layer '" + held.entry.name() + "' holds no grid");
      }
      return bytes(level, column, row).map(FloatTiff::read);
    }

    private Optional<byte[]> bytes(int level, int column, int row) {
      return held.content == null
          ? Optional.empty()
          : reading.run(c -> bytes(c, held.entry.epoch(), level, column, row));
    }

    private static Optional<byte[]> bytes(
        Connection connection, Epoch epoch, int level, int column, int row) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT data FROM %s WHERE level = ? AND tile_column = ? AND tile_row = ?"
                  .formatted(DatabaseTables.pixels(epoch)))) {
        Sql.bind(statement, level, column, row);
        try (ResultSet found = statement.executeQuery()) {
          return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
        }
      }
    }
  }
}
