package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.sql.Sql;

/** Ids of features: each is given once, also when what it was for never came to be. */
final class Ids {
  private Ids() {}

  /** As many new ones, upwards. */
  static List<Long> take(Connection connection, Entry entry, int count) throws SQLException {
    return Sql.strings(
            connection,
            "SELECT nextval('%s')::text FROM generate_series(1, ?)".formatted(entry.ids()),
            count)
        .stream()
        .map(Long::valueOf)
        .sorted()
        .toList();
  }
}
