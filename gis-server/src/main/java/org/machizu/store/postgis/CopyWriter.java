package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.RowWriter;

/**
 * Rows of an import into the database, by COPY.
 *
 * @param epoch the tables that take them
 */
record CopyWriter(Epoch epoch) implements RowWriter<Geometry> {
  private static final int ROWS_AT_ONCE = 10_000;

  @Override
  public int rowsAtOnce() {
    return ROWS_AT_ONCE;
  }

  @Override
  public void write(Connection connection, List<Row<Geometry>> rows) throws SQLException {
    CopyRows copy = new CopyRows(epoch.hasGeometry());
    for (Row<Geometry> row : rows) {
      copy.add(row.id(), row.geometry(), row.values());
    }
    copy.write(connection, epoch);
  }

  /** Nothing is made ready for it. */
  @Override
  public void isWhole() {}
}
