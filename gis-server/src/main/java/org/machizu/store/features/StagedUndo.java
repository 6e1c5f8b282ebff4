package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.access.Actor;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.UndoResult;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

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
  private final StoredLayer layer;
  private final NextContent next;
  private final Shadow shadow;
  private final Meanwhile meanwhile;
  private boolean published;

  StagedUndo(StoredLayer layer, UndoPlan plan, Actor actor) {
    this.plan = plan;
    this.actor = actor;
    this.layer = layer;
    this.next = layer.next(plan.present(), new LayerJson.Table(plan.schema(), plan.columns()));
    this.shadow = next.shadow();
    this.meanwhile = new Meanwhile(shadow, plan.since());
  }

  UndoResult run(Progress progress) throws CancelledException {
    build(progress);
    progress.checkCancelled();
    progress.report(0.8);
    next.index();
    progress.checkCancelled();
    progress.report(0.95);
    while (meanwhile.isMuch()) {
      boolean unused = layer.aside(this::follow);
      progress.checkCancelled();
    }
    UndoResult result = layer.write(this::publish);
    published = true;
    return result;
  }

  private void build(Progress progress) throws CancelledException {
    long rows = 2 * plan.changes() + count();
    long done = inSpans(logged(), this::log, 0, rows, progress);
    long restored = inSpans(formerStates(), this::restore, done, rows, progress);
    plan.checkRestored(restored - done);
    inSpans(shadow.spans(), shadow::copyUntouched, restored, rows, progress);
  }

  private long count() {
    return layer.read(
        Transactions.ALLOWED,
        (c, now) -> Sql.numberOr(c, 0, "SELECT count(*) FROM " + plan.present().content()));
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
        layer,
        "SELECT l.fid, 0 FROM %s l WHERE l.revision = ?".formatted(plan.then().log()),
        "l.fid",
        plan.logged());
  }

  /** Says of each feature what the undo makes of it: the opposite of what was done. */
  private void log(Connection connection, long after, long to) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO %s (revision, fid, kind) SELECT 0, fid, CASE kind WHEN 'C' THEN 'D' WHEN 'D' THEN 'C' ELSE 'U' END FROM %s WHERE revision = ? AND fid > ? AND fid <= ?"
            .formatted(shadow.log(), plan.then().log()),
        plan.logged(),
        after,
        to);
  }

  private Spans formerStates() {
    return new Spans(
        layer,
        "SELECT l.fid, %s FROM %s WHERE l.revision = ? AND l.kind <> 'C'"
            .formatted(Spans.bytes(plan.source()), plan.formerStates()),
        "l.fid",
        plan.logged());
  }

  private void restore(Connection connection, long after, long to) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO %s (fid%s) SELECT l.fid%s FROM %s WHERE l.revision = ? AND l.kind <> 'C' AND l.fid > ? AND l.fid <= ?"
            .formatted(
                shadow.content(),
                shadow.epoch().allColumns(""),
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
              .formatted(plan.present().layer()));
    }
    meanwhile.copyAnew(connection, Meanwhile.CHANGED);
    return true;
  }

  private UndoResult publish(Connection connection, Epoch present) throws SQLException {
    layer.keepOthersOut(connection);
    boolean unused = follow(connection);
    OpenRevision step = next.swap(connection, actor, ChangeKinds.UNDO, "of " + plan.revision());
    plan.noteInAudit(step);
    return new UndoResult(step.end(), plan.changes(), Undo.listed(connection, plan));
  }

  @Override
  public void close() {
    if (!published) {
      next.drop();
    }
  }
}
