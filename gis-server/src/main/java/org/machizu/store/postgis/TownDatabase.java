package org.machizu.store.postgis;

import java.time.Clock;
import java.time.Duration;

/**
 * A town's database, opened. Any number of servers may have it open, each with a {@code
 * TownDatabase} of its own; so may other programs, which edit layers through their views.
 */
public final class TownDatabase implements AutoCloseable {
  private final Database database;

  private TownDatabase(Database database, Clock clock) {
    this.database = database;
  }

  /**
   * Connects, and brings the database to the program's form.
   *
   * @param municipality 全国地方公共団体コード without check digit, five digits
   * @param clock dates the changes
   * @throws org.machizu.store.sql.StoreException when the database cannot be reached or used
   * @throws IllegalStateException when it was written by a newer program
   */
  public static TownDatabase open(Address address, String municipality, Clock clock) {
    Migrations.run(address);
    Database database = Database.open(address, municipality);
    try {
      Object unused =
          database.write(
              Duration.ofSeconds(30),
              c -> {
                Migrations.prepareTown(c, municipality);
                return true;
              });
      return new TownDatabase(database, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
