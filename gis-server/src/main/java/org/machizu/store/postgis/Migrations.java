package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

/**
 * Brings a database to the program's form. Flyway holds a lock meanwhile, so that of several
 * servers that start at once one does it and the others wait.
 */
final class Migrations {
  /** Operational tables, catalogue and log. */
  static final String SCHEMA = "machizu";

  /** Tables of layers that other programs may open through views. */
  static final String LAYERS = "machizu_layers";

  /** Tables of layers that only the server reads. */
  static final String PERSONAL = "machizu_personal";

  private Migrations() {}

  /**
   * @throws StoreException when PostGIS is missing, or the user may not make schemas
   * @throws IllegalStateException when the database was written by a newer program
   */
  static void run(Address address) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(address.url(), address.user(), address.password())
            .schemas(SCHEMA)
            .table("schema_history")
            .locations("classpath:org/machizu/store/postgis")
            .ignoreMigrationPatterns(new String[0])
            .jdbcProperties(Map.of("options", "-c client_min_messages=warning"))
            .load();
    checkNotNewer(address, flyway);
    try {
      var unused = flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "the tables of " + address.url() + " cannot be made: " + e.getMessage());
    }
  }

  private static void checkNotNewer(Address address, Flyway flyway) {
    String newest = "";
    for (MigrationInfo one : flyway.info().all()) {
      if (one.getState().isResolved() && one.getVersion() != null) {
        newest = one.getVersion().getVersion();
      }
    }
    for (MigrationInfo one : flyway.info().all()) {
      boolean isVersion = one.getVersion() != null; // Flyway notes the making of the schema too
      if (isVersion && one.getState().isApplied() && !one.getState().isResolved()) {
        throw new IllegalStateException(
            "the database %s has the form %s, but this program knows forms up to %s; use the newer program that wrote it, or a backup from before"
                .formatted(address.url(), one.getVersion(), newest));
      }
    }
  }

  /** Makes the schema in which other programs find a town's layers. */
  static void prepareTown(Connection connection, String municipality) throws SQLException {
    Locks.take(connection, "schemas");
    String postgis =
        Sql.string(connection, "SELECT extversion FROM pg_extension WHERE extname = 'postgis'");
    if (postgis == null) {
      throw new StoreException(
          "the database has no PostGIS; have its administrator run: CREATE EXTENSION postgis");
    }
    for (String schema : List.of(LAYERS, PERSONAL, town(municipality))) {
      Sql.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + Sql.name(schema));
    }
    Grants.ofSchema(connection, town(municipality));
  }

  /** The schema in which other programs find a town's layers. */
  static String town(String municipality) {
    return "town_" + municipality;
  }
}
