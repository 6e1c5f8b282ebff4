package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

/** Whether a town is in the database; not while it is being brought in, or taken elsewhere. */
final class Elsewhere {
  static final String ARRIVING = "arriving";
  static final String GONE = "gone";

  private Elsewhere() {}

  /**
   * @return true
   * @throws StoreException when the town is not here
   */
  static boolean check(Connection connection, String municipality) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT state, place, time FROM machizu.elsewhere WHERE municipality = ?")) {
      Sql.bind(statement, municipality);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          String place = row.getString(2);
          throw new StoreException(
              row.getString(1).equals(ARRIVING)
                  ? "town %s is being brought into the database from %s, or that was cut off; wait, or run migrate again, which begins anew"
                      .formatted(municipality, place)
                  : "town %s was taken from the database to %s on %s; serve it there, or take the database's row of the town out of machizu.elsewhere to go on with what is left here"
                      .formatted(municipality, place, row.getObject(3, OffsetDateTime.class)));
        }
        return true;
      }
    }
  }

  /** {@link #ARRIVING} or {@link #GONE}; empty when the town is here, or never was. */
  static Optional<String> state(Connection connection, String municipality) throws SQLException {
    return Optional.ofNullable(
        Sql.string(
            connection,
            "SELECT state FROM machizu.elsewhere WHERE municipality = ?",
            municipality));
  }

  static void arrives(Connection connection, String municipality, String from, Clock clock)
      throws SQLException {
    set(connection, municipality, ARRIVING, from, clock);
  }

  static void goes(Connection connection, String municipality, String to, Clock clock)
      throws SQLException {
    set(connection, municipality, GONE, to, clock);
  }

  private static void set(
      Connection connection, String municipality, String state, String place, Clock clock)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO machizu.elsewhere (municipality, state, place, time) VALUES (?, ?, ?, ?) ON CONFLICT (municipality) DO UPDATE SET state = EXCLUDED.state, place = EXCLUDED.place, time = EXCLUDED.time",
        municipality,
        state,
        place,
        Values.moment(clock.instant()));
  }

  static void isHere(Connection connection, String municipality) throws SQLException {
    Sql.update(connection, "DELETE FROM machizu.elsewhere WHERE municipality = ?", municipality);
  }
}
