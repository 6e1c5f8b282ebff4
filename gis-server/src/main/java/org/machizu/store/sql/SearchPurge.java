package org.machizu.store.sql;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.retention.Cleared;
import org.machizu.retention.PurgePlace;
import org.machizu.search.SearchIndex;

/**
 * The search index as a place where something of a layer's content can lie. It is made anew by
 * whoever follows the layers; then what its old rows have left is taken out.
 */
public final class SearchPurge implements PurgePlace {
  /** The index follows a change within moments, a large layer within a minute. */
  private static final Duration FOLLOWS_WITHIN = Duration.ofSeconds(60);

  private static final long LOOK_AGAIN_NANOS = 50_000_000;

  private final SearchIndex index;
  private final Supplier<Cleared> shredder;

  /**
   * @param shredder takes out what deleted rows have left, and tells how it was done
   */
  public SearchPurge(SearchIndex index, Supplier<Cleared> shredder) {
    this.index = index;
    this.shredder = shredder;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public Cleared purge(LayerId layer, Revision revision) {
    long end = System.nanoTime() + FOLLOWS_WITHIN.toNanos();
    while (isBehind(layer, revision) && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    if (isBehind(layer, revision)) { // better found nowhere for a while than found after all
      index.list().keySet().stream().filter(s -> s.layer().equals(layer)).forEach(index::drop);
    }
    return shredder.get();
  }

  private boolean isBehind(LayerId layer, Revision revision) {
    return index.list().entrySet().stream()
        .anyMatch(e -> e.getKey().layer().equals(layer) && e.getValue().compareTo(revision) < 0);
  }
}
