package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.LayerConflictException;
import org.machizu.store.sql.Sql;

/** One GeoPackage file with layers: its writer, its readers and its catalogue rows. */
final class LayerFile implements AutoCloseable {
  private final Path path;
  private final Revisions revisions;
  private final Entries entries = new Entries();
  private final Writer writer;
  private final Readers readers;
  private final AtomicLong commits = new AtomicLong();
  private volatile boolean watched;
  private volatile Listed listed = new Listed(-1, List.of());
  private final Set<String> rebuilding = ConcurrentHashMap.newKeySet();

  /**
   * Opens or creates the file and brings it to the program's form.
   *
   * @param readAtMost no read takes longer than this
   * @param overwriting whether what is deleted is overwritten at once
   */
  LayerFile(
      Path path,
      Revisions revisions,
      Duration readAtMost,
      boolean overwriting,
      Runnable afterCommit) {
    this.path = path;
    this.revisions = revisions;
    try {
      Connection connection = Sqlite.openWriter(path);
      try {
        if (overwriting) {
          Sql.execute(connection, "PRAGMA secure_delete = ON");
        }
        Migrations.run(connection, path, TownSchema.STEPS);
        Leftovers.clear(connection);
        revisions.seen(connection);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      this.writer =
          new Writer(
              path,
              connection,
              () -> {
                noteCommit();
                afterCommit.run();
              });
      this.readers = new Readers(path, readAtMost);
    } catch (SQLException e) {
      throw Sqlite.failure("opening " + path + " failed", e);
    }
  }

  Path path() {
    return path;
  }

  Revisions revisions() {
    return revisions;
  }

  Entries entries() {
    return entries;
  }

  Writer writer() {
    return writer;
  }

  Readers readers() {
    return readers;
  }

  private record Listed(long commits, List<CataloguedLayer> layers) {}

  /** What reads the catalogue rows of this file. */
  interface Listing {
    List<CataloguedLayer> read();
  }

  /** Somebody has committed; what was remembered may be old. Called before writers are answered. */
  void noteCommit() {
    commits.incrementAndGet();
  }

  /** From now on {@link #noteCommit} is called also when other programs commit. */
  void beWatched() {
    watched = true;
  }

  /**
   * The file's catalogue rows, from memory while nobody commits, so that a tile costs no read of
   * the store. Without a watch over other programs they are read each time.
   */
  List<CataloguedLayer> catalogued(Listing listing) {
    Listed known = listed;
    long now = commits.get();
    if (watched && known.commits == now) {
      return known.layers;
    }
    List<CataloguedLayer> layers = List.copyOf(listing.read());
    listed = new Listed(now, layers); // as of then at least; a later commit makes it old
    return layers;
  }

  /**
   * Takes the one place for building a layer's content anew.
   *
   * @throws LayerConflictException when somebody else is at it
   */
  void beginRebuilding(String layer) {
    if (!rebuilding.add(layer)) {
      throw new LayerConflictException(
          "layer-busy",
          "an import into layer '%s', or an undo, is under way; wait for its end or cancel it"
              .formatted(layer));
    }
  }

  void endRebuilding(String layer) {
    rebuilding.remove(layer);
  }

  @Override
  public void close() {
    // The readers first: the last connection to go, the writer's, folds the journal into the file.
    readers.close();
    writer.close();
  }
}
