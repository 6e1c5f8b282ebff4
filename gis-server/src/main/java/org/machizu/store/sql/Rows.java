package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How rows of operational tables are read, and what stands in their columns. */
final class Rows {
  private Rows() {}

  /** Makes something of a row. */
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  static <T> List<T> select(
      Connection connection, RowMapper<T> mapper, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (row.next()) {
          found.add(mapper.map(row));
        }
        return found;
      }
    }
  }

  /** Truth values are numbers: the two drivers make different things of a Boolean. */
  static int number(boolean value) {
    return value ? 1 : 0;
  }

  /** Names of roles, which have no blanks, in one text. */
  static String text(Set<String> roles) {
    return String.join(" ", new TreeSet<>(roles));
  }

  static Set<String> roles(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  /**
   * @throws IllegalArgumentException when a list of so many would be too long
   */
  static void checkLimit(int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit " + limit + " is not allowed; give 1 to 1000");
    }
  }
}
