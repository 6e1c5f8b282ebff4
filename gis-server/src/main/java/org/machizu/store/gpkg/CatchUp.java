package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;

/**
 * Brings into a {@link Shadow} what others changed in the layer while it was built. What the import
 * sets, it sets; everything else of a feature is as the others left it. A feature that the import
 * found unaltered keeps what others did to it afterwards.
 */
final class CatchUp {
  private final Shadow shadow;
  private final ImportPlan plan;
  private final long begin;
  private long since;

  CatchUp(Shadow shadow, ImportPlan plan, long since) {
    this.shadow = shadow;
    this.plan = plan;
    this.begin = since;
    this.since = since;
  }

  private Epoch present() {
    return shadow.entry().epoch();
  }

  /** How many features others have changed since the last run. */
  long behind() {
    return shadow
        .file()
        .readers()
        .read(
            FeatureReads.ALLOWED,
            c ->
                Sql.numberOr(
                    c,
                    0,
                    "SELECT count(*) FROM %s WHERE revision > ?"
                        .formatted(Sql.name(present().log())),
                    since));
  }

  /**
   * Takes over the changes since the last run.
   *
   * @param replacing whether the shadow is the whole new content
   */
  boolean run(Connection connection, boolean replacing) throws SQLException {
    long until = Sql.numberOr(connection, 0, "SELECT max(revision) FROM machizu_revision");
    Sql.execute(
        connection, "CREATE TEMP TABLE IF NOT EXISTS machizu_changed (fid INTEGER PRIMARY KEY)");
    Sql.execute(connection, "DELETE FROM machizu_changed");
    int changed =
        Sql.update(
            connection,
            "INSERT INTO machizu_changed SELECT DISTINCT fid FROM %s WHERE revision > ?"
                .formatted(Sql.name(present().log())),
            since);
    if (changed > 0 && replacing) {
      forgetReplaced(connection);
    } else if (changed > 0) {
      merge(connection);
    }
    since = until;
    return changed > 0;
  }

  /** Whatever stands now, goes. */
  private void forgetReplaced(Connection connection) throws SQLException {
    String table = Sql.name(present().content());
    Sql.update(
        connection,
        "DELETE FROM %s WHERE revision = 0 AND kind = 'D' AND fid IN (SELECT fid FROM machizu_changed)"
            .formatted(shadow.log()));
    Sql.update(
        connection,
        "INSERT INTO %s (revision, fid, kind) SELECT 0, fid, 'D' FROM machizu_changed WHERE fid IN (SELECT fid FROM %s)"
            .formatted(shadow.log(), table));
  }

  private void merge(Connection connection) throws SQLException {
    String log = shadow.log();
    String table = Sql.name(present().content());
    String changed = "(SELECT fid FROM machizu_changed)";
    String logged = "(SELECT fid FROM " + log + " WHERE revision = 0 AND kind %s)";
    // Removed by the import and by somebody else: somebody else did it.
    Sql.update(
        connection,
        "DELETE FROM %s WHERE revision = 0 AND kind = 'D' AND fid IN %s AND fid NOT IN (SELECT fid FROM %s)"
            .formatted(log, changed, table));
    // Altered by the import, deleted by somebody else: the import has it, so it is there again.
    Sql.update(
        connection,
        "UPDATE %s SET kind = 'C' WHERE revision = 0 AND kind = 'U' AND fid IN %s AND fid NOT IN (SELECT fid FROM %s)"
            .formatted(log, changed, table));
    String which = "(SELECT fid FROM machizu_changed WHERE fid %s)";
    mergeAltered(connection, table, which.formatted("IN " + logged.formatted("= 'U'")));
    copyAnew(
        connection, table, which.formatted("NOT IN " + logged.formatted("IN ('C', 'U', 'D')")));
  }

