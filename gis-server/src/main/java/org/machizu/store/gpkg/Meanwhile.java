package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/**
 * What others do to a layer while its {@link Shadow} is built: learned from the layer's log, a
 * stretch at a time, and listed in a temporary table of the writer.
 */
final class Meanwhile {
  /** The ids of the features that {@link #list} found. */
  static final String CHANGED = "SELECT fid FROM machizu_changed";

  /** Others' changes that the last, publishing transaction may take over. */
  static final int FEW = 500;

  private final Shadow shadow;
  private long since;

  /**
   * @param since the revision from which on others' changes are not in the shadow
   */
  Meanwhile(Shadow shadow, long since) {
    this.shadow = shadow;
    this.since = since;
  }

  private Epoch present() {
    return shadow.entry().epoch();
  }

  /** Whether more was changed since the last look than one transaction should take over. */
  boolean isMuch() {
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
                        since)
                    > FEW);
  }

  /** Lists what was changed since the last look; false when nothing was. */
  boolean list(Connection connection) throws SQLException {
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
    since = until;
    return changed > 0;
  }

  /**
   * Copies features, or their absence, as they stand now.
   *
   * @param which a query for their ids
   */
  void copyAnew(Connection connection, String which) throws SQLException {
    String in = " WHERE fid IN (" + which + ")";
    Sql.update(connection, "DELETE FROM " + shadow.content() + in);
    Sql.update(connection, "DELETE FROM " + Sql.name(shadow.epoch().version()) + in);
    shadow.copyPresent(connection, "t.fid IN (" + which + ")");
    reindex(connection, which);
  }

  /** Brings the shadow's index up to date with its content. */
  void reindex(Connection connection, String which) throws SQLException {
    if (!shadow.epoch().hasGeometry()) {
      return;
    }
    String tree = Sql.name(shadow.epoch().shadowBox());
    Sql.update(connection, "DELETE FROM %s WHERE id IN (%s)".formatted(tree, which));
    Sql.update(
        connection,
        "INSERT INTO %s SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM %s WHERE fid IN (%s) AND geom NOTNULL AND NOT ST_IsEmpty(geom)"
            .formatted(tree, shadow.content(), which));
  }
}
