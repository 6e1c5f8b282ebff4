package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StagedImport;
import org.machizu.store.features.ContentWriter;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.KeyMatch;
import org.machizu.store.features.Publication;
import org.machizu.store.features.Shadow;
import org.machizu.store.features.Spans;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/**
 * An import into a {@link Shadow}. Rows are encoded on the caller's thread while the batch before
 * is being written.
 */
final class GpkgStagedImport implements StagedImport {
  private static final int BATCH_BYTES = 8 << 20;

  private final FileContent next;
  private final Shadow shadow;
  private final EditRight right;
  private final ImportPlan plan;
  private final Mode mode;
  private final @Nullable KeyMatch<byte[]> match;
  private final long since;
  private final TreeLoad tree = new TreeLoad();
  private List<Row> batch = new ArrayList<>();
  private long batchBytes;
  private long unchanged;
  private CompletableFuture<Boolean> writing = CompletableFuture.completedFuture(true);
  private boolean ended;

  private record Row(byte @Nullable [] geometry, @Nullable Object[] imported, @Nullable Long id) {}

  /** A row with all columns; without an id it is a new feature. */
  private record FullRow(
      @Nullable Long id, byte @Nullable [] geometry, @Nullable Object[] values) {}

  private GpkgStagedImport(
      FileContent next, EditRight right, ImportPlan plan, Mode mode, Beginning beginning) {
    this.next = next;
    this.shadow = next.shadow();
    this.right = right;
    this.plan = plan;
    this.mode = mode;
    this.match = beginning.match;
    this.since = beginning.since;
  }

  static StagedImport begin(LayerFiles files, EditRight right, Schema schema, Mode mode) {
    LayerFile file = files.get(right.layer());
    String name = right.layer().name();
    file.beginRebuilding(name);
    try {
      Entry entry =
          file.readers()
              .read(Transactions.ALLOWED, c -> GpkgFeatureStore.getEntry(c, file, right.layer()));
      Epoch now = entry.epoch();
      ImportPlan plan =
          ImportPlan.of(
              new ImportPlan.Present(name, now.schema(), now.columns()),
              schema,
              mode,
              Columns::name);
      if (file == files.town() && LayerFiles.liesApart(entry.access(), plan.schema())) {
        throw new LayerConflictException(
            "layer-lies-in-the-town-file",
            "layer '%s' lies in the file that every department can open, so it cannot take masked or on-demand attributes; create a new layer with them"
                .formatted(name));
      }
      Beginning beginning =
          file.readers()
              .read(GpkgFeatureStore.SCAN_ALLOWED, c -> beginning(c, entry.epoch(), plan, mode));
      FileContent next =
          FileContent.begin(
              new FileLayer(file, right.layer()),
              now,
              new LayerJson.Table(plan.schema(), plan.columns()));
      return new GpkgStagedImport(next, right, plan, mode, beginning);
    } catch (RuntimeException e) {
      file.endRebuilding(name);
      throw e;
    }
  }

  /** The layer's state that the import is compared with. */
  private record Beginning(long since, @Nullable KeyMatch<byte[]> match) {}

  private static Beginning beginning(
      Connection connection, Epoch present, ImportPlan plan, Mode mode) throws SQLException {
    long since = Sql.numberOr(connection, 0, "SELECT max(revision) FROM machizu_revision");
    return new Beginning(
        since,
        mode instanceof Mode.ByKey(String key, boolean _)
            ? KeyMatch.load(
                new StoredGeometries(), connection, present, plan, key, new Revision(since))
            : null);
  }

