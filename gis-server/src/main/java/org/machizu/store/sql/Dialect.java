package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the two databases cannot be told in the same words. */
public enum Dialect {
  /** One server has the file, and one thread writes. */
  SQLITE("", "", null, null, "value ->> %d AS %s", "json_each(?)"),
  /** Any number of servers write at once, each with a clock of its own. */
  POSTGRESQL(
      " FOR UPDATE SKIP LOCKED",
      " FOR UPDATE",
      "SELECT clock_timestamp()",
      "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text",
      "CAST(value ->> %d AS %3$s) AS %2$s",
      "json_array_elements(CAST(? AS json)) AS one(value)");

  private final String skipLocked;
  private final String locked;
  private final @Nullable String clock;
  private final @Nullable String lock;
  private final String column;
  private final String given;

  Dialect(
      String skipLocked,
      String locked,
      @Nullable String clock,
      @Nullable String lock,
      String column,
      String given) {
    this.skipLocked = skipLocked;
    this.locked = locked;
    this.clock = clock;
    this.lock = lock;
    this.column = column;
    this.given = given;
  }

  /**
   * A query for rows that are given as one parameter: a JSON array of arrays.
   *
   * @param columns each a name and its type, as "gauge text" or "drill bigint"
   */
  String rows(String... columns) {
    List<String> selected = new ArrayList<>();
    for (String name : columns) {
      String[] parts = name.split(" ", 2);
      selected.add(column.formatted(selected.size(), parts[0], parts[1]));
    }
    return "SELECT " + String.join(", ", selected) + " FROM " + given;
  }

  /** At the end of a select: takes the rows, and passes over those that another is taking. */
  String skipLocked() {
    return skipLocked;
  }

  /** At the end of a select: takes the rows, and waits for whoever has taken them. */
  String locked() {
    return locked;
  }

  /** Until the transaction ends nobody else adds things of this kind, which are numbered. */
  void lockAdding(Connection connection, String municipality, String things) throws SQLException {
    if (lock != null) {
      String unused = Sql.string(connection, lock, municipality + " adds " + things);
    }
  }

  /** The time by the clock that all servers of the store share. */
  Instant now(Connection connection) throws SQLException {
    if (clock == null) {
      return Instant.now();
    }
    try (PreparedStatement statement = connection.prepareStatement(clock);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
