package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.AttachmentStoreContract;
import org.machizu.store.sql.Sql;

class FileAttachmentStoreTest extends AttachmentStoreContract {
  @TempDir Path folder;
  private OperationsFile file;

  @BeforeEach
  void open() {
    file = new OperationsFile(folder.resolve("operations.db"), "01585");
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Override
  protected AttachmentStore attachments() {
    return file.attachments();
  }

  @Override
  protected void reopen() {
    close();
    open();
  }

  @Override
  protected long chunks() {
    try (Connection connection = Sqlite.openReader(folder.resolve("operations.db"))) {
      return Sql.numberOr(
          connection,
          -1,
          "SELECT (SELECT count(*) FROM attachment_chunk) + (SELECT count(*) FROM attachment_content)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
