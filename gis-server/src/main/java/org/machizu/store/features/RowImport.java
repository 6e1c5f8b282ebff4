package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Attributes;
import org.machizu.layers.StagedImport;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.Transactions;

/**
 * An import into a {@link Shadow}. Rows are made ready on the caller's thread while the batch
 * before is being written.
 *
 * @param <G> a geometry as the store keeps it
 */
public final class RowImport<G> implements StagedImport {
  private static final int BATCH_BYTES = 8 << 20;

  private final StoredLayer.Place place;
  private final NextContent next;
  private final Shadow shadow;
  private final RowWriter<G> rows;
  private final ImportStart<G> start;
  private final ImportPlan plan;
  private final @Nullable KeyMatch<G> match;
  private final Actor actor;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("import").factory());
  private List<Given<G>> batch = new ArrayList<>();
  private long batchBytes;
  private long unchanged;
  private CompletableFuture<Boolean> writing = CompletableFuture.completedFuture(true);
  private boolean ended;

  /**
   * A row as it was brought.
   *
   * @param id the feature that it means; null for a new one
   */
  private record Given<G>(@Nullable G geometry, @Nullable Object[] imported, @Nullable Long id) {}

  /** A row with all columns; without an id it is a new feature. */
  private record Full<G>(@Nullable Long id, @Nullable G geometry, @Nullable Object[] values) {}

  /**
   * @param place given back at the end
   * @param next dropped unless it is published
   */
  public RowImport(
      StoredLayer.Place place,
      NextContent next,
      RowWriter<G> rows,
      ImportStart<G> start,
      Actor actor) {
    this.place = place;
    this.next = next;
    this.shadow = next.shadow();
    this.rows = rows;
    this.start = start;
    this.plan = start.plan();
    this.match = start.match();
    this.actor = actor;
  }

  @Override
  public boolean add(@Nullable Geometry geometry, Attributes attributes) {
    checkOpen();
    G stored = start.geometries().stored(geometry, plan.schema(), shadow.present().layer());
    @Nullable Object[] imported = plan.values(attributes, shadow.epoch().dialect().values()::toSql);
    Long id = null;
    if (match != null) {
      if (!match.name(imported)) {
        return false;
      }
      id = match.take(imported);
    }
    batch.add(new Given<>(stored, imported, id));
    batchBytes += stored == null ? 0 : start.geometries().bytes(stored);
    for (Object value : imported) {
      batchBytes += value instanceof String s ? 2L * s.length() : 8;
    }
    if (batch.size() >= rows.rowsAtOnce() || batchBytes >= BATCH_BYTES) {
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
    List<Given<G>> given = batch;
    batch = new ArrayList<>();
    batchBytes = 0;
    if (given.isEmpty()) {
      return;
    }
    List<Full<G>> full = match == null ? fresh(given) : matched(given, match);
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

  private List<Full<G>> fresh(List<Given<G>> given) {
    List<Full<G>> full = new ArrayList<>(given.size());
    for (Given<G> row : given) {
      full.add(new Full<>(null, row.geometry, plan.over(new Object[0], row.imported)));
    }
    return full;
  }

  /** Leaves out what the import does not alter. */
  private List<Full<G>> matched(List<Given<G>> given, KeyMatch<G> keys) {
    List<Long> ids = new ArrayList<>();
    for (Given<G> row : given) {
      if (row.id != null) {
        ids.add(row.id);
      }
    }
    Map<Long, KeyMatch.Standing<G>> standing =
        shadow.layer().read(Transactions.ALLOWED, (c, now) -> keys.standing(c, ids));
    List<Full<G>> full = new ArrayList<>();
    for (Given<G> row : given) {
      KeyMatch.Standing<G> stood = row.id == null ? null : standing.get(row.id);
      if (stood == null) {
        full.add(new Full<>(null, row.geometry, plan.over(new Object[0], row.imported)));
      } else if (keys.isSame(stood, row.geometry, row.imported)) {
        unchanged++;
      } else {
        G geometry = plan.coversGeometry() ? row.geometry : stood.geometry();
        full.add(new Full<>(row.id, geometry, plan.over(stood.values(), row.imported)));
      }
    }
    return full;
  }

  private boolean write(Connection connection, List<Full<G>> full) throws SQLException {
    int fresh = (int) full.stream().filter(r -> r.id == null).count();
    List<Long> ids = shadow.layer().takeIds(connection, fresh);
    List<Long> altered = new ArrayList<>();
    List<RowWriter.Row<G>> numbered = new ArrayList<>(full.size());
    int taken = 0;
    for (Full<G> row : full) {
      if (row.id != null) {
        altered.add(row.id);
      }
      long id = row.id == null ? ids.get(taken++) : row.id;
      numbered.add(new RowWriter.Row<>(id, row.geometry, row.values));
    }
    rows.write(connection, numbered);
    int unused = shadow.note(connection, altered, "U");
    unused = shadow.note(connection, ids, "C");
    return true;
  }

  @Override
  public Outcome publish() {
    checkOpen();
    flush();
    await();
    Publication publication = new Publication(next, actor, plan, start.since());
    Outcome outcome = publish(publication);
    end();
    return outcome;
  }

  private Outcome publish(Publication publication) {
    if (match == null || !(start.mode() instanceof Mode.ByKey(String key, boolean removeMissing))) {
      rows.isWhole();
      return publication.replace();
    }
    List<Long> removed = removeMissing ? List.copyOf(match.unnamed()) : List.of();
    return publication.merge(key, removed, unchanged);
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
