package org.machizu.store.postgis;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.machizu.store.sql.PositionInsert;
import org.machizu.store.sql.Sql;

/**
 * Positions into a database, a lot in one statement of arrays, into a table for each month. Months
 * far from now get none: a device whose clock is wrong must not make tables.
 */
final class DatabasePositions implements PositionInsert {
  private static final YearMonth FIRST = YearMonth.of(2020, 1);
  private static final int MONTHS_AHEAD = 2;

  private static final String SQL =
      "INSERT INTO position (municipality, device, time, hash, lon, lat, altitude, accuracy, speed, course, extra) SELECT ?, ?, t.* FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) t ON CONFLICT DO NOTHING";

  /** Those that are known to have a table. */
  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

  @Override
  public int insert(Connection connection, String municipality, long device, List<Row> rows)
      throws SQLException {
    prepare(connection, rows);
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

  private void prepare(Connection connection, List<Row> rows) throws SQLException {
    YearMonth last = YearMonth.now(ZoneOffset.UTC).plusMonths(MONTHS_AHEAD);
    Set<YearMonth> months = new TreeSet<>();
    for (Row row : rows) {
      YearMonth month = YearMonth.from(Instant.ofEpochMilli(row.time()).atOffset(ZoneOffset.UTC));
      if (!month.isBefore(FIRST) && !month.isAfter(last) && !known.contains(month)) {
        months.add(month);
      }
    }
    for (YearMonth month : months) {
      prepare(connection, month);
    }
  }

  /**
   * Rows of the month that came before it had a table (too early by a clock that ran ahead) are
   * taken along.
   */
  private void prepare(Connection connection, YearMonth month) throws SQLException {
    String name = "position_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    if (Sql.string(connection, "SELECT to_regclass(?)::text", "machizu." + name) == null) {
      Locks.take(connection, "months of positions");
      if (Sql.string(connection, "SELECT to_regclass(?)::text", "machizu." + name) == null) {
        create(connection, name, millis(month), millis(month.plusMonths(1)));
      }
      return; // known to others when this transaction has ended; then it is looked for once more
    }
    known.add(month);
  }

  private static long millis(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static void create(Connection connection, String name, long from, long until)
      throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE machizu.%s (LIKE machizu.position INCLUDING ALL)".formatted(name));
    Sql.execute(
        connection,
        "WITH early AS (DELETE FROM machizu.position_other WHERE time >= %d AND time < %d RETURNING *) INSERT INTO machizu.%s SELECT * FROM early"
            .formatted(from, until, name));
    Sql.execute(
        connection,
        "ALTER TABLE machizu.position ATTACH PARTITION machizu.%s FOR VALUES FROM (%d) TO (%d)"
            .formatted(name, from, until));
  }
}
