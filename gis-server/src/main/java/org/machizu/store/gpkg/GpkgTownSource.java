package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.RasterContent;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.EpochSections;
import org.machizu.store.sql.KeptChains;
import org.machizu.store.sql.RasterJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.TownTables;
import org.machizu.transfer.EpochHead;
import org.machizu.transfer.LayerHead;
import org.machizu.transfer.Section;
import org.machizu.transfer.TownSink;
import org.machizu.transfer.TownSource;

/**
 * A data folder as it is at one moment: a read transaction on each of its files, begun while no
 * writer of ours was at work.
 */
final class GpkgTownSource implements TownSource {
  private final String municipality;
  private final Instant time;
  private final List<Part> parts = new ArrayList<>();
  private final Runnable atEnd;

  /**
   * @param name from the data folder, with slashes
   * @param apart whether a layer lies there that no other program sees
   */
  private record Part(String name, boolean apart, Connection connection) {}

  /**
   * @param time the moment, which is now
   * @param atEnd called when this is closed
   */
  GpkgTownSource(
      String municipality,
      LayerFiles files,
      Path operations,
      Path watch,
      Instant time,
      Runnable atEnd) {
    this.municipality = municipality;
    this.time = time;
    this.atEnd = atEnd;
    try {
      for (LayerFile file : files.list()) {
        add(files.name(file), file != files.town(), file.path());
      }
      add(WatchFile.NAME, true, watch);
      add(PartReads.OPERATIONS, false, operations);
    } catch (SQLException e) {
      close();
      throw Sqlite.failure("reading the data folder failed", e);
    }
  }

  private void add(String name, boolean apart, Path file) throws SQLException {
    Connection connection = Sqlite.openReader(file);
    parts.add(new Part(name, apart, connection));
    // From its first read on a transaction sees one state.
    Sql.number(connection, "SELECT count(*) FROM sqlite_master");
  }

  @Override
  public Instant time() {
    return time;
  }

  @Override
  public void sendTo(TownSink sink, Progress progress) throws CancelledException {
    try {
      Part operations = parts.getLast();
      Part watch = parts.get(parts.size() - 2);
      TownTables.send(operations.connection, municipality, sink);
      TownTables.sendPersonal(watch.connection, municipality, sink);
      KeptChains.sendKept(operations.connection, municipality, sink);
      for (Part part : parts) {
        KeptChains.sendLive(
            part.connection, new FileSeals(), KeptChains.name(part.name, time), sink);
      }
      List<Part> withLayers = parts.subList(0, parts.size() - 2);
      for (Part part : withLayers) {
        List<Entry> entries = new Entries().list(part.connection);
        for (int i = 0; i < entries.size(); i++) {
          new LayerSource(part, entries.get(i), sink).send();
          double done = withLayers.indexOf(part) + (double) (i + 1) / entries.size();
          progress.report(done / withLayers.size());
        }
      }
    } catch (SQLException e) {
      throw Sqlite.failure("reading the data folder failed", e);
    }
  }

  @Override
  public void close() {
    try {
      for (Part part : parts) {
        part.connection.close();
      }
    } catch (SQLException e) {
      throw Sqlite.failure("ending the reads of the data folder failed", e);
    } finally {
      atEnd.run();
    }
  }

  /** One layer with all its past. */
  private static final class LayerSource {
    private final Part part;
    private final Connection connection;
    private final Entry entry;
    private final TownSink sink;

    private LayerSource(Part part, Entry entry, TownSink sink) {
      this.part = part;
      this.connection = part.connection;
      this.entry = entry;
      this.sink = sink;
    }

    private void send() throws SQLException, CancelledException {
      String layer = entry.name();
      sink.begin(new Section.LayerRow(head())).end();
      TownTables.sendRows(
          connection,
          "SELECT revision, time, actor, kind, note FROM machizu_revision WHERE layer = ? ORDER BY revision",
          sink.begin(new Section.Revisions(layer)),
          layer);
      TownTables.sendRows(
          connection,
          "SELECT fid, revision FROM machizu_purged WHERE layer = ? ORDER BY fid",
          sink.begin(new Section.Purged(layer)),
          layer);
      if (entry.layer().kind().isRaster()) {
        sendPixels();
        return;
      }
      List<Epoch> epochs = Entries.listEpochs(connection, layer).reversed();
      for (int i = 0; i < epochs.size(); i++) {
        new EpochSections(connection, sink).send(epochs.get(i), i + 1);
      }
    }

    private LayerHead head() throws SQLException {
      String layer = entry.name();
      String row = " FROM machizu_layer WHERE name = ?";
      boolean raster = entry.layer().kind().isRaster();
      return new LayerHead(
          layer,
          raster,
          text("SELECT entry" + row, layer),
          entry.style(),
          entry.access().sensitivity().name(),
          entry.access().published(),
          shown(entry.access()),
          text("SELECT rule" + row, layer),
          part.apart,
          raster
              ? 0
              : Sql.numberOr(
                  connection, 0, "SELECT seq FROM sqlite_sequence WHERE name = ?", layer),
          Sql.string(connection, "SELECT rule FROM machizu_retention WHERE layer = ?", layer),
          RetentionTables.pastBegins(connection, layer));
    }

    private static @Nullable Long shown(LayerAccess access) {
      Revision shown = access.shownRevision();
      return shown == null ? null : shown.number();
    }

    private String text(String sql, String layer) throws SQLException {
      return String.valueOf(Sql.string(connection, sql, layer));
    }

    private void sendPixels() throws SQLException, CancelledException {
      Epoch epoch = entry.epoch();
      String content =
          Sql.string(connection, "SELECT content FROM machizu_raster WHERE epoch = ?", epoch.id());
      EpochHead head =
          new EpochHead(entry.name(), 1, epoch.start().number(), null, epoch.schema(), content);
      sink.begin(new Section.EpochRow(head)).end();
      if (content == null) {
        return;
      }
      // GeoPackage counts a grid's levels from the coarsest.
      String level =
          RasterJson.read(content) instanceof RasterContent.Grid grid
              ? "%d - zoom_level".formatted(grid.levels() - 1)
              : "zoom_level";
      TownTables.sendRows(
          connection,
          "SELECT %s, tile_column, tile_row, tile_data FROM %s ORDER BY 1, 2, 3"
              .formatted(level, epoch.content()),
          sink.begin(new Section.Tiles(head)));
    }
  }
}
