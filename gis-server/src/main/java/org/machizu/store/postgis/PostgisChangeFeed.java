package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.LayerChanged;
import org.machizu.store.features.ChangedBoxes;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Sql;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log of revisions, whichever server writes it. A notice of the database wakes it; what
 * there is to tell, it learns from the log alone ({@link LogTail}).
 */
final class PostgisChangeFeed implements ChangeFeed {
  private static final Logger LOG = LoggerFactory.getLogger(PostgisChangeFeed.class);

  /** It looks this often also when nothing wakes it. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** How long it waits before it connects again. */
  private static final Duration RETRY = Duration.ofMillis(500);

  private final LayerWrites writes;
  private final Entries entries;
  private final String municipality;
  private final CatalogCache cache;
  private final LogTail tail;
  private @Nullable Thread thread;
  private volatile boolean closed;
  private boolean told;

  PostgisChangeFeed(LayerWrites writes, CatalogCache cache) {
    this.writes = writes;
    this.entries = writes.entries();
    this.municipality = writes.database().municipality();
    this.cache = cache;
    this.tail = new LogTail(writes.database());
  }

  @Override
  public synchronized void start(Consumer<LayerChanged> listener) {
    if (thread != null) {
      throw new IllegalStateException("the change feed runs already");
    }
    writes.settleFree(); // what was done before is no news
    tail.begin();
    thread = Thread.ofPlatform().daemon().name("change feed").start(() -> run(listener));
  }

  private void run(Consumer<LayerChanged> listener) {
    while (!closed) {
      try (Connection connection = writes.database().connectAlone()) {
        Sql.execute(connection, "LISTEN machizu");
        cache.listens(true);
        if (told) {
          LOG.info("the database is back; changes are followed again");
          told = false;
        }
        follow(connection, listener);
      } catch (SQLException | RuntimeException e) {
        cache.listens(false);
        if (!closed && !told) {
          LOG.error("following changes failed; it is tried again until the database is back", e);
          told = true;
        }
        rest();
      }
    }
  }

  private void rest() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Connection listening, Consumer<LayerChanged> listener) throws SQLException {
    PGConnection notices = listening.unwrap(PGConnection.class);
    while (!closed) {
      writes.settleFree();
      for (LayerChanged change : tail.look(this::changes)) {
        tell(listener, change);
      }
      if (notices.getNotifications((int) LOOK_EVERY.toMillis()).length > 0) {
        cache.forget();
      }
    }
  }

  private static void tell(Consumer<LayerChanged> listener, LayerChanged change) {
    try {
      listener.accept(change);
    } catch (RuntimeException e) {
      LOG.error("a listener failed on {}", change, e);
    }
  }

  private record Revised(Revision revision, String layer, String kind) {}

  private List<LayerChanged> changes(Connection connection, String seen) throws SQLException {
    List<LayerChanged> changes = new ArrayList<>();
    for (Revised revised : revised(connection, seen)) {
      changes.add(change(connection, revised));
    }
    return changes;
  }

  private List<Revised> revised(Connection connection, String seen) throws SQLException {
    String sql =
        "SELECT revision, layer, kind FROM machizu.revision WHERE municipality = ? AND %s ORDER BY revision"
            .formatted(LogTail.IN_SIGHT);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, municipality, seen, seen);
      try (ResultSet row = statement.executeQuery()) {
        List<Revised> found = new ArrayList<>();
        while (row.next()) {
          found.add(new Revised(new Revision(row.getLong(1)), row.getString(2), row.getString(3)));
        }
        return found;
      }
    }
  }

  private LayerChanged change(Connection connection, Revised revised) throws SQLException {
    LayerId layer = new LayerId(municipality, revised.layer);
    Optional<Epoch> epoch = entries.findEpoch(connection, revised.layer, revised.revision);
    List<LayerChanged.FeatureChange> features = new ArrayList<>();
    boolean isListed =
        switch (revised.kind) {
          case ChangeKinds.CREATE,
              ChangeKinds.DESCRIBE,
              ChangeKinds.PUBLISH,
              ChangeKinds.RIGHTS,
              ChangeKinds.RETENTION ->
              epoch.isPresent();
          case ChangeKinds.EDIT, ChangeKinds.UNDO, ChangeKinds.IMPORT ->
              epoch.isPresent()
                  && !epoch.get().start().equals(revised.revision)
                  && new ChangedBoxes(connection, epoch.get())
                      .add(revised.revision, features, ChangedBoxes.LISTED);
          default -> false; // its attributes, or what is not to be told
        };
    return new LayerChanged(layer, revised.revision, isListed ? features : List.of(), !isListed);
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
