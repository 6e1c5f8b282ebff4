package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.machizu.access.Actor;
import org.machizu.layers.StagedImport;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.Sql;

/**
 * Makes a finished {@link Shadow} the layer's content. A few changes by key are written row by row;
 * otherwise the shadow is completed in small transactions and takes the layer's place in one.
 */
final class Publication {
  /** More changed rows than this would keep others waiting too long in one transaction. */
  private static final int ROW_BY_ROW = 5_000;

  private final Shadow shadow;
  private final Actor actor;
  private final ImportPlan plan;
  private final CatchUp catchUp;

  /**
   * @param since the revision from which on others' changes are not in the shadow
   */
  Publication(Shadow shadow, Actor actor, ImportPlan plan, long since) {
    this.shadow = shadow;
    this.actor = actor;
    this.plan = plan;
    this.catchUp = new CatchUp(shadow, plan, since);
  }

  /** The shadow is the whole new content. */
  StagedImport.Outcome replace() {
    boolean unused =
        writes()
            .aside(c -> {
              Sql.update(
                  c,
                  "INSERT INTO %s (revision, fid, kind) SELECT 0, fid, 'C' FROM %s"
                      .formatted(shadow.log(), shadow.epoch().content()));
              return true;
            });
    String removed =
        "INSERT INTO %s (revision, fid, kind) SELECT 0, fid, 'D' FROM %s WHERE fid > ? AND fid <= ? ON CONFLICT (revision, fid) DO NOTHING"
            .formatted(shadow.log(), shadow.entry().epoch().content());
    shadow.present().all((c, after, to) -> Sql.update(c, removed, after, to));
    return swap(true, 0);
  }

  private LayerWrites writes() {
    return shadow.writes();
  }

  /**
   * The shadow holds what the import adds and alters.
   *
   * @param removed features to remove
   */
  StagedImport.Outcome merge(String key, List<Long> removed, long unchanged) {
    for (int from = 0; from < removed.size(); from += Spans.ROWS) {
      String ids = json(removed.subList(from, Math.min(removed.size(), from + Spans.ROWS)));
      int unused =
          writes()
              .aside(c ->
                  Sql.update(
                      c,
                      "INSERT INTO %s (revision, fid, kind) SELECT 0, value::bigint, 'D' FROM json_array_elements_text(?::json)"
                          .formatted(shadow.log()),
                      ids));
    }
    long changes =
        shadow
            .database()
            .read(
                FeatureReads.ALLOWED,
                c -> Sql.numberOr(c, 0, "SELECT count(*) FROM " + shadow.log()));
    boolean keepsForm = plan.columns().equals(shadow.entry().epoch().columns());
    if (changes <= ROW_BY_ROW && keepsForm) {
      return writes()
          .write(shadow.entry().layer().id(), (c, now) -> rowByRow(c, now, key, unchanged));
    }
    shadow.present().all(shadow::copyUntouched);
    boolean unused = writes().aside(c -> catchUp.sameKeys(c, key));
    return swap(false, unchanged);
  }

  static String json(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  private StagedImport.Outcome swap(boolean replacing, long unchanged) {
    shadow.index();
    while (catchUp.isBehind()) {
      boolean unused = writes().aside(c -> catchUp.run(c, replacing));
    }
    return writes()
        .write(
            shadow.entry().layer().id(),
            (c, now) -> {
              writes().close(c, now);
              boolean unused = catchUp.run(c, replacing);
              Step step = new Swap(c, shadow, actor).run(now, ChangeKinds.IMPORT, null);
              return counted(
                  step,
                  new StagedImport.Outcome(
                      step.revision(), logged(c, "C"), logged(c, "U"), unchanged, logged(c, "D")));
            });
  }

  /** The audit line of the import gets its counts. */
  private static StagedImport.Outcome counted(Step step, StagedImport.Outcome outcome)
      throws SQLException {
    var unused =
        step.detail("created", outcome.created())
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
      Connection connection, Entry now, String key, long unchanged) throws SQLException {
    boolean unused = catchUp.sameKeys(connection, key);
    shadow.checkFits(now);
    Step step = writes().revisions().begin(connection, now.name(), actor, ChangeKinds.IMPORT, null);
    String table = now.epoch().content();
    String added = shadow.epoch().content();
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
            "INSERT INTO %s (fid%s) SELECT s.fid%s FROM %s s WHERE s.fid IN %s AND NOT EXISTS (SELECT FROM %s t WHERE t.fid = s.fid)"
                .formatted(
                    table,
                    now.epoch().allColumns(""),
                    shadow.epoch().allColumns("s."),
                    added,
                    ids.formatted("IN ('C', 'U')"),
                    table));
    long removed =
        Sql.update(
            connection, "DELETE FROM %s WHERE fid IN %s".formatted(table, ids.formatted("= 'D'")));
    boolean gone = Shadow.drop(connection, writes().entries(), shadow.epoch());
    return counted(
        step, new StagedImport.Outcome(step.revision(), created, updated, unchanged, removed));
  }
}
