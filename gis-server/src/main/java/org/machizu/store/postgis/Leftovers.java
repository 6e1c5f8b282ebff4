package org.machizu.store.postgis;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What servers that ended suddenly have left half built. */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /** Drops it, unless another server is building it at the moment. */
  static void clear(LayerWrites writes) {
    List<Epoch> found = writes.database().read(FeatureReads.ALLOWED, writes.entries()::listStaging);
    for (Epoch epoch : found) {
      Rebuilding rebuilding = Rebuilding.tryBegin(writes.database(), epoch.layer());
      if (rebuilding != null) {
        try (rebuilding) {
          boolean unused = writes.aside(c -> Shadow.drop(c, writes.entries(), epoch));
          LOG.info("dropped what was left of an unfinished import into {}", epoch.layer());
        }
      }
    }
  }
}
