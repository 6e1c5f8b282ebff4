package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.RasterContent;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.FloatTiff;
import org.machizu.store.sql.InsertSink;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.RasterJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;
import org.machizu.transfer.EpochHead;
import org.machizu.transfer.LayerHead;
import org.machizu.transfer.RowSink;
import org.machizu.transfer.Section;

/** A layer of a folder that is being filled, epoch by epoch from the oldest. */
final class LayerTarget {
  private final LayerFile file;
  private final LayerId id;
  private final LayerHead head;
  private final Transactions transactions;
  private @Nullable Epoch epoch;

  private LayerTarget(LayerFile file, LayerId id, LayerHead head) {
    this.file = file;
    this.id = id;
    this.head = head;
    this.transactions = new FileTransactions(file.writer(), file.readers());
  }

  static LayerTarget begin(LayerFile file, LayerId id, LayerHead head) {
    boolean unused =
        file.writer()
            .write(c -> {
              if (head.retention() != null || head.pastBegins() > 0) {
                Sql.update(
                    c,
                    "INSERT INTO machizu_retention (layer, rule, past_begins) VALUES (?, ?, ?)",
                    head.name(),
                    head.retention(),
                    head.pastBegins());
              }
              return own(c, 1);
            });
    return new LayerTarget(file, id, head);
  }

  /**
   * Tells the triggers whose the changes are: of ours they write no line into the audit log.
   *
   * @param own 1 for ours
   */
  static boolean own(Connection connection, int own) throws SQLException {
    return Sql.update(connection, "UPDATE machizu_writer SET own = ?", own) > 0;
  }

  RowSink begin(Section section) {
    return switch (section) {
      case Section.Revisions _ ->
          insert(
              "INSERT INTO machizu_revision (revision, time, actor, kind, note, layer) VALUES (?, ?, ?, ?, ?, ?)",
              head.name());
      case Section.Purged _ ->
          insert("INSERT INTO machizu_purged (fid, revision, layer) VALUES (?, ?, ?)", head.name());
      case Section.EpochRow(EpochHead next) -> {
        epoch = file.writer().write(c -> create(c, next));
        yield RowSink.NO_ROWS;
      }
      case Section.Content _ -> StatesTarget.ofContent(file, current(), this::finishContent);
      case Section.Versions _ ->
          insert("INSERT INTO %s (fid, revision) VALUES (?, ?)".formatted(current().version()));
      case Section.Log _ ->
          insert(
              "INSERT INTO %s (revision, fid, kind) VALUES (?, ?, ?)".formatted(current().log()));
      case Section.History _ -> StatesTarget.ofHistory(file, current());
      case Section.Tiles(EpochHead of) -> tiles(of);
      default -> throw new IllegalStateException(section.name() + " belongs to no layer");
    };
  }

  private Epoch current() {
    return Objects.requireNonNull(epoch, "an epoch's rows come behind it");
  }

  /**
   * @param behind what is bound behind a row's values
   */
  private InsertSink insert(String sql, Object... behind) {
    return new InsertSink(
        transactions,
        sql,
        values -> {
          List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
          all.addAll(List.of(behind));
          return all.toArray();
        });
  }

  private Epoch create(Connection c, EpochHead next) throws SQLException {
    LayerJson.Table table =
        new LayerJson.Table(next.schema(), Columns.name(next.schema().attributes(), List.of()));
    Revision start = new Revision(next.start());
    Long end = next.end();
    long number =
        Entries.insertEpoch(
            c,
            head.name(),
            end == null ? "current" : "past",
            start,
            LayerJson.writeTable(table.schema(), table.columns()));
    Sql.update(c, "UPDATE machizu_epoch SET end_revision = ? WHERE id = ?", end, number);
    Epoch made =
        end == null
            ? FileTables.present(number, head.name(), start, table)
            : FileTables.past(number, head.name(), start, new Revision(end), table);
    if (end == null) {
      catalogue(c, number);
    }
    LayerTables.createSides(c, made);
    if (head.pixels()) {
      createPixels(c, made, next.raster());
    } else {
      LayerTables.createContent(c, made, FileTables.content(made));
      if (made.hasGeometry()) {
        SpatialIndex.createTree(c, FileTables.box(made));
      }
    }
    return made;
  }

  private void catalogue(Connection c, long epochNumber) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO machizu_layer (municipality, name, epoch, entry, style, sensitivity, published, rule, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id.municipality(),
        head.name(),
        epochNumber,
        head.entry(),
        head.style(),
        head.sensitivity(),
        head.published() ? 1 : 0,
        head.rule(),
        head.shown());
  }

  private void createPixels(Connection c, Epoch made, @Nullable String raster) throws SQLException {
    RasterTables.createTiles(c, FileTables.content(made));
    if (raster != null) {
      Sql.update(c, "INSERT INTO machizu_raster (epoch, content) VALUES (?, ?)", made.id(), raster);
      RasterTables.register(c, entry(c).layer(), RasterJson.read(raster));
    }
  }

  private Entry entry(Connection c) throws SQLException {
    return file.entries().find(c, id).orElseThrow();
  }

  private RowSink tiles(EpochHead of) {
    String table = current().content();
    RasterContent content = RasterJson.read(Objects.requireNonNull(of.raster()));
    return content instanceof RasterContent.Grid grid
        ? new Blocks(
            grid,
            insert(
                "INSERT INTO %s (id, zoom_level, tile_column, tile_row, tile_data) VALUES (?, ?, ?, ?, ?)"
                    .formatted(table)),
            insert(
                "INSERT INTO gpkg_2d_gridded_tile_ancillary (tpudt_id, min, max, tpudt_name) VALUES (?, ?, ?, ?)",
                head.name()))
        : insert(
            "INSERT INTO %s (zoom_level, tile_column, tile_row, tile_data) VALUES (?, ?, ?, ?)"
                .formatted(table));
  }

  /** Blocks of a grid, each with the range of its numbers, as the GeoPackage extension wants it. */
  private static final class Blocks implements RowSink {
    private final RasterContent.Grid grid;
    private final InsertSink blocks;
    private final InsertSink ranges;
    private long last;

    private Blocks(RasterContent.Grid grid, InsertSink blocks, InsertSink ranges) {
      this.grid = grid;
      this.blocks = blocks;
      this.ranges = ranges;
    }

    @Override
    public void row(@Nullable Object... values) {
      int level = ((Long) Objects.requireNonNull(values[0])).intValue();
      byte[] data = (byte[]) Objects.requireNonNull(values[3]);
      RasterTables.Range range = RasterTables.Range.of(FloatTiff.read(data));
      blocks.row(++last, RasterTables.zoom(grid, level), values[1], values[2], data);
      ranges.row(last, range.min(), range.max());
    }

    @Override
    public void end() {
      blocks.end();
      ranges.end();
    }
  }

  /** When all rows of a content are there: other programs are told of the layer's own table. */
  private void finishContent(Connection c, StatesTarget filled) throws SQLException {
    if (current().end() != null) {
      return;
    }
    LayerTables.register(c, entry(c).layer());
    LayerTables.createTriggers(c, current());
    LayerTables.touch(c, head.name(), filled.extent());
    // No id is ever given again.
    Sql.update(c, "DELETE FROM sqlite_sequence WHERE name = ?", head.name());
    Sql.update(
        c,
        "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
        head.name(),
        Math.max(filled.last(), head.lastId()));
  }
}
