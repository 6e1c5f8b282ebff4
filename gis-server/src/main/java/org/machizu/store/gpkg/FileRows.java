package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.features.ContentWriter;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.RowWriter;
import org.machizu.store.features.Spans;

/** Rows of an import into a file; their boxes are kept, so that they need not be read again. */
final class FileRows implements RowWriter<byte[]> {
  private final FileContent next;
  private final TreeLoad boxes = new TreeLoad();

  FileRows(FileContent next) {
    this.next = next;
  }

  @Override
  public int rowsAtOnce() {
    return Spans.ROWS;
  }

  @Override
  public void write(Connection connection, List<Row<byte[]>> rows) throws SQLException {
    Epoch epoch = next.shadow().epoch();
    try (PreparedStatement insert = connection.prepareStatement(ContentWriter.insert(epoch))) {
      for (Row<byte[]> row : rows) {
        ContentWriter.addInsert(insert, epoch, row.id(), row.geometry(), row.values());
        if (row.geometry() != null) {
          boxes.add(row.id(), row.geometry());
        }
      }
      insert.executeBatch();
    }
  }

  @Override
  public void isWhole() {
    next.know(boxes);
  }
}
