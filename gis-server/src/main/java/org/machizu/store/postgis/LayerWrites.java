package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.machizu.geo.feature.LayerId;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/**
 * Writes to layers. One at a time writes to a layer, whichever server it is: so a layer's revisions
 * follow one another, and what is looked at stands until the commit. Before each, what other
 * programs did is numbered, so that nobody builds upon an older state than there is.
 */
final class LayerWrites {
  /** How long a write may take; an import that others wait for is over within seconds. */
  private static final Duration ALLOWED = Duration.ofMinutes(10);

  private final Database database;
  private final Entries entries;
  private final Revisions revisions;
  private final Outside outside;
  private final Runnable afterCommit;

  LayerWrites(Database database, Entries entries, Revisions revisions, Runnable afterCommit) {
    this.database = database;
    this.entries = entries;
    this.revisions = revisions;
    this.outside = new Outside(database.municipality(), entries, revisions);
    this.afterCommit = afterCommit;
  }

  /** What is done to a layer that nobody else changes meanwhile. */
  interface Work<T> {
    T run(Connection connection, Entry entry) throws SQLException;
  }

  /**
   * Changes a layer, or nothing.
   *
   * @throws IllegalArgumentException when there is no such layer
   */
  <T> T write(LayerId layer, Work<T> work) {
    T result =
        database.write(
            ALLOWED,
            c -> {
              boolean unused = lock(c, layer, ""); // one that is not there is told of next
              Entry entry = entries.get(c, layer);
              outside.settle(c, entry);
              return work.run(c, entry);
            });
    afterCommit.run();
    return result;
  }

  /** Makes a layer, which cannot be locked before it is there. */
  <T> T create(Database.Work<T> work) {
    T result =
        database.write(
            ALLOWED,
            c -> {
              Locks.take(c, "layers of " + database.municipality());
              return work.run(c);
            });
    afterCommit.run();
    return result;
  }

  /** Builds aside what nobody sees yet; needs no lock. */
  <T> T aside(Database.Work<T> work) {
    return database.write(ALLOWED, work);
  }

  /** Numbers what other programs have done to a layer; waits for whoever is writing to it. */
  void settle(LayerId layer) {
    if (database.read(Transactions.ALLOWED, outside::listWaiting).contains(layer)) {
      Entry unused = write(layer, (c, entry) -> entry);
    }
  }

  /** As {@link #settle(LayerId)}, to all layers. */
  void settleAll() {
    for (LayerId layer : database.read(Transactions.ALLOWED, outside::listWaiting)) {
      settle(layer);
    }
  }

  /**
   * Numbers what other programs have done to all layers, but leaves alone for now what somebody is
   * writing to: whoever follows the changes of all must not wait for one of them.
   */
  void settleFree() {
    for (LayerId layer : database.read(Transactions.ALLOWED, outside::listWaiting)) {
      boolean settled =
          database.write(
              ALLOWED,
              c -> {
                boolean free = lock(c, layer, " SKIP LOCKED");
                if (free) {
                  outside.settle(c, entries.get(c, layer));
                }
                return free;
              });
      if (settled) {
        afterCommit.run();
      }
    }
  }

  /** Keeps other programs out until the transaction ends, and numbers what they did before. */
  void close(Connection connection, Entry entry) throws SQLException {
    LayerTables.close(connection, entry);
    outside.settle(connection, entry);
  }

  /**
   * @param unlessFree what is done when somebody else has the lock; "" to wait
   * @return whether the layer is there and the lock was got
   */
  private static boolean lock(Connection connection, LayerId layer, String unlessFree)
      throws SQLException {
    return Sql.number(
            connection,
            "SELECT key FROM machizu.layer WHERE municipality = ? AND name = ? FOR UPDATE"
                + unlessFree,
            layer.municipality(),
            layer.name())
        != null;
  }

  Database database() {
    return database;
  }

  Entries entries() {
    return entries;
  }

  Revisions revisions() {
    return revisions;
  }
}
