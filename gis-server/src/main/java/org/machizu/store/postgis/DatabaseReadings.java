package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.store.sql.ReadingInsert;

/**
 * Readings of gauges into a database, a lot in one statement of arrays, into a table for each
 * month.
 */
final class DatabaseReadings implements ReadingInsert {
  private static final String SQL =
      "INSERT INTO gauge_reading (municipality, stream, time, hash, metres, raw, received, source, mark) SELECT ?, t.* FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) t";

  private static final String[] TYPES = {
    "bigint", "bigint", "bigint", "float8", "text", "bigint", "text", "text"
  };

  private final MonthTables months = new MonthTables("gauge_reading");

  @Override
  public void insert(Connection connection, String municipality, List<Row> rows)
      throws SQLException {
    months.prepare(connection, rows.stream().mapToLong(Row::time));
    Object[][] columns = new Object[TYPES.length][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      @Nullable Object[] values = {
        row.stream(),
        row.time(),
        row.hash(),
        row.metres(),
        row.raw(),
        row.received(),
        row.source(),
        row.mark()
      };
      for (int column = 0; column < values.length; column++) {
        columns[column][i] = values[column];
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, municipality);
      for (int column = 0; column < TYPES.length; column++) {
        statement.setArray(2 + column, connection.createArrayOf(TYPES[column], columns[column]));
      }
      int unused = statement.executeUpdate();
    }
  }
}
