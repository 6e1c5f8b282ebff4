package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/**
 * The R*Tree extension of GeoPackage (OGC 12-128r18, annex F.3): the index of a feature table and
 * the triggers that keep it, in the form of version 1.4, which also stands an upsert.
 */
final class SpatialIndex {
  /** How many triggers a table has. */
  static final int COUNT = 7;

  private SpatialIndex() {}

  static void createTree(Connection connection, String tree) throws SQLException {
    Sql.execute(
        connection,
        "CREATE VIRTUAL TABLE " + Sql.name(tree) + " USING rtree(id, minx, maxx, miny, maxy)");
  }

  /** The triggers of a layer's own table; their names are the extension's. */
  static void createTriggers(Connection connection, String table) throws SQLException {
    for (String trigger : triggers(table)) {
      Sql.execute(connection, trigger);
    }
  }

  /**
   * Fills the index of a layer's table anew, in one go; another program has dropped its triggers.
   */
  static void refill(Connection connection, Epoch epoch) throws SQLException {
    String tree = Sql.name(FileTables.box(epoch));
    Sql.execute(connection, "DROP TABLE IF EXISTS " + tree);
    createTree(connection, FileTables.box(epoch));
    Sql.execute(
        connection,
        "INSERT INTO %s SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM %s WHERE geom NOTNULL AND NOT ST_IsEmpty(geom)"
            .formatted(tree, epoch.content()));
  }

  private static List<String> triggers(String layer) {
    String tree = Sql.name("rtree_" + layer + "_geom");
    String table = Sql.name(layer);
    String filled = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))";
    String emptied = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))";
    String box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)";
    String put = "INSERT OR REPLACE INTO " + tree + " VALUES (NEW.fid, " + box + ");";
    return List.of(
        create(layer, "insert") + "AFTER INSERT ON " + table + " WHEN " + filled + begin(put),
        create(layer, "update2")
            + ("AFTER UPDATE OF geom ON " + table + " WHEN OLD.fid = NEW.fid AND " + emptied)
            + begin("DELETE FROM " + tree + " WHERE id = OLD.fid;"),
        create(layer, "update4")
            + ("AFTER UPDATE ON " + table + " WHEN OLD.fid != NEW.fid AND " + emptied)
            + begin("DELETE FROM " + tree + " WHERE id IN (OLD.fid, NEW.fid);"),
        create(layer, "update5")
            + ("AFTER UPDATE ON " + table + " WHEN OLD.fid != NEW.fid AND " + filled)
            + begin("DELETE FROM " + tree + " WHERE id = OLD.fid; " + put),
        create(layer, "update6")
            + ("AFTER UPDATE OF geom ON " + table + " WHEN OLD.fid = NEW.fid AND " + filled)
            + " AND (OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom))"
            + begin(
                "UPDATE "
                    + tree
                    + " SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom), miny = ST_MinY(NEW.geom), maxy = ST_MaxY(NEW.geom) WHERE id = NEW.fid;"),
        create(layer, "update7")
            + ("AFTER UPDATE OF geom ON " + table + " WHEN OLD.fid = NEW.fid AND " + filled)
            + " AND (OLD.geom ISNULL OR ST_IsEmpty(OLD.geom))"
            + begin("INSERT INTO " + tree + " VALUES (NEW.fid, " + box + ");"),
        create(layer, "delete")
            + ("AFTER DELETE ON " + table + " WHEN OLD.geom NOT NULL")
            + begin("DELETE FROM " + tree + " WHERE id = OLD.fid;"));
  }

  private static String create(String layer, String which) {
    return "CREATE TRIGGER " + Sql.name("rtree_" + layer + "_geom_" + which) + " ";
  }

  private static String begin(String body) {
    return " BEGIN " + body + " END";
  }
}
