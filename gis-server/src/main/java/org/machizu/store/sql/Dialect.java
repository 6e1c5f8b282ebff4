package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What the two databases cannot be told in the same words. */
public enum Dialect {
  /** One server has the file, and one thread writes. */
  SQLITE("", null),
  /** Any number of servers write at once, each with a clock of its own. */
  POSTGRESQL(" FOR UPDATE SKIP LOCKED", "SELECT clock_timestamp()");

  private final String skipLocked;
  private final @Nullable String clock;

  Dialect(String skipLocked, @Nullable String clock) {
    this.skipLocked = skipLocked;
    this.clock = clock;
  }

  /** At the end of a select: takes the rows, and passes over those that another is taking. */
  String skipLocked() {
    return skipLocked;
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
