package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
import org.machizu.store.sql.Transactions;

/** A layer in the database, which any server may write to, and other programs. */
record DatabaseLayer(Town town, LayerWrites writes, LayerId id) implements StoredLayer {
  private static final long BYTES_AT_ONCE = 32 << 20;

  @Override
  public Ledger ledger() {
    return town;
  }

  Entry entry(Connection connection) throws SQLException {
    return town.entries().getFeatures(connection, id);
  }

  @Override
  public Epoch present(Connection connection) throws SQLException {
    return entry(connection).epoch();
  }

  @Override
  public Reading begin(Duration allowed) {
    return writes.database().begin(allowed);
  }

  @Override
  public void settle() {
    writes.settle(id);
  }

  @Override
  public <T> T aside(Transactions.Work<T> work) {
    return writes.aside(work);
  }

  @Override
  public <T> T write(Work<T> work) {
    return writes.write(id, (c, entry) -> work.run(c, present(c)));
  }

  @Override
  public void keepOthersOut(Connection connection) throws SQLException {
    writes.close(connection, entry(connection));
  }

  @Override
  public OpenRevision begin(
      Connection connection, Epoch present, Actor actor, String kind, @Nullable String note)
      throws SQLException {
    return writes.revisions().begin(connection, id.name(), actor, kind, note);
  }

  @Override
  public Place takePlace(EditRight right) {
    return Rebuilding.begin(writes.database(), id.name());
  }

  @Override
  public StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode) {
    return PostgisStagedImport.begin(this, right, schema, mode);
  }

  @Override
  public NextContent next(Epoch present, LayerJson.Table form) {
    return DatabaseContent.begin(this, present, form, false);
  }

  @Override
  public List<Long> takeIds(Connection connection, int count) throws SQLException {
    return count == 0 ? List.of() : Ids.take(connection, entry(connection), count);
  }

  /** Columns come by a new content; a view keeps its own as long as it stands. */
  @Override
  public boolean takes(Epoch present, List<String> columns) {
    return columns.equals(present.columns());
  }

  @Override
  public Epoch widen(Connection connection, Epoch present, LayerJson.Table form) {
    return present;
  }

  @Override
  public long bytesAtOnce() {
    return BYTES_AT_ONCE;
  }
}
