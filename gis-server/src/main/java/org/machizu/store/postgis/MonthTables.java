package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.machizu.store.sql.Sql;

/**
 * A table of things with a time, in a table for each month. Months far from now get none: a device
 * whose clock is wrong must not make tables.
 */
final class MonthTables {
  private static final YearMonth FIRST = YearMonth.of(2020, 1);
  private static final int MONTHS_AHEAD = 2;

  private final String table;

  /** Those that are known to have a table. */
  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

  /**
   * @param table as "position"; its column {@code time} holds milliseconds since 1970, and what has
   *     a strange time lies in its partition "position_other"
   */
  MonthTables(String table) {
    this.table = table;
  }

  /** Sees to it that there are tables for these times. */
  void prepare(Connection connection, LongStream times) throws SQLException {
    YearMonth last = YearMonth.now(ZoneOffset.UTC).plusMonths(MONTHS_AHEAD);
    Set<YearMonth> months = new TreeSet<>();
    times
        .mapToObj(time -> YearMonth.from(Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC)))
        .filter(month -> !month.isBefore(FIRST) && !month.isAfter(last) && !known.contains(month))
        .forEach(months::add);
    for (YearMonth month : months) {
      prepare(connection, month);
    }
  }

  /**
   * Rows of the month that came before it had a table (too early by a clock that ran ahead) are
   * taken along.
   */
  private void prepare(Connection connection, YearMonth month) throws SQLException {
    String name = "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
    if (Sql.string(connection, "SELECT to_regclass(?)::text", "machizu." + name) == null) {
      Locks.take(connection, "months of " + table);
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

  private void create(Connection connection, String name, long from, long until)
      throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE machizu.%s (LIKE machizu.%s INCLUDING ALL)".formatted(name, table));
    Sql.execute(
        connection,
        "WITH early AS (DELETE FROM machizu.%s_other WHERE time >= %d AND time < %d RETURNING *) INSERT INTO machizu.%s SELECT * FROM early"
            .formatted(table, from, until, name));
    Sql.execute(
        connection,
        "ALTER TABLE machizu.%s ATTACH PARTITION machizu.%s FOR VALUES FROM (%d) TO (%d)"
            .formatted(table, name, from, until));
  }
}
