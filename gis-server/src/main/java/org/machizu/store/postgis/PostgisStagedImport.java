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
import org.machizu.store.features.Epoch;
import org.machizu.store.features.KeyMatch;
import org.machizu.store.features.NextContent;
import org.machizu.store.features.Publication;
import org.machizu.store.features.Shadow;
import org.machizu.store.features.WritableLayer;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/**
 * An import into a {@link Shadow}, by COPY. Rows are made ready on the caller's thread while the
 * batch before is being written.
 */
final class PostgisStagedImport implements StagedImport {
  private static final int BATCH_BYTES = 8 << 20;
  private static final int BATCH_ROWS = 10_000;
  private static final Duration KEYS_ALLOWED = Duration.ofMinutes(5);

  private final WritableLayer.Place place;
  private final NextContent next;
  private final Shadow shadow;
  private final EditRight right;
  private final ImportPlan plan;
  private final Mode mode;
  private final @Nullable KeyMatch<Geometry> match;
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
      WritableLayer.Place place,
      NextContent next,
      EditRight right,
      ImportPlan plan,
      Mode mode,
      Beginning beginning) {
    this.place = place;
    this.next = next;
    this.shadow = next.shadow();
    this.right = right;
    this.plan = plan;
    this.mode = mode;
    this.match = beginning.match;
    this.since = beginning.since;
  }

  static StagedImport begin(DatabaseLayer layer, EditRight right, Schema schema, Mode mode) {
    WritableLayer.Place place = layer.takePlace();
    try {
      Entry entry = layer.write((c, now) -> layer.entry(c));
      Epoch present = entry.epoch();
      ImportPlan plan =
          ImportPlan.of(
              new ImportPlan.Present(entry.name(), present.schema(), present.columns()),
              schema,
              mode,
              Columns::name);
      Beginning beginning =
          layer.read(KEYS_ALLOWED, (c, now) -> beginning(layer, c, present, plan, mode));
      boolean apart = PostgisLayerCatalog.hides(entry.access(), plan.schema());
      NextContent next =
          DatabaseContent.begin(
              layer, present, new LayerJson.Table(plan.schema(), plan.columns()), apart);
      return new PostgisStagedImport(place, next, right, plan, mode, beginning);
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /** The layer's state that the import is compared with. */
  private record Beginning(long since, @Nullable KeyMatch<Geometry> match) {}

  private static Beginning beginning(
      WritableLayer layer, Connection connection, Epoch present, ImportPlan plan, Mode mode)
      throws SQLException {
    Revision since = layer.ledger().last(connection, present.layer());
    return new Beginning(
        since.number(),
        mode instanceof Mode.ByKey(String key, boolean _)
            ? KeyMatch.load(new StoredGeometries(), connection, present, plan, key, since)
            : null);
  }

  @Override
  public boolean add(@Nullable Geometry geometry, Attributes attributes) {
    checkOpen();
    Geometry stored = Geometries.stored(geometry, plan.schema(), shadow.present().layer());
    @Nullable Object[] imported = plan.values(attributes, Values.STORED::toSql);
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
        CompletableFuture.supplyAsync(() -> shadow.layer().aside(c -> write(c, full)), writer);
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
  private List<FullRow> matched(List<Row> rows, KeyMatch<Geometry> keys) {
    List<Long> ids = new ArrayList<>();
    for (Row row : rows) {
      if (row.id != null) {
        ids.add(row.id);
      }
    }
    Map<Long, KeyMatch.Standing<Geometry>> standing =
        shadow.layer().read(Transactions.ALLOWED, (c, now) -> keys.standing(c, ids));
    List<FullRow> full = new ArrayList<>();
    for (Row row : rows) {
      KeyMatch.Standing<Geometry> stood = row.id == null ? null : standing.get(row.id);
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
    List<Long> ids = shadow.layer().takeIds(connection, fresh);
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
      boolean unused = Publication.log(connection, shadow, Publication.json(altered), "U");
      unused = Publication.log(connection, shadow, Publication.json(ids), "C");
    }
    return true;
  }

  @Override
  public Outcome publish() {
    checkOpen();
    flush();
    await();
    boolean removeMissing = mode instanceof Mode.ByKey(String _, boolean remove) && remove;
    List<Long> removed = match == null || !removeMissing ? List.of() : List.copyOf(match.unnamed());
    Publication publication = new Publication(next, right.actor(), plan, since);
    Outcome outcome =
        mode instanceof Mode.ByKey(String key, boolean _)
            ? publication.merge(key, removed, unchanged)
            : replace(publication);
    end();
    return outcome;
  }

  private Outcome replace(Publication publication) {
    int unused =
        shadow
            .layer()
            .aside(c ->
                Sql.update(
                    c,
                    "INSERT INTO %s (revision, fid, kind) SELECT 0, fid, 'C' FROM %s"
                        .formatted(shadow.log(), shadow.content())));
    return publication.replace();
  }

  private void end() {
    ended = true;
    writer.shutdown();
    place.close();
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    try {
      boolean unused = writing.exceptionally(e -> false).join();
      next.drop();
    } finally {
      end();
    }
  }
}
