package org.machizu.store.gpkg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.retention.PurgePlace;
import org.machizu.search.SearchIndex;
import org.machizu.store.sql.SearchPurge;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SQLite file of the search index. It can be made again from the layers, so one that cannot be
 * used is thrown away, and it need not wait for the disk.
 */
final class SearchFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SearchFile.class);
  private static final List<Migrations.Step> STEPS = List.of(SearchFile::first);

  private final Path path;
  private final Writer writer;
  private final Readers readers;
  private final SearchIndex index;

  private SearchFile(Path path, String municipality) throws SQLException {
    this.path = path;
    Connection connection = Sqlite.openWriter(path);
    try {
      Sql.execute(connection, "PRAGMA synchronous=NORMAL");
      Migrations.run(connection, path, STEPS);
      SqliteSearchIndex.clearUnfinished(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    this.writer = new Writer(path, connection, () -> {});
    this.readers = new Readers(path);
    this.index = new SqliteSearchIndex(municipality, writer, readers);
  }

  static SearchFile open(Path path, String municipality) {
    try {
      return new SearchFile(path, municipality);
    } catch (SQLException | IllegalStateException e) {
      LOG.warn("{} cannot be used and is made anew: {}", path.getFileName(), e.getMessage());
    }
    try {
      for (String part : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + part));
      }
      return new SearchFile(path, municipality);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    } catch (SQLException e) {
      throw new StoreException("opening " + path + " failed", e);
    }
  }

  /** The index as a place of content; its old rows are overwritten. */
  PurgePlace purge() {
    return new SearchPurge(index, () -> Shredder.run(path, writer));
  }

  SearchIndex index() {
    return index;
  }

  private static void first(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE scope (
          id INTEGER PRIMARY KEY AUTOINCREMENT, municipality TEXT NOT NULL, layer TEXT NOT NULL,
          entitlement TEXT NOT NULL, shows TEXT NOT NULL, revision INTEGER NOT NULL,
          finished INTEGER NOT NULL)
        """);
    Sql.execute(
        connection,
        "CREATE TABLE word (id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, key TEXT NOT NULL, UNIQUE (scope, key))");
    // Every two neighbouring characters of a word, and its last one alone: FTS5's trigrams do not
    // find two characters, and most Japanese names are asked for by two.
    Sql.execute(
        connection,
        "CREATE TABLE gram (scope INTEGER NOT NULL, gram TEXT NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (scope, gram, word)) WITHOUT ROWID");
    Sql.execute(
        connection,
        """
        CREATE TABLE mention (
          word INTEGER NOT NULL, kind INTEGER NOT NULL, number TEXT NOT NULL, entry INTEGER NOT NULL,
          PRIMARY KEY (word, kind, number, entry)) WITHOUT ROWID
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE entry (
          scope INTEGER NOT NULL, id INTEGER NOT NULL, w REAL, s REAL, e REAL, n REAL,
          mentions TEXT NOT NULL, PRIMARY KEY (scope, id)) WITHOUT ROWID
        """);
    // The box around all that bear a word, since a part of the town is thousands of parcels.
    Sql.execute(
        connection,
        """
        CREATE TABLE extent (
          word INTEGER NOT NULL, kind INTEGER NOT NULL, w REAL, s REAL, e REAL, n REAL,
          PRIMARY KEY (word, kind)) WITHOUT ROWID
        """);
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
