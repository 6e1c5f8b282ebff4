package org.machizu.store.gpkg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.feature.Revision;
import org.machizu.search.SearchIndex;
import org.machizu.search.SearchIndex.Building;
import org.machizu.search.SearchIndexContract;
import org.machizu.store.sql.Sql;

class SqliteSearchIndexTest extends SearchIndexContract {
  @TempDir Path folder;
  private SearchFile file;

  @BeforeEach
  void open() {
    file = SearchFile.open(path(), "01585");
  }

  @AfterEach
  void close() {
    file.close();
  }

  private Path path() {
    return folder.resolve("search.db");
  }

  @Override
  protected SearchIndex index() {
    return file.index();
  }

  @Override
  protected void reopen() {
    close();
    open();
  }

  private long rows(String table) throws Exception {
    try (Connection connection = Sqlite.openReader(path())) {
      return Sql.numberOr(connection, -1, "SELECT count(*) FROM " + table);
    }
  }

  @Test
  void aFileThatCannotBeUsedIsMadeAnew() throws Exception {
    fill(PARCELS, named(1, "役場"));
    close();
    Files.writeString(
        path(), "this is no database, but long enough to be looked at as one: ".repeat(40));
    open();
    assertThat(index().list()).isEmpty();
    fill(PARCELS, named(1, "役場"));
    assertThat(index().list()).containsOnlyKeys(PARCELS);
  }

  @Test
  void nothingOfADroppedOrUnfinishedScopeStaysInTheFile() throws Exception {
    fill(PARCELS, named(1, "役場"), lot(2, "本町", "1-2"));
    index().drop(PARCELS);
    Building unfinished =
        index()
            .build(PIPES, new Revision(1))
            .orElseThrow(); // never closed, as when the machine stops
    for (int id = 1; id <= 2500; id++) {
      unfinished.add(named(id, "管" + id));
    }
    assertThat(rows("entry")).isEqualTo(2000);
    reopen();
    for (String table : new String[] {"scope", "word", "gram", "mention", "entry", "extent"}) {
      assertThat(rows(table)).as(table).isZero();
    }
  }
}
