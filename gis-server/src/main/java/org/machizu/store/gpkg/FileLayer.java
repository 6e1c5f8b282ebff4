package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.StagedImport;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.Ledger;
import org.machizu.store.features.NextContent;
import org.machizu.store.features.OpenRevision;
import org.machizu.store.features.StoredLayer;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Reading;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/** A layer in a file. The file has one writer, so that nobody else ever writes meanwhile. */
record FileLayer(LayerFiles files, LayerFile file, LayerId id) implements StoredLayer {
  private static final long BYTES_AT_ONCE = 8 << 20;

  @Override
  public Ledger ledger() {
    return FileLedger.LEDGER;
  }

  @Override
  public Epoch present(Connection connection) throws SQLException {
    return file.entries().getFeatures(connection, id).epoch();
  }

  @Override
  public Reading begin(Duration allowed) {
    return file.readers().begin(allowed);
  }

  /** The triggers number each row as it is written. */
  @Override
  public void settle() {}

  @Override
  public <T> T aside(Transactions.Work<T> work) {
    return file.writer().write(work);
  }

  @Override
  public <T> T write(Work<T> work) {
    return file.writer().write(c -> work.run(c, present(c)));
  }

  /** The writer has the file's lock. */
  @Override
  public void keepOthersOut(Connection connection) {}

  @Override
  public OpenRevision begin(
      Connection connection, Epoch present, Actor actor, String kind, @Nullable String note)
      throws SQLException {
    return new FileRevision(
        connection, present, file.revisions().begin(connection, id.name(), actor, kind, note));
  }

  @Override
  public Place takePlace(EditRight right) {
    file.beginRebuilding(id.name());
    return () -> file.endRebuilding(id.name());
  }

  @Override
  public StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode) {
    return GpkgStagedImport.begin(this, right, schema, mode);
  }

  @Override
  public NextContent next(Epoch present, LayerJson.Table form) {
    return FileContent.begin(this, present, form);
  }

  /** As SQLite's AUTOINCREMENT keeps count of them. */
  @Override
  public List<Long> takeIds(Connection connection, int count) throws SQLException {
    long used =
        Sql.numberOr(connection, -1, "SELECT seq FROM sqlite_sequence WHERE name = ?", id.name());
    if (used < 0) {
      Sql.update(connection, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, 0)", id.name());
      used = 0;
    }
    Sql.update(
        connection, "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", used + count, id.name());
    return LongStream.rangeClosed(used + 1, used + count).boxed().toList();
  }

  @Override
  public boolean takes(Epoch present, List<String> columns) {
    return true;
  }

  @Override
  public Epoch widen(Connection connection, Epoch present, LayerJson.Table form)
      throws SQLException {
    List<String> missing =
        form.columns().stream().filter(c -> !present.columns().contains(c)).toList();
    if (missing.isEmpty()) {
      return present;
    }
    LogTriggers.dropAll(connection, id.name());
    for (String column : missing) {
      int place = form.columns().indexOf(column);
      LayerTables.addColumn(
          connection, present, column, form.schema().attributes().get(place).type(), true);
    }
    Epoch wider = present.with(form.schema(), form.columns());
    LayerTables.createTriggers(connection, wider);
    Sql.update(
        connection,
        "UPDATE machizu_epoch SET columns = ? WHERE id = ?",
        LayerJson.writeTable(wider.schema(), wider.columns()),
        wider.id());
    return wider;
  }

  @Override
  public long bytesAtOnce() {
    return BYTES_AT_ONCE;
  }
}
