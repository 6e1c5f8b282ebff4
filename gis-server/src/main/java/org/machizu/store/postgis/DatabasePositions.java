package org.machizu.store.postgis;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.store.sql.PositionInsert;

/** Positions into a database, a lot in one statement of arrays, into a table for each month. */
final class DatabasePositions implements PositionInsert {
  private static final String SQL =
      "INSERT INTO position (municipality, device, time, hash, lon, lat, altitude, accuracy, speed, course, extra) SELECT ?, ?, t.* FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) t ON CONFLICT DO NOTHING";

  private final MonthTables months = new MonthTables("position");

  @Override
  public int insert(Connection connection, String municipality, long device, List<Row> rows)
      throws SQLException {
    months.prepare(connection, rows.stream().mapToLong(Row::time));
    Object[][] columns = new Object[9][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      @Nullable Object[] values = {
        row.time(),
        row.hash(),
        row.lon(),
        row.lat(),
        row.altitude(),
        row.accuracy(),
        row.speed(),
        row.course(),
        row.extra()
      };
      for (int column = 0; column < values.length; column++) {
        columns[column][i] = values[column];
      }
    }
    String[] types = {
      "bigint", "bigint", "float8", "float8", "float8", "float8", "float8", "float8", "text"
    };
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, municipality);
      statement.setLong(2, device);
      for (int column = 0; column < types.length; column++) {
        Array array = connection.createArrayOf(types[column], columns[column]);
        statement.setArray(3 + column, array);
      }
      return statement.executeUpdate();
    }
  }
}
