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
  SQLITE("", "", null, null),
  /** Any number of servers write at once, each with a clock of its own. */
  POSTGRESQL(
      " FOR UPDATE SKIP LOCKED",
      " FOR UPDATE",
      "SELECT clock_timestamp()",
      "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text");

  private final String skipLocked;
  private final String locked;
  private final @Nullable String clock;
  private final @Nullable String lock;

  Dialect(String skipLocked, String locked, @Nullable String clock, @Nullable String lock) {
    this.skipLocked = skipLocked;
    this.locked = locked;
    this.clock = clock;
    this.lock = lock;
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
