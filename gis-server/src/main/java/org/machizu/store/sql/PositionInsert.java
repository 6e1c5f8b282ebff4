package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a database takes many positions at once. */
public interface PositionInsert {
  /**
   * @param time milliseconds since 1970
   * @param extra canonical JSON; null for none
   */
  record Row(
      long time,
      long hash,
      double lon,
      double lat,
      @Nullable Double altitude,
      @Nullable Double accuracy,
      @Nullable Double speed,
      @Nullable Double course,
      @Nullable String extra) {}

  /**
   * Adds what is not there yet.
   *
   * @param device its number
   * @return how many were added
   */
  int insert(Connection connection, String municipality, long device, List<Row> rows)
      throws SQLException;
}
