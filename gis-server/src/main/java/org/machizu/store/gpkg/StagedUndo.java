package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.access.Actor;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.UndoResult;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Sql;

/**
 * Takes a large revision back as a large import comes in: the layer's next content is built aside
 * in small transactions, and takes its place in one. Closing it before it is published leaves
 * nothing behind.
 */
final class StagedUndo implements AutoCloseable {
  /** Where the building ends; indexing and publishing is the rest of the progress. */
  private static final double BUILT = 0.75;

  private final UndoPlan plan;
  private final Actor actor;
  private final Shadow shadow;
  private final Meanwhile meanwhile;
  private boolean published;

  StagedUndo(LayerFile file, UndoPlan plan, Actor actor) {
    this.plan = plan;
    this.actor = actor;
    this.shadow = Shadow.begin(file, plan.entry(), plan.schema(), plan.columns());
    this.meanwhile = new Meanwhile(shadow, plan.since());
  }

  UndoResult run(Progress progress) throws CancelledException {
    build(progress);
    TreeLoad boxes = shadow.boxes();
    progress.checkCancelled();
    progress.report(0.8);
    shadow.index(boxes);
    progress.checkCancelled();
    progress.report(0.95);
    while (meanwhile.isMuch()) {
      shadow.writer().write(this::follow);
      progress.checkCancelled();
    }
    UndoResult result = shadow.writer().write(c -> publish(c, boxes));
    published = true;
    return result;
  }

  private void build(Progress progress) throws CancelledException {
    long rows = 2 * plan.changes() + count();
    long done = inSpans(logged(), this::log, 0, rows, progress);
    long restored = inSpans(formerStates(), this::restore, done, rows, progress);
    plan.checkRestored(restored - done);
    inSpans(shadow.present(), shadow::copyUntouched, restored, rows, progress);
  }

  private long count() {
    return shadow
        .file()
        .readers()
        .read(
            FeatureReads.ALLOWED,
            c -> Sql.numberOr(c, 0, "SELECT count(*) FROM " + Sql.name(plan.entry().name())));
  }

  private static long inSpans(
      Spans spans, Spans.Work work, long before, long all, Progress progress)
      throws CancelledException {
    long done = before;
    while (true) {
      progress.checkCancelled();
      int rows = spans.next(work);
      if (rows == 0) {
        return done;
      }
      done += rows;
      progress.report(BUILT * Math.min(1, (double) done / all));
    }
  }

  private Spans logged() {
    return new Spans(
        shadow.writer(),
        "SELECT l.fid, 0 FROM %s l WHERE l.revision = ?".formatted(Sql.name(plan.then().log())),
        "l.fid",
        plan.logged());
  }

  /** Says of each feature what the undo makes of it: the opposite of what was done. */
  private void log(Connection connection, long after, long to) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO %s (revision, fid, kind) SELECT 0, fid, CASE kind WHEN 'C' THEN 'D' WHEN 'D' THEN 'C' ELSE 'U' END FROM %s WHERE revision = ? AND fid > ? AND fid <= ?"
            .formatted(shadow.log(), Sql.name(plan.then().log())),
        plan.logged(),
        after,
        to);
  }

  private Spans formerStates() {
    return new Spans(
        shadow.writer(),
        "SELECT l.fid, %s FROM %s WHERE l.revision = ? AND l.kind <> 'C'"
            .formatted(
                plan.source().hasGeometry() ? "coalesce(length(t.geom), 0)" : "0",
                plan.formerStates()),
        "l.fid",
        plan.logged());
  }

  private void restore(Connection connection, long after, long to) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO %s (fid%s) SELECT l.fid%s FROM %s WHERE l.revision = ? AND l.kind <> 'C' AND l.fid > ? AND l.fid <= ?"
            .formatted(
                shadow.content(),
                LogTriggers.columns(shadow.epoch(), ""),
                plan.source().columnsFor(shadow.epoch(), "t."),
                plan.formerStates()),
        plan.logged(),
        after,
        to);
  }

  /** Takes over what others have done meanwhile, unless they built upon the revision. */
  private boolean follow(Connection connection) throws SQLException {
    if (!meanwhile.list(connection)) {
      return false;
    }
    Long builtUpon =
        Sql.number(
            connection,
            "%s WHERE fid IN (SELECT fid FROM %s WHERE revision = 0) LIMIT 1"
                .formatted(Meanwhile.CHANGED, shadow.log()));
    if (builtUpon != null) {
      throw UndoPlan.changedSince(builtUpon, plan.revision());
    }
    if (!plan.keepsForm()) {
      throw new LayerConflictException(
          "layer-changed",
          "layer '%s' was edited while its former attributes were being brought back; begin again, and it keeps those that it has now"
              .formatted(plan.entry().name()));
    }
    meanwhile.copyAnew(connection, Meanwhile.CHANGED);
    return true;
  }

  private UndoResult publish(Connection connection, TreeLoad boxes) throws SQLException {
    follow(connection);
    Begun undo =
        new Swap(connection, shadow, actor)
            .run(ChangeKinds.UNDO, "of " + plan.revision(), boxes.extent());
    plan.noteIn(undo.line());
    return new UndoResult(undo.revision(), plan.changes(), Undo.listed(connection, plan));
  }

  @Override
  public void close() {
    if (!published) {
      shadow.drop();
    }
  }
}
