package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small words for speaking SQL. Values are always bound; only names and constants are text. */
public final class Sql {
  private Sql() {}

  /** A name as an identifier, whatever characters it has. */
  public static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text as a constant; for trigger bodies, which cannot have parameters. */
  public static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement with parameters and tells how many rows it changed. */
  public static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Runs a statement once for each row of parameters, all of them sent together. */
  public static void updateAll(Connection connection, String sql, List<@Nullable Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      int[] unused = statement.executeBatch();
    }
  }

  /** The number in the first column of the first row; null when there is no row or it is null. */
  public static @Nullable Long number(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return null;
        }
        long value = rows.getLong(1);
        return rows.wasNull() ? null : value;
      }
    }
  }

  /** A whole number of a row; empty when there is none. */
  public static Optional<Long> numberAt(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(number);
  }

  /** As {@link #number}, with a number for "none". */
  public static long numberOr(
      Connection connection, long none, String sql, @Nullable Object... values)
      throws SQLException {
    Long found = number(connection, sql, values);
    return found == null ? none : found;
  }

  /** The text in the first column of the first row; null when there is no row or it is null. */
  public static @Nullable String string(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    List<String> all = strings(connection, sql, values);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** The texts in the first column; nulls are left out. */
  public static List<String> strings(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          String value = rows.getString(1);
          if (value != null) {
            found.add(value);
          }
        }
        return found;
      }
    }
  }

  public static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
