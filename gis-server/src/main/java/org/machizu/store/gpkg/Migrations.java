package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.sql.Sql;

/**
 * Brings a file to the program's form, one step per version, each in one transaction. The version
 * stands in {@code machizu_about}, because GeoPackage uses {@code user_version} itself. (Flyway
 * works on SQLite but takes half a second of every start.)
 */
final class Migrations {
  static final String TABLE = "machizu_about";

  interface Step {
    void run(Connection connection) throws SQLException;
  }

  private Migrations() {}

  /**
   * @throws UnusableFileException when the file is of a newer program, or foreign
   */
  static void run(Connection connection, Path file, List<Step> steps) throws SQLException {
    int found = version(connection);
    if (found > steps.size()) {
      throw UnusableFileException.newer(file, found, steps.size());
    }
    boolean foreign =
        found == 0
            && Sql.numberOr(
                    connection, 0, "SELECT count(*) FROM sqlite_master WHERE type = 'table'")
                > 0;
    if (foreign) {
      throw new UnusableFileException(
          file + " was not made by this program",
          "move it away and bring its layers in with: machizu import");
    }
    for (int version = found + 1; version <= steps.size(); version++) {
      Sql.execute(connection, "BEGIN IMMEDIATE");
      try {
        Sql.execute(
            connection,
            "CREATE TABLE IF NOT EXISTS "
                + TABLE
                + " (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL)");
        steps.get(version - 1).run(connection);
        Sql.update(
            connection,
            "INSERT INTO " + TABLE + " VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET version = ?",
            version,
            version);
        Sql.execute(connection, "COMMIT");
      } catch (SQLException | RuntimeException e) {
        Sql.execute(connection, "ROLLBACK");
        throw e;
      }
    }
    // Other programs look for the kind of file in its first bytes, not in the journal.
    Sql.execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** The version of a file's tables; 0 when it has none of ours. */
  static int version(Connection connection) throws SQLException {
    long tables =
        Sql.numberOr(connection, 0, "SELECT count(*) FROM sqlite_master WHERE name = ?", TABLE);
    return tables == 0 ? 0 : (int) Sql.numberOr(connection, 0, "SELECT version FROM " + TABLE);
  }
}
