package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A guarded connection to a stranger's SQLite file (sqlite.org/security.html): read-only, no
 * extensions, no functions from its schema, cells checked, statements and values bounded.
 */
final class GeoPackageConnection implements Closeable {
  private static final int MAX_SQL_BYTES = 200_000;

  /** Bytes of one vertex with Z and M; and room for texts. */
  private static final long BYTES_PER_VERTEX = 32;

  private final Connection connection;
  private final @Nullable Path copy;

  private GeoPackageConnection(Connection connection, @Nullable Path copy) {
    this.connection = connection;
    this.copy = copy;
  }

  static GeoPackageConnection open(Path file, ReadLimits limits) throws SQLException, IOException {
    if (!isWal(file)) {
      // "immutable" keeps SQLite from looking for a journal beside the file and running it.
      return new GeoPackageConnection(connect(file, limits), null);
    }
    // A file left in WAL mode without its -wal is complete, but SQLite wants to write beside it.
    Path copy = Files.createTempFile("machizu-gpkg-", ".gpkg");
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      Path wal = file.resolveSibling(file.getFileName() + "-wal");
      if (Files.isRegularFile(wal)) {
        Files.copy(wal, Path.of(copy + "-wal"));
      }
      checkpoint(copy);
      return new GeoPackageConnection(connect(copy, limits), copy);
    } catch (SQLException | IOException | RuntimeException e) {
      delete(copy);
      throw e;
    }
  }

  /** Bytes 18 and 19 of the header are 2 in a file that was left in WAL mode. */
  private static boolean isWal(Path file) throws IOException {
    try (FileWindow window = new FileWindow(file)) {
      int at = window.at(0, 100);
      return window.bytes()[at + 18] == 2 || window.bytes()[at + 19] == 2;
    }
  }

  private static void checkpoint(Path copy) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.enableLoadExtension(false);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA journal_mode = DELETE");
    }
  }

  private static Connection connect(Path file, ReadLimits limits) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    long largest =
        Math.max(BYTES_PER_VERTEX * limits.maxVertices(), 4L * limits.maxCellChars()) + 100_000;
    config.setPragma(
        SQLiteConfig.Pragma.LIMIT_LENGTH, Long.toString(Math.min(largest, 1_000_000_000)));
    config.setPragma(SQLiteConfig.Pragma.LIMIT_SQL_LENGTH, Integer.toString(MAX_SQL_BYTES));
    config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
    Connection connection =
        config.createConnection("jdbc:sqlite:" + file.toUri() + "?mode=ro&immutable=1");
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      statement.execute("PRAGMA mmap_size = 0");
      statement.execute("PRAGMA query_only = ON");
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  Connection get() {
    return connection;
  }

  /** What an error of SQLite means for the file. */
  static FormatException explain(SQLException error, Path file) {
    String name = String.valueOf(file.getFileName());
    boolean notADatabase =
        error instanceof SQLiteException sqlite
            && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB;
    return notADatabase
        ? new FormatException(
            "gpkg-not-sqlite",
            name + " cannot be read: it is no SQLite file, or it is encrypted",
            "Give a plain .gpkg file.")
        : new FormatException(
            "gpkg-damaged",
            "%s is damaged or cut off (%s); nothing of it was taken"
                .formatted(name, error.getMessage()),
            "Copy or download the file again.");
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the GeoPackage could not be closed", e);
    } finally {
      if (copy != null) {
        delete(copy);
      }
    }
  }

  private static void delete(Path copy) throws IOException {
    Files.deleteIfExists(copy);
    Files.deleteIfExists(Path.of(copy + "-wal"));
    Files.deleteIfExists(Path.of(copy + "-shm"));
  }
}
