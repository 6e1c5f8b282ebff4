package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.machizu.access.Actor;
import org.machizu.layers.StagedImport;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.ChangeLine;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.LayerJson;
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
  StagedImport.Outcome replace(TreeLoad tree) {
    String removed =
        "INSERT OR IGNORE INTO %s (revision, fid, kind) SELECT 0, fid, 'D' FROM %s WHERE fid > ? AND fid <= ?"
            .formatted(shadow.log(), Sql.name(shadow.entry().name()));
    shadow.present().all((c, after, to) -> Sql.update(c, removed, after, to));
    return swap(tree, true, 0);
  }

  /**
   * The shadow holds what the import adds and alters.
   *
   * @param removed features to remove
   */
  StagedImport.Outcome merge(String key, List<Long> removed, long unchanged) {
    for (int from = 0; from < removed.size(); from += Spans.ROWS) {
      String ids = json(removed.subList(from, Math.min(removed.size(), from + Spans.ROWS)));
      shadow
          .writer()
          .write(c ->
              Sql.update(
                  c,
                  "INSERT INTO %s (revision, fid, kind) SELECT 0, value, 'D' FROM json_each(?)"
                      .formatted(shadow.log()),
                  ids));
    }
    long changes =
        shadow
            .file()
            .readers()
            .read(
                FeatureReads.ALLOWED,
                c -> Sql.numberOr(c, 0, "SELECT count(*) FROM " + shadow.log()));
    if (changes <= ROW_BY_ROW) {
      return shadow.writer().write(c -> rowByRow(c, key, unchanged));
    }
    shadow.present().all(shadow::copyUntouched);
    shadow.writer().write(c -> catchUp.sameKeys(c, key));
    return swap(shadow.boxes(), false, unchanged);
  }

  static String json(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  private StagedImport.Outcome swap(TreeLoad tree, boolean replacing, long unchanged) {
    shadow.index(tree);
    while (catchUp.isBehind()) {
      shadow.writer().write(c -> catchUp.run(c, replacing));
    }
    return shadow
        .writer()
        .write(c -> {
          catchUp.run(c, replacing);
          Begun change = new Swap(c, shadow, actor).run(ChangeKinds.IMPORT, null, tree.extent());
          return outcome(c, change, unchanged);
        });
  }

  private StagedImport.Outcome outcome(Connection connection, Begun change, long unchanged)
      throws SQLException {
    return counted(
        change.line(),
        new StagedImport.Outcome(
            change.revision(),
            logged(connection, "C"),
            logged(connection, "U"),
            unchanged,
            logged(connection, "D")));
  }

  /** The audit line of the import gets its counts. */
  private static StagedImport.Outcome counted(ChangeLine line, StagedImport.Outcome outcome)
      throws SQLException {
    line.details(
        Map.of(
            "created",
            outcome.created(),
            "updated",
            outcome.updated(),
            "unchanged",
            outcome.unchanged(),
            "removed",
            outcome.removed()));
    return outcome;
  }

  private long logged(Connection connection, String kind) throws SQLException {
    return Sql.numberOr(
        connection,
        0,
        "SELECT count(*) FROM " + shadow.log() + " WHERE revision = 0 AND kind = ?",
        kind);
  }

  private StagedImport.Outcome rowByRow(Connection connection, String key, long unchanged)
      throws SQLException {
    catchUp.sameKeys(connection, key);
    Entry now = GpkgFeatureStore.getEntry(connection, shadow.file(), shadow.entry().layer().id());
    shadow.checkFits(now);
    Begun change =
        shadow.file().revisions().begin(connection, now.name(), actor, ChangeKinds.IMPORT, null);
    Epoch epoch = addColumns(connection, now);
    String table = Sql.name(now.name());
    String sets =
        plan.covered().stream()
            .map(c -> Sql.name(c) + " = s." + Sql.name(c))
            .collect(Collectors.joining(", "));
    String ids = "(SELECT fid FROM " + shadow.log() + " WHERE revision = 0 AND kind %s)";
    long updated =
        Sql.update(
            connection,
            "UPDATE %s AS t SET %s FROM %s s WHERE s.fid = t.fid AND s.fid IN %s" // "s" may be a
                // layer
                .formatted(table, sets, shadow.content(), ids.formatted("= 'U'")));
    long created =
        Sql.update(
            connection,
            "INSERT INTO %s (fid%s) SELECT s.fid%s FROM %s s WHERE s.fid IN %s AND s.fid NOT IN (SELECT fid FROM %s)"
                .formatted(
                    table,
                    LogTriggers.columns(shadow.epoch(), ""),
                    LogTriggers.columns(shadow.epoch(), "s."),
                    shadow.content(),
                    ids.formatted("IN ('C', 'U')"),
                    table));
    long removed =
        Sql.update(
            connection, "DELETE FROM %s WHERE fid IN %s".formatted(table, ids.formatted("= 'D'")));
    Edits edits =
        new Edits(
            connection, shadow.file(), new Entry(now.layer(), now.access(), now.style(), epoch));
    noteExtent(connection, edits);
    edits.finish();
    Leftovers.drop(connection, shadow.epoch().id());
    return counted(
        change.line(),
        new StagedImport.Outcome(change.revision(), created, updated, unchanged, removed));
  }

  private void noteExtent(Connection connection, Edits edits) throws SQLException {
    if (!shadow.epoch().hasGeometry()) {
      return;
    }
    try (var statement = connection.prepareStatement("SELECT geom FROM " + shadow.content());
        var row = statement.executeQuery()) {
      while (row.next()) {
        edits.note(row.getBytes(1));
      }
    }
  }

  /** Gives the layer the attributes that only the import has. */
  private Epoch addColumns(Connection connection, Entry now) throws SQLException {
    Epoch epoch = now.epoch();
    List<String> missing =
        plan.columns().stream().filter(c -> !epoch.columns().contains(c)).toList();
    if (missing.isEmpty()) {
      return epoch;
    }
    LogTriggers.dropAll(connection, now.name());
    for (String column : missing) {
      int place = plan.columns().indexOf(column);
      LayerTables.addColumn(
          connection, epoch, column, plan.schema().attributes().get(place).type(), true);
    }
    Epoch wider = epoch.with(plan.schema(), plan.columns());
    LayerTables.createTriggers(connection, wider);
    Sql.update(
        connection,
        "UPDATE machizu_epoch SET columns = ? WHERE id = ?",
        LayerJson.writeTable(wider.schema(), wider.columns()),
        wider.id());
    return wider;
  }
}
