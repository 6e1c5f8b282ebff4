package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.StagedImport;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;

/**
 * An import into a {@link Shadow}, by COPY. Rows are made ready on the caller's thread while the
 * batch before is being written.
 */
final class PostgisStagedImport implements StagedImport {
  private static final int BATCH_BYTES = 8 << 20;
  private static final int BATCH_ROWS = 10_000;
  private static final Duration KEYS_ALLOWED = Duration.ofMinutes(5);

  private final Rebuilding rebuilding;
  private final Shadow shadow;
  private final EditRight right;
  private final ImportPlan plan;
  private final Mode mode;
  private final @Nullable KeyMatch match;
  private final long since;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("database, import").factory());
  private List<Row> batch = new ArrayList<>();
  private long batchBytes;
  private long unchanged;
  private CompletableFuture<Boolean> writing = CompletableFuture.completedFuture(true);
  private boolean ended;

  private record Row(@Nullable Geometry geometry, @Nullable Object[] imported, @Nullable Long id) {}

  /** A row with all columns; without an id it is a new feature. */
  private record FullRow(
      @Nullable Long id, @Nullable Geometry geometry, @Nullable Object[] values) {}

  private PostgisStagedImport(
      Rebuilding rebuilding,
      Shadow shadow,
      EditRight right,
      ImportPlan plan,
      Mode mode,
      Beginning beginning) {
    this.rebuilding = rebuilding;
    this.shadow = shadow;
    this.right = right;
    this.plan = plan;
    this.mode = mode;
    this.match = beginning.match;
    this.since = beginning.since;
  }

  static StagedImport begin(LayerWrites writes, EditRight right, Schema schema, Mode mode) {
    Rebuilding rebuilding = Rebuilding.begin(writes.database(), right);
    try {
      Entry entry = writes.write(right.layer(), (c, now) -> features(writes, c, now));
      Epoch present = entry.epoch();
      ImportPlan plan =
          ImportPlan.of(
              new ImportPlan.Present(entry.name(), present.schema(), present.columns()),
              schema,
              mode,
              Columns::name);
      Beginning beginning =
          writes.database().read(KEYS_ALLOWED, c -> beginning(writes, c, present, plan, mode));
      boolean apart = entry.apart() || PostgisLayerCatalog.hides(entry.access(), plan.schema());
      Shadow shadow =
          Shadow.begin(writes, entry, new LayerJson.Table(plan.schema(), plan.columns()), apart);
      return new PostgisStagedImport(rebuilding, shadow, right, plan, mode, beginning);
    } catch (RuntimeException e) {
      rebuilding.close();
      throw e;
    }
  }

  private static Entry features(LayerWrites writes, Connection connection, Entry entry)
      throws SQLException {
    return writes.entries().getFeatures(connection, entry.layer().id());
  }

  /** The layer's state that the import is compared with. */
  private record Beginning(long since, @Nullable KeyMatch match) {}

  private static Beginning beginning(
      LayerWrites writes, Connection connection, Epoch present, ImportPlan plan, Mode mode)
      throws SQLException {
    Revision since = writes.revisions().of(connection, present.layer());
    return new Beginning(
        since.number(),
        mode instanceof Mode.ByKey(String key, boolean _)
            ? KeyMatch.load(connection, present, plan, key, since)
            : null);
  }

  @Override
  public boolean add(@Nullable Geometry geometry, Attributes attributes) {
    checkOpen();
    Geometry stored = Geometries.stored(geometry, plan.schema(), shadow.entry().name());
    @Nullable Object[] imported = plan.values(attributes, Values::toSql);
    Long id = null;
    if (match != null) {
      if (!match.name(imported)) {
        return false;
      }
      id = match.take(imported);
    }
    batch.add(new Row(stored, imported, id));
    batchBytes += stored == null ? 0 : 16L * stored.getNumPoints();
    for (Object value : imported) {
      batchBytes += value instanceof String s ? 2L * s.length() : 8;
    }
    if (batch.size() >= BATCH_ROWS || batchBytes >= BATCH_BYTES) {
      flush();
    }
    return true;
  }

  private void checkOpen() {
    if (ended) {
      throw new IllegalStateException("the import has ended");
    }
  }

  private void flush() {
    List<Row> rows = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    if (rows.isEmpty()) {
      return;
    }
    List<FullRow> full = match == null ? fresh(rows) : matched(rows, match);
    await();
    writing =
        CompletableFuture.supplyAsync(() -> shadow.writes().aside(c -> write(c, full)), writer);
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

  private List<FullRow> fresh(List<Row> rows) {
    List<FullRow> full = new ArrayList<>(rows.size());
    for (Row row : rows) {
      full.add(new FullRow(null, row.geometry, plan.over(new Object[0], row.imported)));
    }
    return full;
  }

  /** Leaves out what the import does not alter. */
  private List<FullRow> matched(List<Row> rows, KeyMatch keys) {
    List<Long> ids = new ArrayList<>();
    for (Row row : rows) {
      if (row.id != null) {
        ids.add(row.id);
      }
    }
    Map<Long, KeyMatch.Standing> standing =
        shadow.database().read(FeatureReads.ALLOWED, c -> keys.standing(c, ids));
    List<FullRow> full = new ArrayList<>();
    for (Row row : rows) {
      KeyMatch.Standing stood = row.id == null ? null : standing.get(row.id);
      if (stood == null) {
        full.add(new FullRow(null, row.geometry, plan.over(new Object[0], row.imported)));
      } else if (keys.isSame(stood, row.geometry, row.imported)) {
        unchanged++;
      } else {
        Geometry geometry = plan.coversGeometry() ? row.geometry : stood.geometry();
        full.add(new FullRow(row.id, geometry, plan.over(stood.values(), row.imported)));
      }
    }
    return full;
  }

  private boolean write(Connection connection, List<FullRow> rows) throws SQLException {
    int fresh = (int) rows.stream().filter(r -> r.id == null).count();
    List<Long> ids = fresh == 0 ? List.of() : Ids.take(connection, shadow.entry(), fresh);
    CopyRows copy = new CopyRows(shadow.epoch().hasGeometry());
    List<Long> altered = new ArrayList<>();
    int next = 0;
    for (FullRow row : rows) {
      if (row.id != null) {
        altered.add(row.id);
      }
      copy.add(row.id == null ? ids.get(next++) : row.id, row.geometry, row.values);
    }
    copy.write(connection, shadow.epoch());
    if (match != null) {
      log(connection, altered, "U");
      log(connection, ids, "C");
    }
    return true;
  }

  private void log(Connection connection, List<Long> ids, String kind) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO %s (revision, fid, kind) SELECT 0, value::bigint, '%s' FROM json_array_elements_text(?::json)"
            .formatted(shadow.log(), kind),
        Publication.json(ids));
  }

  @Override
  public Outcome publish() {
    checkOpen();
    flush();
    await();
    boolean removeMissing = mode instanceof Mode.ByKey(String _, boolean remove) && remove;
    List<Long> removed = match == null || !removeMissing ? List.of() : List.copyOf(match.unnamed());
    Publication publication = new Publication(shadow, right.actor(), plan, since);
    Outcome outcome =
        mode instanceof Mode.ByKey(String key, boolean _)
            ? publication.merge(key, removed, unchanged)
            : publication.replace();
    end();
    return outcome;
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
      shadow.drop();
    } finally {
      end();
    }
  }
}
