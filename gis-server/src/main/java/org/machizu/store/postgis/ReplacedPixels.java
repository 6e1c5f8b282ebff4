package org.machizu.store.postgis;

import java.time.Duration;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pixels that another import has taken the place of; they are not kept. */
final class ReplacedPixels {
  private static final Logger LOG = LoggerFactory.getLogger(ReplacedPixels.class);

  /** Readers are out within moments; with the rest the next import or start tries again. */
  private static final Duration READERS_WAIT = Duration.ofSeconds(2);

  private ReplacedPixels() {}

  /** Drops all of them, besides those that somebody is reading. */
  static void drop(LayerWrites writes) {
    for (Epoch epoch :
        writes.database().read(Transactions.ALLOWED, writes.entries()::listReplaced)) {
      try {
        boolean unused =
            writes.aside(c -> {
              Sql.execute(c, "SET LOCAL lock_timeout = " + READERS_WAIT.toMillis());
              Sql.execute(c, "DROP TABLE IF EXISTS " + DatabaseTables.pixels(epoch));
              return Sql.update(
                      c,
                      "DELETE FROM machizu.raster WHERE municipality = ? AND epoch = ?",
                      writes.database().municipality(),
                      epoch.id())
                  > 0;
            });
      } catch (StoreBusyException e) {
        LOG.debug("replaced pixels of {} are still being read", epoch.layer(), e);
      }
    }
  }
}
