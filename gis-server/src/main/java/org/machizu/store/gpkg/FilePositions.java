package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.sql.PositionInsert;
import org.machizu.store.sql.Sql;

/** Positions into a file, one statement after the other: SQLite is in the same process. */
final class FilePositions implements PositionInsert {
  private static final String SQL =
      "INSERT INTO position (municipality, device, time, hash, lon, lat, altitude, accuracy, speed, course, extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

  @Override
  public int insert(Connection connection, String municipality, long device, List<Row> rows)
      throws SQLException {
    int added = 0;
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      for (Row row : rows) {
        Sql.bind(
            statement,
            municipality,
            device,
            row.time(),
            row.hash(),
            row.lon(),
            row.lat(),
            row.altitude(),
            row.accuracy(),
            row.speed(),
            row.course(),
            row.extra());
        added += statement.executeUpdate();
      }
    }
    return added;
  }
}
