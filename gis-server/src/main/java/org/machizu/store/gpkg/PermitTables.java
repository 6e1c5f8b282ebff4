package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/** The tables of the permit counter, in the operations file. */
final class PermitTables {
  private PermitTables() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE permit_checklist (
          municipality TEXT NOT NULL, number INTEGER NOT NULL, saved TEXT NOT NULL,
          author TEXT NOT NULL, note TEXT NOT NULL, yaml TEXT NOT NULL,
          PRIMARY KEY (municipality, number))
        """);
  }
}
