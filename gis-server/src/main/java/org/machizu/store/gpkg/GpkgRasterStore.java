package org.machizu.store.gpkg;

import java.sql.Connection;
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
import org.machizu.store.sql.FloatTiff;
import org.machizu.store.sql.RasterJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;
import org.machizu.tiles.grid.TileAddress;

/** Pixels over all files of the folder; each read and each write stays within one file. */
final class GpkgRasterStore implements RasterStore {
  private final LayerFiles files;

  GpkgRasterStore(LayerFiles files) {
    this.files = files;
  }

  @Override
  public <T> T read(View view, Read<T> read) {
    LayerFile file = files.get(view.layer());
    return file.readers()
        .read(
            Transactions.ALLOWED,
            c -> {
              Entry entry = getEntry(c, file, view.layer());
              try {
                return read.from(new OneState(c, entry, find(c, entry)));
              } catch (ReadFailed e) {
                throw e.cause;
              }
            });
  }

  @Override
  public StagedRaster stage(EditRight right, RasterContent content) {
    return GpkgStagedRaster.begin(files.get(right.layer()), right, content);
  }

  /** The layer's row, when it is one of pixels. */
  static Entry getEntry(Connection connection, LayerFile file, LayerId id) throws SQLException {
    Entry entry =
        file.entries()
            .find(connection, id)
            .orElseThrow(() -> new IllegalArgumentException("there is no layer '" + id + "'"));
    if (!entry.layer().kind().isRaster()) {
      throw new LayerConflictException(
          "layer-has-no-pixels", "layer '" + id.name() + "' is one of features, not of pixels");
    }
    return entry;
  }

  private static Optional<RasterContent> find(Connection connection, Entry entry)
      throws SQLException {
    String json =
        Sql.string(
            connection, "SELECT content FROM machizu_raster WHERE epoch = ?", entry.epoch().id());
    return Optional.ofNullable(json).map(RasterJson::read);
  }

  /** Carries a failure out of what the reader does. */
  private static final class ReadFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException cause;

    ReadFailed(SQLException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  private static final class OneState implements Pixels {
    private final Connection connection;
    private final Entry entry;
    private final Optional<RasterContent> content;

    OneState(Connection connection, Entry entry, Optional<RasterContent> content) {
      this.connection = connection;
      this.entry = entry;
      this.content = content;
    }

    @Override
    public Optional<RasterContent> content() {
      return content;
    }

    @Override
    public Optional<byte[]> tile(TileAddress address) {
      return Optional.ofNullable(bytes(address.z(), address.x(), address.y()));
    }

    @Override
    public Optional<float[]> block(int level, int column, int row) {
      if (!(content.orElse(null) instanceof RasterContent.Grid grid)) {
        throw new IllegalStateException("layer '" + entry.name() + "' holds no grid");
      }
      return Optional.ofNullable(bytes(RasterTables.zoom(grid, level), column, row))
          .map(FloatTiff::read);
    }

    private byte @Nullable [] bytes(int zoom, int column, int row) {
      try (var statement =
          connection.prepareStatement(
              "SELECT tile_data FROM %s WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
                  .formatted(Sql.name(entry.name())))) {
        Sql.bind(statement, zoom, column, row);
        try (var found = statement.executeQuery()) {
          return found.next() ? found.getBytes(1) : null;
        }
      } catch (SQLException e) {
        throw new ReadFailed(e);
      }
    }
  }
}