  /** Of a feature that both altered, the columns that the import does not set are the others'. */
  private void mergeAltered(Connection connection, String table, String which) throws SQLException {
    String sets =
        plan.left().stream()
            .filter(c -> c.equals(Columns.GEOMETRY) || present().columns().contains(c))
            .map(c -> Sql.name(c) + " = t." + Sql.name(c))
            .collect(Collectors.joining(", "));
    if (!sets.isEmpty()) {
      Sql.update(
          connection,
          "UPDATE %s AS s SET %s FROM %s t WHERE t.fid = s.fid AND s.fid IN %s"
              .formatted(shadow.content(), sets, table, which));
      reindex(connection, which);
    }
  }

  private void copyAnew(Connection connection, String table, String which) throws SQLException {
    Epoch target = shadow.epoch();
    Sql.update(connection, "DELETE FROM %s WHERE fid IN %s".formatted(shadow.content(), which));
    Sql.update(
        connection, "DELETE FROM %s WHERE fid IN %s".formatted(Sql.name(target.version()), which));
    Sql.update(
        connection,
        "INSERT INTO %s (fid%s) SELECT t.fid%s FROM %s t WHERE t.fid IN %s"
            .formatted(
                shadow.content(),
                LogTriggers.columns(present(), ""),
                LogTriggers.columns(present(), "t."),
                table,
                which));
    Sql.update(
        connection,
        "INSERT INTO %s (fid, revision) SELECT t.fid, coalesce(v.revision, %d) FROM %s t LEFT JOIN %s v ON v.fid = t.fid WHERE t.fid IN %s"
            .formatted(
                Sql.name(target.version()),
                present().start().number(),
                table,
                Sql.name(present().version()),
                which));
    reindex(connection, which);
  }

  private void reindex(Connection connection, String which) throws SQLException {
    if (!shadow.epoch().hasGeometry()) {
      return;
    }
    String tree = Sql.name(shadow.epoch().shadowBox());
    Sql.update(connection, "DELETE FROM %s WHERE id IN %s".formatted(tree, which));
    Sql.update(
        connection,
        "INSERT INTO %s SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM %s WHERE fid IN %s AND geom NOTNULL AND NOT ST_IsEmpty(geom)"
            .formatted(tree, shadow.content(), which));
  }

  /**
   * Features that somebody else has added meanwhile under a key that the import adds too become one
   * with those of the import, under the id that is known already.
   */
  boolean sameKeys(Connection connection, String key) throws SQLException {
    int place = present().schema().indexOf(key);
    if (place < 0) {
      return false;
    }
    String column = Sql.name(present().columns().get(place));
    String log = shadow.log();
    Sql.execute(connection, "DROP TABLE IF EXISTS temp.machizu_same");
    Sql.execute(
        connection,
        """
        CREATE TEMP TABLE machizu_same AS
        SELECT min(t.fid) AS theirs, s.fid AS ours FROM %s t JOIN %s s ON s.%s = t.%s
        WHERE t.fid IN (SELECT fid FROM %s WHERE revision > %d AND kind = 'C')
          AND s.fid IN (SELECT fid FROM %s WHERE revision = 0 AND kind = 'C')
        GROUP BY s.fid
        """
            .formatted(
                Sql.name(present().content()),
                shadow.content(),
                column,
                column,
                Sql.name(present().log()),
                begin,
                log));
    for (String table : new String[] {shadow.content(), log}) {
      Sql.update(
          connection,
          "DELETE FROM %s WHERE fid IN (SELECT theirs FROM machizu_same)".formatted(table));
      Sql.update(
          connection,
          "UPDATE %s SET fid = (SELECT theirs FROM machizu_same WHERE ours = fid) WHERE fid IN (SELECT ours FROM machizu_same)"
              .formatted(table));
    }
    Sql.update(
        connection,
        "DELETE FROM %s WHERE fid IN (SELECT theirs FROM machizu_same)"
            .formatted(Sql.name(shadow.epoch().version())));
    return Sql.update(
            connection,
            "UPDATE %s SET kind = 'U' WHERE revision = 0 AND fid IN (SELECT theirs FROM machizu_same)"
                .formatted(log))
        > 0;
  }
}
