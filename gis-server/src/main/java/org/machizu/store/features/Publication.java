package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.machizu.access.Actor;
import org.machizu.layers.StagedImport;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/**
 * Makes a finished {@link Shadow} the layer's content. A few changes by key are written row by row;
 * otherwise the shadow is completed in small transactions and takes the layer's place in one.
 */
final class Publication {
  /** More changed rows than this would keep others waiting too long in one transaction. */
  private static final int ROW_BY_ROW = 5_000;

  private final NextContent next;
  private final Shadow shadow;
  private final StoredLayer layer;
  private final Actor actor;
  private final ImportPlan plan;
  private final CatchUp catchUp;

  /**
   * @param since the revision from which on others' changes are not in the shadow
   */
  Publication(NextContent next, Actor actor, ImportPlan plan, long since) {
    this.next = next;
    this.shadow = next.shadow();
    this.layer = shadow.layer();
    this.actor = actor;
    this.plan = plan;
    this.catchUp = new CatchUp(shadow, plan, since);
  }

  /** The shadow is the whole new content, and its log names every row of it. */
  StagedImport.Outcome replace() {
    String removed =
        "INSERT INTO %s (revision, fid, kind) SELECT 0, fid, 'D' FROM %s WHERE fid > ? AND fid <= ? ON CONFLICT (revision, fid) DO NOTHING"
            .formatted(shadow.log(), shadow.present().content());
    shadow.spans().all((c, after, to) -> Sql.update(c, removed, after, to));
    return swap(true, 0);
  }

  /**
   * The shadow holds what the import adds and alters.
   *
   * @param removed features to remove
   */
  StagedImport.Outcome merge(String key, List<Long> removed, long unchanged) {
    for (int from = 0; from < removed.size(); from += Spans.ROWS) {
      List<Long> ids = removed.subList(from, Math.min(removed.size(), from + Spans.ROWS));
      int unused = layer.aside(c -> shadow.note(c, ids, "D"));
    }
    long changes =
        layer.read(
            Transactions.ALLOWED,
            (c, now) -> Sql.numberOr(c, 0, "SELECT count(*) FROM " + shadow.log()));
    if (changes <= ROW_BY_ROW && layer.takes(shadow.present(), plan.columns())) {
      return layer.write((c, now) -> rowByRow(c, now, key, unchanged));
    }
    shadow.spans().all(shadow::copyUntouched);
    boolean unused = layer.aside(c -> catchUp.sameKeys(c, key));
    return swap(false, unchanged);
  }

  private StagedImport.Outcome swap(boolean replacing, long unchanged) {
    next.index();
    while (catchUp.isBehind()) {
      boolean unused = layer.aside(c -> catchUp.run(c, replacing));
    }
    return layer.write((c, now) -> {
      layer.keepOthersOut(c);
      boolean unused = catchUp.run(c, replacing);
      OpenRevision change = next.swap(c, actor, ChangeKinds.IMPORT, null);
      return counted(
          change,
          new StagedImport.Outcome(
              change.revision(), logged(c, "C"), logged(c, "U"), unchanged, logged(c, "D")));
    });
  }

  /** The audit line of the import gets its counts. */
  private static StagedImport.Outcome counted(OpenRevision change, StagedImport.Outcome outcome)
      throws SQLException {
    var unused =
        change
            .detail("created", outcome.created())
            .detail("updated", outcome.updated())
            .detail("unchanged", outcome.unchanged())
            .detail("removed", outcome.removed())
            .end();
    return outcome;
  }

  private long logged(Connection connection, String kind) throws SQLException {
    return Sql.numberOr(
        connection,
        0,
        "SELECT count(*) FROM " + shadow.log() + " WHERE revision = 0 AND kind = ?",
        kind);
  }

  private StagedImport.Outcome rowByRow(
      Connection connection, Epoch now, String key, long unchanged) throws SQLException {
    boolean unused = catchUp.sameKeys(connection, key);
    shadow.checkFits(now);
    OpenRevision change = layer.begin(connection, now, actor, ChangeKinds.IMPORT, null);
    Epoch wide = layer.widen(connection, now, new LayerJson.Table(plan.schema(), plan.columns()));
    String table = wide.content();
    String added = shadow.content();
    String sets =
        plan.covered().stream()
            .map(c -> Sql.name(c) + " = s." + Sql.name(c))
            .collect(Collectors.joining(", "));
    String ids = "(SELECT fid FROM " + shadow.log() + " WHERE revision = 0 AND kind %s)";
    long updated =
        Sql.update(
            connection,
            "UPDATE %s AS t SET %s FROM %s s WHERE s.fid = t.fid AND s.fid IN %s"
                .formatted(table, sets, added, ids.formatted("= 'U'")));
    long created =
        Sql.update(
            connection,
            "INSERT INTO %s (fid%s) SELECT s.fid%s FROM %s s WHERE s.fid IN %s AND NOT EXISTS (SELECT 1 FROM %s t WHERE t.fid = s.fid)"
                .formatted(
                    table,
                    wide.allColumns(""),
                    shadow.epoch().allColumns("s."),
                    added,
                    ids.formatted("IN ('C', 'U')"),
                    table));
    long removed =
        Sql.update(
            connection, "DELETE FROM %s WHERE fid IN %s".formatted(table, ids.formatted("= 'D'")));
    if (shadow.epoch().hasGeometry()) {
      change.touchAll("SELECT geom FROM " + added);
    }
    next.drop(connection);
    return counted(
        change, new StagedImport.Outcome(change.revision(), created, updated, unchanged, removed));
  }
}
