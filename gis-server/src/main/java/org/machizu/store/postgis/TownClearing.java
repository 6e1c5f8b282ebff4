package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.Transactions;

/** Takes everything of a town out of the database that was brought there and is of no use. */
final class TownClearing {
  /** Every operational table, children before what they refer to. */
  private static final String TABLES =
      """
      SELECT c.relname FROM pg_class c
      WHERE c.relnamespace = 'machizu'::regnamespace AND c.relkind IN ('r', 'p')
        AND c.relname NOT IN ('schema_history', 'elsewhere')
      ORDER BY (SELECT count(*) FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = c.oid), 1
      """;

  private TownClearing() {}

  /**
   * @throws StoreException when there is anything of the town
   */
  static void requireEmpty(Connection connection, String municipality) throws SQLException {
    List<String> found = new ArrayList<>();
    for (String table : Sql.strings(connection, TABLES)) {
      long rows =
          Sql.numberOr(
              connection,
              0,
              "SELECT count(*) FROM (SELECT FROM machizu.%s WHERE municipality = ? LIMIT 1000) t"
                  .formatted(Sql.name(table)),
              municipality);
      if (rows > 0) {
        found.add("%s %s%d".formatted(table, rows == 1000 ? "over " : "", rows));
      }
    }
    if (!found.isEmpty()) {
      throw new StoreException(
          "the database holds something of town %s already (rows: %s); use another database, or have what is there dropped"
              .formatted(municipality, String.join(", ", found)));
    }
  }

  /** Drops it, a layer's tables at a time, so that no transaction needs a lock on all of them. */
  static void clear(Database database, Entries entries) {
    String municipality = database.municipality();
    for (String view :
        database.read(
            Transactions.ALLOWED,
            c ->
                Sql.strings(
                    c, "SELECT name FROM machizu.layer WHERE municipality = ?", municipality))) {
      String town = Sql.name(Migrations.town(municipality));
      drop(database, "VIEW IF EXISTS %s.%s".formatted(town, Sql.name(view)));
    }
    for (Epoch epoch : database.read(Transactions.ALLOWED, entries::listOfAllLayers)) {
      boolean unused =
          database.writeBlind(c -> {
            LayerTables.drop(c, epoch);
            return true;
          });
    }
    for (String key :
        database.read(
            Transactions.ALLOWED,
            c ->
                Sql.strings(
                    c, "SELECT key FROM machizu.layer WHERE municipality = ?", municipality))) {
      drop(database, "SEQUENCE IF EXISTS " + Entry.ids(Long.parseLong(key)));
    }
    boolean unused =
        database.writeBlind(c -> {
          for (String table : Sql.strings(c, TABLES)) {
            Sql.update(
                c,
                "DELETE FROM machizu.%s WHERE municipality = ?".formatted(Sql.name(table)),
                municipality);
          }
          return true;
        });
  }

  private static void drop(Database database, String what) {
    boolean unused =
        database.writeBlind(c -> {
          Sql.execute(c, "DROP " + what);
          return true;
        });
  }
}
