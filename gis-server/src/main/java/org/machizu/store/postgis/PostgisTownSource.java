package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.EpochSections;
import org.machizu.store.sql.KeptChains;
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.TownTables;
import org.machizu.transfer.EpochHead;
import org.machizu.transfer.LayerHead;
import org.machizu.transfer.RowSink;
import org.machizu.transfer.Section;
import org.machizu.transfer.TownSink;
import org.machizu.transfer.TownSource;

/** A town of a database as it is at one moment: all of it is read in one transaction. */
final class PostgisTownSource implements TownSource {
  private final Database.Reading reading;
  private final Connection connection;
  private final String municipality;
  private final Entries entries;
  private final Instant time;

  private PostgisTownSource(
      Database.Reading reading, String municipality, Entries entries, Instant time) {
    this.reading = reading;
    this.connection = reading.run(c -> c);
    this.municipality = municipality;
    this.entries = entries;
    this.time = time;
  }

  /**
   * Begins a read that nothing done by others meanwhile can disturb.
   *
   * @param reading not begun yet; belongs to the source from here on
   * @param time the moment, which is now
   */
  static PostgisTownSource begin(
      Database.Reading reading, String municipality, Entries entries, Instant time) {
    PostgisTownSource source = new PostgisTownSource(reading, municipality, entries, time);
    try {
      int unused = reading.run(c -> source.takeHold(c));
      return source;
    } catch (RuntimeException e) {
      reading.close();
      throw e;
    }
  }

  /** So that a purge that comes meanwhile waits with dropping tables. */
  private int takeHold(Connection c) throws SQLException {
    int tables = 0;
    for (Entry entry : entries.list(c)) {
      for (Epoch epoch : epochs(entry)) {
        for (String table :
            entry.layer().kind().isRaster()
                ? List.of(DatabaseTables.pixels(epoch))
                : List.of(epoch.content(), epoch.version(), epoch.log(), epoch.history())) {
          if (Sql.string(c, "SELECT to_regclass(?)::text", table) != null) {
            Sql.execute(c, "LOCK TABLE " + table + " IN ACCESS SHARE MODE");
            tables++;
          }
        }
      }
    }
    return tables;
  }

  /** From the oldest; of pixels only the present ones are kept. */
  private List<Epoch> epochs(Entry entry) throws SQLException {
    return entry.layer().kind().isRaster()
        ? List.of(entry.epoch())
        : entries.listEpochs(connection, entry.name()).reversed();
  }

  /** Whether other programs' changes had been numbered, and audit lines sealed. */
  boolean isSettled() {
    return reading.run(c ->
        Sql.number(c, "SELECT 1 FROM machizu.outside WHERE municipality = ? LIMIT 1", municipality)
                == null
            && !new DatabaseSeals(municipality).isBehind(c, time));
  }

  @Override
  public Instant time() {
    return time;
  }

  @Override
  public void sendTo(TownSink sink, Progress progress) throws CancelledException {
    try {
      TownTables.send(connection, municipality, sink);
      TownTables.sendPersonal(connection, municipality, sink);
      KeptChains.sendKept(connection, municipality, sink);
      KeptChains.sendLive(
          connection,
          new DatabaseSeals(municipality),
          KeptChains.name(Operations.CHAIN, time),
          sink);
      List<Entry> layers = entries.list(connection);
      for (int i = 0; i < layers.size(); i++) {
        send(layers.get(i), sink);
        progress.report((double) (i + 1) / layers.size());
      }
    } catch (SQLException e) {
      throw new StoreException("reading the town failed", e);
    }
  }

  private void send(Entry entry, TownSink sink) throws SQLException, CancelledException {
    sink.begin(new Section.LayerRow(head(entry))).end();
    sendRevisions(entry.name(), sink.begin(new Section.Revisions(entry.name())));
    TownTables.sendRows(
        connection,
        "SELECT fid, revision FROM machizu.purged WHERE municipality = ? AND layer = ? ORDER BY fid",
        sink.begin(new Section.Purged(entry.name())),
        municipality,
        entry.name());
    List<Epoch> epochs = epochs(entry);
    for (int i = 0; i < epochs.size(); i++) {
      if (entry.layer().kind().isRaster()) {
        sendPixels(epochs.get(i), sink);
      } else {
        new EpochSections(connection, sink).send(epochs.get(i), i + 1);
      }
    }
  }

  private static @Nullable Long shown(LayerAccess access) {
    Revision shown = access.shownRevision();
    return shown == null ? null : shown.number();
  }

  private LayerHead head(Entry entry) throws SQLException {
    String layer = entry.name();
    boolean pixels = entry.layer().kind().isRaster();
    boolean apart = entry.apart() || epochs(entry).stream().anyMatch(DatabaseTables::isApart);
    return new LayerHead(
        layer,
        pixels,
        ofLayer("SELECT entry FROM machizu.layer WHERE municipality = ? AND name = ?", layer),
        entry.style(),
        entry.access().sensitivity().name(),
        entry.access().published(),
        shown(entry.access()),
        ofLayer("SELECT rule FROM machizu.layer WHERE municipality = ? AND name = ?", layer),
        apart,
        pixels ? 0 : lastId(entry),
        Sql.string(
            connection,
            "SELECT rule FROM machizu.retention WHERE municipality = ? AND layer = ?",
            municipality,
            layer),
        Sql.numberOr(
            connection,
            0,
            "SELECT past_begins FROM machizu.retention WHERE municipality = ? AND layer = ?",
            municipality,
            layer));
  }

  private String ofLayer(String sql, String layer) throws SQLException {
    return String.valueOf(Sql.string(connection, sql, municipality, layer));
  }

  /** Other programs may give ids themselves, of which the sequence knows nothing. */
  private long lastId(Entry entry) throws SQLException {
    return Sql.numberOr(
        connection,
        0,
        "SELECT greatest((SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %s), (SELECT coalesce(max(fid), 0) FROM %s))"
            .formatted(entry.ids(), entry.epoch().content()));
  }

  private void sendRevisions(String layer, RowSink rows) throws SQLException, CancelledException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT revision, time, actor, kind, note FROM machizu.revision WHERE municipality = ? AND layer = ? ORDER BY revision")) {
      Sql.bind(statement, municipality, layer);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.row(
              row.getLong(1),
              Moments.text(row.getObject(2, OffsetDateTime.class).toInstant()),
              row.getString(3),
              row.getString(4),
              row.getString(5));
        }
      }
    }
    rows.end();
  }

  private void sendPixels(Epoch epoch, TownSink sink) throws SQLException, CancelledException {
    String content =
        Sql.string(
            connection,
            "SELECT content FROM machizu.raster WHERE municipality = ? AND epoch = ?",
            municipality,
            epoch.id());
    EpochHead head =
        new EpochHead(epoch.layer(), 1, epoch.start().number(), null, epoch.schema(), content);
    sink.begin(new Section.EpochRow(head)).end();
    if (content != null) {
      TownTables.sendLarge(
          connection,
          "SELECT level, tile_column, tile_row, data FROM %s ORDER BY 1, 2, 3"
              .formatted(DatabaseTables.pixels(epoch)),
          sink.begin(new Section.Tiles(head)));
    }
  }

  @Override
  public void close() {
    reading.close();
  }
}
