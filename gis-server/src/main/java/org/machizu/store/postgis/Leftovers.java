package org.machizu.store.postgis;

import java.util.List;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What servers that ended suddenly have left half built. */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /** Drops it, unless another server is building it at the moment. */
  static void clear(LayerWrites writes) {
    List<Epoch> found = writes.database().read(Transactions.ALLOWED, writes.entries()::listStaging);
    for (Epoch epoch : found) {
      Rebuilding rebuilding = Rebuilding.tryBegin(writes.database(), epoch.layer());
      if (rebuilding != null) {
        try (rebuilding) {
          boolean unused =
              writes.aside(c -> {
                DatabaseContent.drop(c, writes.entries(), epoch);
                return true;
              });
          LOG.info("dropped what was left of an unfinished import into {}", epoch.layer());
        }
      }
    }
  }
}
