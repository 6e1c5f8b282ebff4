package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.store.TownStore;
import org.machizu.store.sql.Sql;
import org.machizu.tracks.TrackStoreContract;

class FileTrackStoreTest extends TrackStoreContract {
  @TempDir Path folder;
  private TownFolder town;

  @BeforeEach
  void open() {
    town = TownFolder.open(folder, "01585");
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Override
  protected TownStore town() {
    return town;
  }

  @Override
  protected void reopen() {
    close();
    open();
  }

  @Override
  protected void addDevices(int count) throws Exception {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("operations.db"))) {
      Sql.execute(
          connection,
          "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < %d) INSERT INTO track_device (municipality, name, id, title, vehicle, heard) SELECT '01585', 'x' || n, 1000 + n, '', '', 0 FROM t"
              .formatted(count));
    }
  }
}
