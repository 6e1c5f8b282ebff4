package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.Sql;

/**
 * Brings into a {@link Shadow} what others changed in the layer while it was built. What the import
 * sets, it sets; everything else of a feature is as the others left it. A feature that the import
 * found unaltered keeps what others did to it afterwards.
 */
final class CatchUp {
  private final Shadow shadow;
  private final ImportPlan plan;
  private final long begin;
  private final Meanwhile meanwhile;

  CatchUp(Shadow shadow, ImportPlan plan, long since) {
    this.shadow = shadow;
    this.plan = plan;
    this.begin = since;
    this.meanwhile = new Meanwhile(shadow, since);
  }

  private Epoch present() {
    return shadow.present();
  }

  /** Whether others have changed more since the last run than one transaction should take over. */
  boolean isBehind() {
    return meanwhile.isMuch();
  }

  /**
   * Takes over the changes since the last run.
   *
   * @param replacing whether the shadow is the whole new content
   */
  boolean run(Connection connection, boolean replacing) throws SQLException {
    boolean changed = meanwhile.list(connection);
    if (changed && replacing) {
      forgetReplaced(connection);
    } else if (changed) {
      merge(connection);
    }
    return changed;
  }

  /** Whatever stands now, goes. */
  private void forgetReplaced(Connection connection) throws SQLException {
    String table = present().content();
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
    String table = present().content();
    String changed = "(" + Meanwhile.CHANGED + ")";
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
    String which = Meanwhile.CHANGED + " WHERE fid ";
    mergeAltered(connection, table, which + "IN " + logged.formatted("= 'U'"));
    meanwhile.copyAnew(connection, which + "NOT IN " + logged.formatted("IN ('C', 'U', 'D')"));
  }

  /** Of a feature that both altered, the columns that the import does not set are the others'. */
  private void mergeAltered(Connection connection, String table, String which) throws SQLException {
    String sets =
        plan.left().stream()
            .filter(c -> c.equals(Epoch.GEOMETRY) || present().columns().contains(c))
            .map(c -> Sql.name(c) + " = t." + Sql.name(c))
            .collect(Collectors.joining(", "));
    if (!sets.isEmpty()) {
      Sql.update(
          connection,
          "UPDATE %s AS s SET %s FROM %s t WHERE t.fid = s.fid AND s.fid IN (%s)"
              .formatted(shadow.content(), sets, table, which));
      shadow.epoch().dialect().reindex(connection, shadow.epoch(), which);
    }
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
    present().dialect().makeTemporary(connection, "machizu_same", List.of("ours", "theirs"));
    Sql.update(
        connection,
        """
        INSERT INTO machizu_same (theirs, ours)
        SELECT min(t.fid), s.fid FROM %s t JOIN %s s ON s.%s = t.%s
        WHERE t.fid IN (SELECT fid FROM %s WHERE revision > %d AND kind = 'C')
          AND s.fid IN (SELECT fid FROM %s WHERE revision = 0 AND kind = 'C')
        GROUP BY s.fid
        """
            .formatted(
                present().content(),
                shadow.content(),
                column,
                column,
                present().log(),
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
            .formatted(shadow.epoch().version()));
    return Sql.update(
            connection,
            "UPDATE %s SET kind = 'U' WHERE revision = 0 AND fid IN (SELECT theirs FROM machizu_same)"
                .formatted(log))
        > 0;
  }
}
