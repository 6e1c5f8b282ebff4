package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/** Makes and drops an epoch's tables, and a layer's view for other programs. */
final class LayerTables {
  private LayerTables() {}

  /**
   * Content without index and triggers, ready for many rows, and its sides.
   *
   * @param ids the sequence of the layer's ids
   */
  static void create(Connection connection, String ids, Epoch epoch) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE %s (fid bigint PRIMARY KEY DEFAULT nextval('%s')%s)"
            .formatted(epoch.content(), ids, declarations(epoch)));
    Sql.execute(
        connection,
        "CREATE TABLE %s (fid bigint PRIMARY KEY, revision bigint NOT NULL)"
            .formatted(epoch.version()));
    Sql.execute(
        connection,
        "CREATE TABLE %s (revision bigint NOT NULL, fid bigint NOT NULL, kind char(1) NOT NULL, PRIMARY KEY (revision, fid))"
            .formatted(epoch.log()));
    Sql.execute(connection, "CREATE INDEX ON %s (fid, revision)".formatted(epoch.log()));
    Sql.execute(
        connection,
        "CREATE TABLE %s (machizu_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, fid bigint NOT NULL, machizu_from bigint NOT NULL, machizu_to bigint NOT NULL%s)"
            .formatted(epoch.history(), declarations(epoch)));
    Sql.execute(connection, "CREATE INDEX ON %s (fid, machizu_to)".formatted(epoch.history()));
    Sql.execute(
        connection,
        "CREATE TABLE %s (machizu_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, machizu_transaction xid8 NOT NULL, machizu_kind char(1) NOT NULL, fid bigint NOT NULL%s)"
            .formatted(DatabaseTables.outside(epoch), declarations(epoch)));
    if (epoch.hasGeometry()) {
      Sql.execute(connection, "CREATE INDEX ON %s USING gist (geom)".formatted(epoch.history()));
    }
  }

  /** Where a layer of pixels has its tiles or blocks. */
  static void createPixels(Connection connection, Epoch epoch) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE %s (level int NOT NULL, tile_column int NOT NULL, tile_row int NOT NULL, data bytea NOT NULL, PRIMARY KEY (level, tile_column, tile_row))"
            .formatted(DatabaseTables.pixels(epoch)));
    Sql.execute( // it is compressed already
        connection,
        "ALTER TABLE %s ALTER data SET STORAGE EXTERNAL".formatted(DatabaseTables.pixels(epoch)));
  }

  /** What is faster done when the rows are there. */
  static void index(Connection connection, Epoch epoch) throws SQLException {
    if (epoch.hasGeometry()) {
      Sql.execute(connection, "CREATE INDEX ON %s USING gist (geom)".formatted(epoch.content()));
    }
  }

  static void drop(Connection connection, Epoch epoch) throws SQLException {
    for (String table :
        List.of(
            epoch.content(),
            epoch.version(),
            epoch.log(),
            epoch.history(),
            DatabaseTables.outside(epoch),
            DatabaseTables.pixels(epoch))) {
      Sql.execute(connection, "DROP TABLE IF EXISTS " + table);
    }
    Sql.execute(connection, "DROP FUNCTION IF EXISTS " + DatabaseTables.changed(epoch) + "()");
  }

  private static String declarations(Epoch epoch) {
    StringBuilder sql = new StringBuilder();
    if (epoch.hasGeometry()) {
      sql.append(", geom ").append(Columns.geometryType(epoch.schema().geometryType()));
    }
    List<Attribute> attributes = epoch.schema().attributes();
    for (int i = 0; i < attributes.size(); i++) {
      sql.append(", ")
          .append(Sql.name(epoch.columns().get(i)))
          .append(' ')
          .append(Columns.type(attributes.get(i).type()));
    }
    return sql.toString();
  }

  /** Adds a column to the content and to the tables that mirror it. */
  static void addColumn(Connection connection, Epoch epoch, String column, AttributeType type)
      throws SQLException {
    for (String table : List.of(epoch.content(), epoch.history(), DatabaseTables.outside(epoch))) {
      Sql.execute(
          connection,
          "ALTER TABLE %s ADD COLUMN %s %s".formatted(table, Sql.name(column), Columns.type(type)));
    }
  }

  /** Shows a layer's content to other programs, unless it is kept apart. */
  static void show(Connection connection, Entry entry) throws SQLException {
    Epoch epoch = entry.epoch();
    if (entry.apart()) {
      hide(connection, entry);
      return;
    }
    String select =
        "VIEW %s AS SELECT fid%s FROM %s"
            .formatted(entry.view(), epoch.allColumns(""), epoch.content());
    if (keepsColumns(connection, entry)) { // rights and views that others have built stay
      Sql.execute(connection, "CREATE OR REPLACE " + select);
    } else {
      hide(connection, entry);
      Sql.execute(connection, "CREATE " + select);
    }
    Sql.execute(
        connection,
        "ALTER VIEW %s ALTER COLUMN fid SET DEFAULT nextval('%s')"
            .formatted(entry.view(), entry.ids()));
    comment(connection, entry);
    Grants.ofView(connection, entry.view(), entry.ids());
  }

  private static boolean keepsColumns(Connection connection, Entry entry) throws SQLException {
    String columns =
        "SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attcollation, ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped";
    String now = Sql.string(connection, columns, entry.view());
    String then = Sql.string(connection, columns, entry.epoch().content());
    return now != null && then != null && (then.equals(now) || then.startsWith(now + ", "));
  }

  static void comment(Connection connection, Entry entry) throws SQLException {
    if (!entry.apart()) {
      Sql.execute(
          connection,
          "COMMENT ON VIEW %s IS %s"
              .formatted(entry.view(), Sql.text(entry.layer().title().ja().replace("\0", ""))));
    }
  }

  static void hide(Connection connection, Entry entry) throws SQLException {
    Sql.execute(connection, "DROP VIEW IF EXISTS " + entry.view());
  }

  /**
   * Keeps other programs from changing the layer until the transaction ends; what they have begun
   * is waited for. Readers are not kept waiting.
   */
  static void close(Connection connection, Entry entry) throws SQLException {
    if (!entry.apart()) {
      Sql.execute(
          connection,
          "ALTER VIEW %s ALTER COLUMN fid SET DEFAULT nextval('%s')"
              .formatted(entry.view(), entry.ids()));
    }
    Sql.execute(
        connection, "LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE".formatted(entry.epoch().content()));
  }
}