  @Override
  public boolean add(@Nullable Geometry geometry, Attributes attributes) {
    checkOpen();
    byte[] encoded = Values.STORED.toSql(geometry, plan.schema(), right.layer().name());
    @Nullable Object[] imported = plan.values(attributes, Values.STORED::toSql);
    Long id = null;
    if (match != null) {
      if (!match.name(imported)) {
        return false;
      }
      id = match.take(imported);
    }
    batch.add(new Row(encoded, imported, id));
    batchBytes += encoded == null ? 0 : encoded.length;
    for (Object value : imported) {
      batchBytes += value instanceof String s ? 2L * s.length() : 8;
    }
    if (batch.size() >= Spans.ROWS || batchBytes >= BATCH_BYTES) {
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
    next.file().writer().await(writing);
    writing = next.file().writer().submit(c -> write(c, full));
  }

  private List<FullRow> fresh(List<Row> rows) {
    List<FullRow> full = new ArrayList<>(rows.size());
    for (Row row : rows) {
      full.add(new FullRow(null, row.geometry, plan.over(new Object[0], row.imported)));
    }
    return full;
  }

  /** Leaves out what the import does not alter. */
  private List<FullRow> matched(List<Row> rows, KeyMatch<byte[]> keys) {
    List<Long> ids = new ArrayList<>();
    for (Row row : rows) {
      if (row.id != null) {
        ids.add(row.id);
      }
    }
    Map<Long, KeyMatch.Standing<byte[]>> standing =
        next.file().readers().read(Transactions.ALLOWED, c -> keys.standing(c, ids));
    List<FullRow> full = new ArrayList<>();
    for (Row row : rows) {
      KeyMatch.Standing<byte[]> stood = row.id == null ? null : standing.get(row.id);
      if (stood == null) {
        full.add(new FullRow(null, row.geometry, plan.over(new Object[0], row.imported)));
      } else if (keys.isSame(stood, row.geometry, row.imported)) {
        unchanged++;
      } else {
        byte[] geometry = plan.coversGeometry() ? row.geometry : stood.geometry();
        full.add(new FullRow(row.id, geometry, plan.over(stood.values(), row.imported)));
      }
    }
    return full;
  }

  private boolean write(Connection connection, List<FullRow> rows) throws SQLException {
    Epoch epoch = shadow.epoch();
    int fresh = (int) rows.stream().filter(r -> r.id == null).count();
    List<Long> ids = shadow.layer().takeIds(connection, fresh);
    int taken = 0;
    try (PreparedStatement insert = connection.prepareStatement(ContentWriter.insert(epoch));
        PreparedStatement log =
            connection.prepareStatement(
                "INSERT INTO " + shadow.log() + " (revision, fid, kind) VALUES (0, ?, 'U')")) {
      for (FullRow row : rows) {
        long id = row.id == null ? ids.get(taken++) : row.id;
        ContentWriter.addInsert(insert, epoch, id, row.geometry, row.values);
        if (row.id != null) {
          log.setLong(1, id);
          log.addBatch();
        }
        if (row.geometry != null && match == null) {
          tree.add(id, row.geometry);
        }
      }
      insert.executeBatch();
      log.executeBatch();
    }
    if (!ids.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO %s (revision, fid, kind) SELECT 0, fid, 'C' FROM %s WHERE fid >= ? AND fid <= ?"
              .formatted(shadow.log(), shadow.content()),
          ids.getFirst(),
          ids.getLast());
    }
    return true;
  }

  @Override
  public Outcome publish() {
    checkOpen();
    flush();
    next.file().writer().await(writing);
    boolean removeMissing = mode instanceof Mode.ByKey(String _, boolean remove) && remove;
    List<Long> removed = match == null || !removeMissing ? List.of() : List.copyOf(match.unnamed());
    Publication publication = new Publication(next, right.actor(), plan, since);
    if (match == null) {
      next.know(tree);
    }
    Outcome outcome =
        mode instanceof Mode.ByKey(String key, boolean _)
            ? publication.merge(key, removed, unchanged)
            : publication.replace();
    end();
    return outcome;
  }

  private void end() {
    ended = true;
    next.file().endRebuilding(right.layer().name());
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    try {
      writing.exceptionally(e -> false).join();
      next.drop();
    } finally {
      end();
    }
  }
}
