package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a database takes many readings of gauges at once. */
public interface ReadingInsert {
  /**
   * @param stream its number
   * @param time milliseconds since 1970
   * @param hash of its value
   * @param metres null when the message held no number
   * @param mark what is thought of it
   */
  record Row(
      long stream,
      long time,
      long hash,
      @Nullable Double metres,
      String raw,
      long received,
      String source,
      String mark) {}

  /** Adds what is known not to be there; at least one row, of any streams. */
  void insert(Connection connection, String municipality, List<Row> rows) throws SQLException;
}
