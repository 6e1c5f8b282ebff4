package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.UndoResult;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/**
 * Takes back what one revision did to a layer, as a new revision: a few features in one
 * transaction, more by a {@link StagedUndo}.
 */
final class Undo {
  /** More features than this would keep others waiting too long in one transaction. */
  static final int AT_ONCE = 2_000;

  private static final Duration PLAN_ALLOWED = Duration.ofMinutes(5);

  private final StoredLayer layer;
  private final EditRight right;
  private final Revision revision;

  Undo(StoredLayer layer, EditRight right, Revision revision) {
    this.layer = layer;
    this.right = right;
    this.revision = revision;
  }

  /** How many features it is about. */
  long count() {
    return layer.read(Transactions.ALLOWED, this::plan).changes();
  }

  UndoResult run(Progress progress) throws CancelledException {
    UndoPlan plan = layer.read(PLAN_ALLOWED, this::plan);
    if (plan.changes() <= AT_ONCE && plan.keepsForm()) {
      progress.checkCancelled();
      return layer.write(this::atOnce);
    }
    return staged(progress);
  }

  private UndoPlan plan(Connection connection, Epoch present) throws SQLException {
    return UndoPlan.of(layer.ledger(), connection, present, revision);
  }

  private UndoResult staged(Progress progress) throws CancelledException {
    try (StoredLayer.Place unused = layer.takePlace(right)) {
      // Planned again: only from here on nobody else puts another content in its place.
      UndoPlan plan = layer.read(PLAN_ALLOWED, this::plan);
      try (StagedUndo staged = new StagedUndo(layer, plan, right.actor())) {
        return staged.run(progress);
      }
    }
  }

  private UndoResult atOnce(Connection connection, Epoch present) throws SQLException {
    UndoPlan plan = plan(connection, present);
    if (!plan.keepsForm()) {
      throw new LayerConflictException(
          "layer-changed",
          "the attributes of layer '%s' were changed meanwhile; begin again"
              .formatted(right.layer().name()));
    }
    OpenRevision step =
        layer.begin(connection, present, right.actor(), ChangeKinds.UNDO, "of " + revision);
    String table = present.content();
    Sql.update(
        connection,
        "DELETE FROM %s WHERE fid IN (SELECT fid FROM %s WHERE revision = ? AND kind = 'C')"
            .formatted(table, plan.then().log()),
        plan.logged());
    long restored = update(connection, plan, table) + create(connection, plan, table);
    plan.checkRestored(restored);
    plan.noteInAudit(step);
    if (plan.source().hasGeometry()) {
      step.touchAll(
          "SELECT t.geom FROM " + plan.formerStates() + " WHERE l.revision = ?", plan.logged());
    }
    return new UndoResult(step.end(), plan.changes(), listed(connection, plan));
  }

  private static long create(Connection connection, UndoPlan plan, String table)
      throws SQLException {
    Epoch target = plan.present();
    return Sql.update(
        connection,
        "INSERT INTO %s (fid%s) SELECT t.fid%s FROM %s WHERE l.revision = ? AND l.kind = 'D'"
            .formatted(
                table,
                target.allColumns(""),
                plan.source().columnsFor(target, "t."),
                plan.formerStates()),
        plan.logged());
  }

  private static long update(Connection connection, UndoPlan plan, String table)
      throws SQLException {
    Epoch target = plan.present();
    String columns = target.allColumns("");
    String altered = "WHERE l.revision = ? AND l.kind = 'U'";
    if (columns.isEmpty()) { // a table of ids alone: another program can only have rewritten it
      return Sql.numberOr(
          connection,
          0,
          "SELECT count(*) FROM %s %s".formatted(plan.formerStates(), altered),
          plan.logged());
    }
    String sets =
        Stream.concat(
                target.hasGeometry() ? Stream.of(Epoch.GEOMETRY) : Stream.empty(),
                target.columns().stream())
            .map(c -> Sql.name(c) + " = machizu_former." + Sql.name(c))
            .collect(Collectors.joining(", "));
    return Sql.update(
        connection,
        "WITH machizu_former (fid%s) AS (SELECT t.fid%s FROM %s %s) UPDATE %s AS machizu_now SET %s FROM machizu_former WHERE machizu_former.fid = machizu_now.fid"
            .formatted(
                columns,
                plan.source().columnsFor(target, "t."),
                plan.formerStates(),
                altered,
                table,
                sets),
        plan.logged());
  }

  /** The ids that are told. */
  static List<Long> listed(Connection connection, UndoPlan plan) throws SQLException {
    return Sql.strings(
            connection,
            "SELECT fid FROM %s WHERE revision = ? ORDER BY fid LIMIT %d"
                .formatted(plan.then().log(), UndoResult.LISTED),
            plan.logged())
        .stream()
        .map(Long::valueOf)
        .toList();
  }
}
