package org.machizu.store.features;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.store.sql.Sql;

/**
 * The ids of some rows, cut into spans that are each written in a transaction of their own: few
 * enough rows and bytes that nobody waits long for it.
 */
public final class Spans {
  /** Rows of one transaction; others wait no longer than it takes. */
  public static final int ROWS = 5_000;

  private final StoredLayer layer;
  private final String rows;
  private final @Nullable Object[] values;
  private long last;

  /** What is done with a span, in one transaction: the ids greater than one and up to another. */
  interface Work {
    void run(Connection connection, long after, long to) throws SQLException;
  }

  /**
   * @param rows a query for id and bytes of each row; ends with a condition, and has no order
   * @param id the id's name in the query
   * @param values the query's parameters
   */
  Spans(StoredLayer layer, String rows, String id, @Nullable Object... values) {
    this.layer = layer;
    this.rows = "%s AND %s > ? ORDER BY %s LIMIT %d".formatted(rows, id, id, ROWS);
    this.values = values;
  }

  /** Spans over a content table; geometries are not read to know their length. */
  static Spans of(StoredLayer layer, Epoch epoch) {
    return new Spans(
        layer,
        "SELECT t.fid, %s FROM %s t WHERE TRUE".formatted(bytes(epoch), epoch.content()),
        "t.fid");
  }

  /** The bytes of the geometry of a row {@code t} of an epoch. */
  static String bytes(Epoch epoch) {
    return epoch.hasGeometry()
        ? "coalesce(" + epoch.dialect().bytes("t." + Epoch.GEOMETRY) + ", 0)"
        : "0";
  }

  /**
   * Does the work for the next span.
   *
   * @return how many rows it has; 0 when none are left
   */
  int next(Work work) {
    long after = last;
    Span done =
        layer.aside(c -> {
          Span span = next(c);
          if (span.rows > 0) {
            work.run(c, after, span.to);
          }
          return span;
        });
    last = done.to;
    return done.rows;
  }

  /** Does the work for every span that is left. */
  void all(Work work) {
    int rowsOfOne;
    do {
      rowsOfOne = next(work);
    } while (rowsOfOne > 0);
  }

  private record Span(long to, int rows) {}

  private Span next(Connection connection) throws SQLException {
    List<@Nullable Object> bound = new ArrayList<>(Arrays.asList(values));
    bound.add(last);
    try (PreparedStatement statement = connection.prepareStatement(rows)) {
      Sql.bind(statement, bound.toArray());
      try (ResultSet row = statement.executeQuery()) {
        long to = last;
        int count = 0;
        long bytes = 0;
        while (bytes < layer.bytesAtOnce() && row.next()) {
          to = row.getLong(1);
          bytes += row.getLong(2);
          count++;
        }
        return new Span(to, count);
      }
    }
  }
}
