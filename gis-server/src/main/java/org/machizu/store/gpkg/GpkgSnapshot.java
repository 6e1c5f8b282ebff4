package org.machizu.store.gpkg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.machizu.backup.PartContent;
import org.machizu.backup.PrivateFolders;
import org.machizu.backup.Snapshot;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.sqlite.SQLiteConnection;

/**
 * A read transaction on every file, all begun while no writer was at work. In WAL it holds nobody
 * up; the journals only grow until it is closed.
 */
final class GpkgSnapshot implements Snapshot {
  /** SQLite's own way of copying holds locks of the copy only, a step of pages at a time. */
  private static final int PAGES_AT_ONCE = 4096;

  private static final int NO_WAIT_MS = 0;
  private static final int TRIES = 100;

  private final String municipality;
  private final Path copies;
  private final Runnable atEnd;
  private final List<Part> parts = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private Instant time = Instant.EPOCH;
  private Duration held = Duration.ZERO;

  /**
   * @param municipality for a town without a layer
   * @param copies a folder for copies, which is this snapshot's own; made when it is needed
   * @param atEnd called once, when this is closed
   */
  GpkgSnapshot(String municipality, Path copies, Runnable atEnd) {
    this.municipality = municipality;
    this.copies = copies;
    this.atEnd = atEnd;
  }

  /** Opens a file; its state is fixed by {@link #fix}. */
  void open(String name, Path file) throws SQLException {
    Connection connection = Sqlite.openReader(file);
    connections.add(connection);
    parts.add(new FilePart(name, connection));
  }

  /** From here on all parts stay as they are; called while the writers are held. */
  void fix(Instant now) throws SQLException {
    time = now;
    for (Connection connection : connections) {
      Sql.number(connection, "SELECT count(*) FROM sqlite_master");
    }
  }

  void tellHeld(Duration howLong) {
    held = howLong;
  }

  @Override
  public Instant time() {
    return time;
  }

  @Override
  public String municipality() {
    try {
      for (Connection connection : connections) {
        Long table =
            Sql.number(connection, "SELECT 1 FROM sqlite_master WHERE name = 'machizu_layer'");
        String code =
            table == null
                ? null
                : Sql.string(connection, "SELECT municipality FROM machizu_layer LIMIT 1");
        if (code != null) {
          return code;
        }
      }
      return municipality;
    } catch (SQLException e) {
      throw new StoreException("reading whose town it is failed", e);
    }
  }

  @Override
  public Duration held() {
    return held;
  }

  @Override
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  @Override
  public void close() {
    try {
      for (Connection connection : connections) {
        connection.close();
      }
      PrivateFolders.delete(copies);
    } catch (SQLException e) {
      throw new StoreException("ending a backup's reads failed", e);
    } catch (IOException e) {
      throw new StoreException("the copies in " + copies + " cannot be removed: " + e);
    } finally {
      atEnd.run();
    }
  }

  private final class FilePart implements Part {
    private final String name;
    private final Connection connection;

    private FilePart(String name, Connection connection) {
      this.name = name;
      this.connection = connection;
    }

    private interface Read<T> {
      T run(Connection connection) throws SQLException;
    }

    private <T> T read(Read<T> read) {
      try {
        return read.run(connection);
      } catch (SQLException e) {
        throw new StoreException("reading " + name + " for a backup failed", e);
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int form() {
      return read(Migrations::version);
    }

    @Override
    public SortedMap<String, Long> tables() {
      return read(c -> PartReads.tables(c, name));
    }

    @Override
    public PartContent content() {
      return read(c -> PartReads.content(c, name));
    }

    @Override
    public Path copy() throws IOException {
      PrivateFolders.create(copies);
      Path copy = copies.resolve(name.replace('/', '-'));
      Files.deleteIfExists(copy);
      int result =
          read(c ->
              c.unwrap(SQLiteConnection.class)
                  .getDatabase()
                  .backup("main", copy.toString(), null, NO_WAIT_MS, TRIES, PAGES_AT_ONCE));
      if (result != 0) {
        throw new IOException(
            "%s cannot be copied to %s (SQLite result %d); is the disk full?"
                .formatted(name, copies, result));
      }
      return copy;
    }
  }
}
