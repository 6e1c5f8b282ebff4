package org.machizu.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** A look into a town's store beside the server, as another program has it. */
final class KeptReadings implements AutoCloseable {
  private final Connection connection;

  private KeptReadings(Connection connection) {
    this.connection = connection;
  }

  static KeptReadings inFolder(Path town) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + town.resolve("operations.db"));
    run(connection, "PRAGMA query_only = 1");
    return new KeptReadings(connection);
  }

  static KeptReadings inDatabase(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url, "postgres", "");
    run(connection, "SET search_path = machizu, public");
    return new KeptReadings(connection);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * What became of readings.
   *
   * @param rows that are kept
   * @param different by gauge and time
   */
  record Sum(long rows, long different) {}

  /**
   * @param prefix of gauges
   */
  Sum readings(String prefix) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sum(n), count(*) FROM (SELECT count(*) AS n FROM gauge_reading JOIN gauge_stream ON id = stream WHERE gauge LIKE '%s%%' GROUP BY stream, time) AS each_time"
                    .formatted(prefix))) {
      row.next();
      return new Sum(row.getLong(1), row.getLong(2));
    }
  }

  /** The last alerts that are kept: each id with its gauge. */
  Map<Long, String> lastAlerts(int most) throws SQLException {
    Map<Long, String> found = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, gauge FROM gauge_alert ORDER BY municipality DESC, id DESC LIMIT "
                    + most)) {
      while (row.next()) {
        found.put(row.getLong(1), row.getString(2));
      }
    }
    return found;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
