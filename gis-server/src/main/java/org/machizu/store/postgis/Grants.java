package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/**
 * What other programs may do. The roles are made by the database's administrator (see
 * docs/operations.md); where one is missing, nobody but the server sees anything.
 */
final class Grants {
  /** QGIS and the like: reads and edits the layers that are not kept apart. */
  static final String EDITORS = "machizu_editor";

  /** Reads them. */
  static final String READERS = "machizu_reader";

  private Grants() {}

  static void ofSchema(Connection connection, String schema) throws SQLException {
    for (String role : new String[] {EDITORS, READERS}) {
      if (exists(connection, role)) {
        Sql.execute(connection, "GRANT USAGE ON SCHEMA %s TO %s".formatted(Sql.name(schema), role));
      }
    }
  }

  /** Opens a layer's view to other programs. */
  static void ofView(Connection connection, String view, String ids) throws SQLException {
    if (exists(connection, EDITORS)) {
      Sql.execute(
          connection, "GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s".formatted(view, EDITORS));
      Sql.execute(connection, "GRANT USAGE ON SEQUENCE %s TO %s".formatted(ids, EDITORS));
      Sql.execute(
          connection,
          "GRANT USAGE ON SCHEMA %s TO %s".formatted(Sql.name(Migrations.LAYERS), EDITORS));
    }
    if (exists(connection, READERS)) {
      Sql.execute(connection, "GRANT SELECT ON %s TO %s".formatted(view, READERS));
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    return Sql.number(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role) != null;
  }
}
