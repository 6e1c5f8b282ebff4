package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.store.features.Epoch;
import org.machizu.transfer.RowSink;

/** States of features on their way into a content or a history, by COPY. */
final class StatesTarget implements RowSink {
  private static final int BYTES_AT_ONCE = 8 << 20;

  /** An index over a whole layer takes its time. */
  private static final Duration ALLOWED = Duration.ofHours(1);

  private final Database database;
  private final Epoch epoch;
  private final String table;
  private final List<String> before;
  private final AtEnd atEnd;
  private CopyRows copy;

  /** What is done in one transaction when all rows are there. */
  interface AtEnd {
    void run(Connection connection) throws SQLException;
  }

  /**
   * @param before columns of whole numbers that stand before geometry and values
   */
  StatesTarget(Database database, Epoch epoch, String table, List<String> before, AtEnd atEnd) {
    this.database = database;
    this.epoch = epoch;
    this.table = table;
    this.before = before;
    this.atEnd = atEnd;
    this.copy = new CopyRows(epoch.hasGeometry());
  }

  @Override
  public void row(@Nullable Object... values) {
    long[] numbers = new long[before.size()];
    int at = 0;
    for (; at < numbers.length; at++) {
      numbers[at] = (Long) Objects.requireNonNull(values[at]);
    }
    Geometry stored =
        epoch.hasGeometry()
            ? Geometries.stored((Geometry) values[at++], epoch.schema(), epoch.layer())
            : null;
    @Nullable Object[] attributes = new @Nullable Object[values.length - at];
    for (int i = 0; i < attributes.length; i++) {
      attributes[i] = value(numbers[0], i, values[at + i]);
    }
    copy.add(numbers, stored, attributes);
    if (copy.size() >= BYTES_AT_ONCE) {
      flush();
    }
  }

  private @Nullable Object value(long id, int attribute, @Nullable Object value) {
    try {
      return Values.STORED.toSql(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "layer '%s', feature %d, attribute '%s': %s"
              .formatted(
                  epoch.layer(),
                  id,
                  epoch.schema().attributes().get(attribute).name(),
                  e.getMessage()),
          e);
    }
  }

  private void flush() {
    CopyRows rows = copy;
    copy = new CopyRows(epoch.hasGeometry());
    if (rows.rows() > 0) {
      int unused =
          database.write(
              ALLOWED,
              c -> {
                rows.write(c, table, String.join(", ", before) + epoch.allColumns(""));
                return rows.rows();
              });
    }
  }

  @Override
  public void end() {
    flush();
    boolean unused =
        database.write(
            ALLOWED,
            c -> {
              atEnd.run(c);
              return true;
            });
  }
}
