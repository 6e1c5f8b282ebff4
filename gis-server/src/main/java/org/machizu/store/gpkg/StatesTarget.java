package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.InsertSink;
import org.machizu.store.sql.Sql;
import org.machizu.transfer.RowSink;

/** States of features on their way into a content or a history, whose index is built at the end. */
final class StatesTarget implements RowSink {
  private final LayerFile file;
  private final Epoch epoch;
  private final String tree;
  private final boolean history;
  private final AtEnd atEnd;
  private final InsertSink rows;
  private final TreeLoad boxes = new TreeLoad();
  private long last;

  /** What is done in one transaction when all rows are there. */
  interface AtEnd {
    void run(Connection connection, StatesTarget filled) throws SQLException;
  }

  private StatesTarget(LayerFile file, Epoch epoch, boolean history, AtEnd atEnd) {
    this.file = file;
    this.epoch = epoch;
    this.history = history;
    this.tree = history ? FileTables.historyBox(epoch) : FileTables.box(epoch);
    this.atEnd = atEnd;
    String table = history ? epoch.history() : epoch.content();
    String columns =
        (history ? "machizu_id, fid, machizu_from, machizu_to" : "fid") + epoch.allColumns("");
    int count =
        (history ? 4 : 1) + (epoch.hasGeometry() ? 1 : 0) + epoch.schema().attributes().size();
    this.rows =
        new InsertSink(
            new FileTransactions(file.writer(), file.readers()),
            "INSERT INTO %s (%s) VALUES (?%s)".formatted(table, columns, ", ?".repeat(count - 1)),
            values -> values);
  }

  static StatesTarget ofContent(LayerFile file, Epoch epoch, AtEnd atEnd) {
    return new StatesTarget(file, epoch, false, atEnd);
  }

  static StatesTarget ofHistory(LayerFile file, Epoch epoch) {
    return new StatesTarget(
        file,
        epoch,
        true,
        (c, filled) ->
            Sql.update(
                c,
                "UPDATE machizu_epoch SET history_indexed = ? WHERE id = ?",
                filled.last,
                epoch.id()));
  }

  /** The key of the last row. */
  long last() {
    return last;
  }

  /** The box around everything. */
  Envelope extent() {
    return boxes.extent();
  }

  @Override
  public void row(@Nullable Object... values) {
    last = history ? last + 1 : (Long) Objects.requireNonNull(values[0]);
    List<@Nullable Object> bound = new ArrayList<>(values.length + 1);
    if (history) {
      bound.add(last);
    }
    int geometry = epoch.hasGeometry() ? (history ? 3 : 1) : -1;
    for (int i = 0; i < values.length; i++) {
      bound.add(i == geometry ? stored((Geometry) values[i]) : Values.STORED.toSql(values[i]));
    }
    rows.row(bound.toArray());
  }

  private byte @Nullable [] stored(@Nullable Geometry geometry) {
    byte[] stored = Values.STORED.toSql(geometry, epoch.schema(), epoch.layer());
    if (stored != null) {
      boxes.add(last, stored);
    }
    return stored;
  }

  @Override
  public void end() {
    rows.end();
    if (epoch.hasGeometry()) {
      boxes.write(file.writer(), tree);
    }
    boolean unused =
        file.writer()
            .write(c -> {
              atEnd.run(c, this);
              return true;
            });
  }
}
