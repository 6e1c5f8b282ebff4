package org.machizu.store.postgis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.CataloguedLayer;

/**
 * The catalogue as it was read last, so that a tile costs no question to the database. It is
 * forgotten at each change that this server makes or hears of; when nobody listens to the others'
 * changes, nothing is kept.
 */
final class CatalogCache {
  /** Should a piece of news be lost, it is read anew after this all the same. */
  private static final Duration OLDEST = Duration.ofSeconds(2);

  private record Kept(List<CataloguedLayer> layers, long changes, long readNanos) {}

  private final AtomicLong changes = new AtomicLong();
  private volatile boolean listening;
  private volatile @Nullable Kept kept;

  List<CataloguedLayer> get(Supplier<List<CataloguedLayer>> read) {
    Kept known = kept;
    long now = System.nanoTime();
    if (known != null
        && listening
        && known.changes == changes.get()
        && now - known.readNanos < OLDEST.toNanos()) {
      return known.layers;
    }
    long before = changes.get(); // what changes while it is being read makes it old at once
    List<CataloguedLayer> layers = read.get();
    kept = new Kept(layers, before, now);
    return layers;
  }

  void forget() {
    changes.incrementAndGet();
  }

  /** Whether the others' changes are heard of. */
  void listens(boolean hears) {
    listening = hears;
    forget();
  }
}
