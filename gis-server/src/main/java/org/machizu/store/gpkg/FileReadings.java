package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.sql.ReadingInsert;
import org.machizu.store.sql.Sql;

/** Readings of gauges into a file, one statement after the other. */
final class FileReadings implements ReadingInsert {
  private static final String SQL =
      "INSERT INTO gauge_reading (municipality, stream, time, hash, metres, raw, received, source, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  @Override
  public void insert(Connection connection, String municipality, List<Row> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      for (Row row : rows) {
        Sql.bind(
            statement,
            municipality,
            row.stream(),
            row.time(),
            row.hash(),
            row.metres(),
            row.raw(),
            row.received(),
            row.source(),
            row.mark());
        int unused = statement.executeUpdate();
      }
    }
  }
}
