package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.InsertSink;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;
import org.machizu.transfer.EpochHead;
import org.machizu.transfer.LayerHead;
import org.machizu.transfer.RowSink;
import org.machizu.transfer.Section;

/** A layer of a town that is being brought into the database, epoch by epoch from the oldest. */
final class LayerTarget {
  private final Database database;
  private final Entries entries;
  private final LayerHead head;
  private final long key;
  private @Nullable Epoch epoch;

  private LayerTarget(Database database, Entries entries, LayerHead head, long key) {
    this.database = database;
    this.entries = entries;
    this.head = head;
    this.key = key;
  }

  static LayerTarget begin(Database database, Entries entries, LayerHead head) {
    return database.writeBlind(c -> {
      long key = Sql.numberOr(c, 0, "SELECT nextval('machizu.layer_key')");
      if (!head.pixels()) {
        Sql.execute(c, "CREATE SEQUENCE " + Entry.ids(key));
        Sql.string(
            c,
            "SELECT setval('%s', greatest(?, 1), ? > 0)::text".formatted(Entry.ids(key)),
            head.lastId(),
            head.lastId());
      }
      if (head.retention() != null || head.pastBegins() > 0) {
        Sql.update(
            c,
            "INSERT INTO machizu.retention (municipality, layer, rule, past_begins) VALUES (?, ?, ?, ?)",
            database.municipality(),
            head.name(),
            head.retention(),
            head.pastBegins());
      }
      return new LayerTarget(database, entries, head, key);
    });
  }

  RowSink begin(Section section) {
    return switch (section) {
      case Section.Revisions _ ->
          insert(
              "INSERT INTO machizu.revision (municipality, layer, revision, time, actor, kind, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
              LayerTarget::withMoment);
      case Section.Purged _ ->
          insert(
              "INSERT INTO machizu.purged (municipality, layer, fid, revision) VALUES (?, ?, ?, ?)",
              values -> values);
      case Section.EpochRow(EpochHead next) -> {
        epoch = database.writeBlind(c -> create(c, next));
        yield RowSink.NO_ROWS;
      }
      case Section.Content _ ->
          new StatesTarget(
              database, current(), current().content(), List.of("fid"), this::finishContent);
      case Section.Versions _ ->
          new InsertSink(
              database,
              "INSERT INTO %s (fid, revision) VALUES (?, ?)".formatted(current().version()),
              values -> values);
      case Section.Log _ ->
          new InsertSink(
              database,
              "INSERT INTO %s (revision, fid, kind) VALUES (?, ?, ?)".formatted(current().log()),
              values -> values);
      case Section.History _ ->
          new StatesTarget(
              database,
              current(),
              current().history(),
              List.of("fid", "machizu_from", "machizu_to"),
              this::finish);
      case Section.Tiles _ ->
          new InsertSink(
              database,
              "INSERT INTO %s (level, tile_column, tile_row, data) VALUES (?, ?, ?, ?)"
                  .formatted(DatabaseTables.pixels(current())),
              values -> values);
      default -> throw new IllegalStateException(section.name() + " belongs to no layer");
    };
  }

  private Epoch current() {
    return Objects.requireNonNull(epoch, "an epoch's rows come behind it");
  }

  /** What makes parameters of a row's values. */
  private interface Bound {
    @Nullable Object[] of(@Nullable Object[] values);
  }

  private InsertSink insert(String sql, Bound bound) {
    return new InsertSink(
        database,
        sql,
        values -> {
          List<@Nullable Object> all =
              new ArrayList<>(List.of(database.municipality(), head.name()));
          all.addAll(Arrays.asList(bound.of(values)));
          return all.toArray();
        });
  }

  private static @Nullable Object[] withMoment(@Nullable Object[] values) {
    values[1] = Values.moment(Instant.parse((String) Objects.requireNonNull(values[1])));
    return values;
  }

  private Epoch create(Connection c, EpochHead next) throws SQLException {
    LayerJson.Table table =
        new LayerJson.Table(next.schema(), Columns.name(next.schema().attributes(), List.of()));
    Long end = next.end();
    Revision start = new Revision(next.start());
    long id =
        entries
            .insertEpoch(
                c, end == null ? "current" : "past", head.name(), head.apart(), start, table)
            .id();
    Epoch made =
        DatabaseTables.epoch(
            id, head.name(), head.apart(), start, end == null ? null : new Revision(end), table);
    Sql.update(
        c,
        "UPDATE machizu.epoch SET end_revision = ? WHERE municipality = ? AND id = ?",
        end,
        database.municipality(),
        made.id());
    if (end == null) {
      catalogue(c, made);
    }
    if (head.pixels()) {
      createPixels(c, made, next.raster());
    } else {
      LayerTables.create(c, Entry.ids(key), made);
    }
    return made;
  }

  private void catalogue(Connection c, Epoch present) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO machizu.layer (municipality, name, key, epoch, entry, style, sensitivity, published, rule, apart, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        database.municipality(),
        head.name(),
        key,
        present.id(),
        head.entry(),
        head.style(),
        head.sensitivity(),
        head.published(),
        head.rule(),
        head.apart(),
        head.shown());
  }

  private void createPixels(Connection c, Epoch made, @Nullable String raster) throws SQLException {
    if (raster != null) {
      LayerTables.createPixels(c, made);
      Sql.update(
          c,
          "INSERT INTO machizu.raster (municipality, epoch, content) VALUES (?, ?, ?)",
          database.municipality(),
          made.id(),
          raster);
    }
  }

  private void finishContent(Connection c) throws SQLException {
    LayerTables.index(c, current());
    Sql.execute(c, "ANALYZE " + current().content());
  }

  /** When all rows of an epoch are there: from here on changes are noticed, or refused. */
  private void finish(Connection c) throws SQLException {
    Epoch filled = current();
    for (String table : List.of(filled.version(), filled.log(), filled.history())) {
      Sql.execute(c, "ANALYZE " + table);
    }
    Triggers.create(c, database.municipality(), filled);
    if (filled.end() == null) {
      LayerTables.show(c, entries.get(c, new LayerId(database.municipality(), head.name())));
    } else {
      Triggers.close(c, filled);
    }
  }
}
