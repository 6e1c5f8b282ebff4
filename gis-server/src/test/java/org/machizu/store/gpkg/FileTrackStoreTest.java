package org.machizu.store.gpkg;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.store.TownStore;
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
}
