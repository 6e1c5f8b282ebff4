package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a store takes the rows of an import into a layer's next content. */
public interface RowWriter<G> {
  /** A row with all columns. */
  record Row<G>(long id, @Nullable G geometry, @Nullable Object[] values) {}

  /** How many rows it takes in one transaction. */
  int rowsAtOnce();

  void write(Connection connection, List<Row<G>> rows) throws SQLException;

  /** Told when the rows that were written are the whole new content. */
  void isWhole();
}
