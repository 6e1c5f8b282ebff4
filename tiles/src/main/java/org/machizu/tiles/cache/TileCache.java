package org.machizu.tiles.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerId;
import org.machizu.tiles.grid.WorldGrid;

/**
 * Finished tiles in memory, bounded by bytes. Safe for any number of threads; hits take no lock.
 *
 * <p>The promise: a request that comes after {@link #forget} has returned never gets a tile whose
 * load began before. A load on its way when a change is announced still answers those who were
 * waiting for it, but is not kept and nobody else joins it. So whoever announces a change must
 * first make it visible to loads, then call {@code forget}.
 */
public final class TileCache {
  /** Memory of an entry beside its bytes: key, address, list nodes, tag. */
  private static final int ENTRY_BYTES = 400;

  private final WorldGrid grid;
  private final Cache<TileKey, CachedTile> tiles;

  /** The keys of {@link #tiles} by layer; a tile of three layers stands in three sets. */
  private final Map<LayerId, Set<TileKey>> keysByLayer = new ConcurrentHashMap<>();

  /** Loads on their way that nothing has made stale; guarded by {@link #lock}. */
  private final Map<TileKey, CompletableFuture<CachedTile>> loads = new HashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder forgotten = new LongAdder();

  /**
   * For tiles of the web.
   *
   * @param maxBytes the memory it may take, keys and all; at least 1 MB
   */
  public TileCache(long maxBytes) {
    this(maxBytes, WorldGrid.webMercator());
  }

  /**
   * @param maxBytes the memory it may take, keys and all; at least 1 MB
   * @param grid of the tiles that it keeps
   */
  public TileCache(long maxBytes, WorldGrid grid) {
    this.grid = grid;
    if (maxBytes < 1 << 20) {
      throw new IllegalArgumentException(
          "a tile cache of " + maxBytes + " bytes is not allowed; give 1048576 or more");
    }
    tiles =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher(TileCache::bytesOf)
            .executor(Runnable::run)
            .evictionListener(this::evicted)
            .build();
  }

  private static int bytesOf(TileKey key, CachedTile tile) {
    return ENTRY_BYTES + 16 * key.layers().size() + tile.tile().gzip().length;
  }

  private void evicted(@Nullable TileKey key, @Nullable CachedTile tile, RemovalCause cause) {
    if (key != null) {
      removeFromIndex(key);
    }
  }

  private void addToIndex(TileKey key) {
    for (LayerId layer : key.layers()) {
      // within the map's own lock: a set that an eviction has just emptied is gone from the map
      keysByLayer.compute(
          layer,
          (id, keys) -> {
            Set<TileKey> grown = keys == null ? ConcurrentHashMap.newKeySet() : keys;
            grown.add(key);
            return grown;
          });
    }
  }

  private void removeFromIndex(TileKey key) {
    for (LayerId layer : key.layers()) {
      keysByLayer.computeIfPresent(
          layer,
          (id, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
          });
    }
  }

  /**
   * The tile from memory, or loaded. Requests for one key at the same time share one load.
   *
   * @param load makes the tile from the state that is current when it is called; what it throws
   *     comes out of this method in all waiting threads, and nothing is kept
   */
  public CachedTile get(TileKey key, Supplier<CachedTile> load) {
    CachedTile held = tiles.getIfPresent(key);
    if (held != null) {
      hits.increment();
      return held;
    }
    CompletableFuture<CachedTile> mine = new CompletableFuture<>();
    CompletableFuture<CachedTile> other;
    lock.lock();
    try {
      held = tiles.getIfPresent(key);
      if (held != null) {
        hits.increment();
        return held;
      }
      other = loads.putIfAbsent(key, mine);
    } finally {
      lock.unlock();
    }
    if (other != null) {
      hits.increment();
      return await(other);
    }
    misses.increment();
    return load(key, load, mine);
  }

  private static CachedTile await(CompletableFuture<CachedTile> load) {
    try {
      return load.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private CachedTile load(
      TileKey key, Supplier<CachedTile> load, CompletableFuture<CachedTile> mine) {
    CachedTile loaded;
    try {
      loaded = load.get();
    } catch (RuntimeException | Error e) {
      finish(key, mine, null);
      mine.completeExceptionally(e);
      throw e;
    }
    finish(key, mine, loaded);
    mine.complete(loaded);
    return loaded;
  }

  /** Keeps what was loaded, unless the load became stale on its way. */
  private void finish(
      TileKey key, CompletableFuture<CachedTile> mine, @Nullable CachedTile loaded) {
    lock.lock();
    try {
      if (loads.remove(key, mine) && loaded != null) {
        tiles.put(key, loaded);
        // after the put: an older entry's eviction must not take the new one out of the index
        addToIndex(key);
        if (!tiles.asMap().containsKey(key)) {
          removeFromIndex(key);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets the tiles that show a layer, alone or among others, for whichever readers, and that one
   * of the boxes touches, buffer included, at any zoom. All others stay.
   *
   * @param changed the boxes of the changed features, before and after
   */
  public void forget(LayerId layer, Collection<Envelope> changed) {
    if (!changed.isEmpty()) {
      TouchedTiles touched = new TouchedTiles(changed, grid);
      forget(layer, key -> touched.contains(key.tile()));
    }
  }

  /** Forgets all tiles that show a layer, alone or among others, for whichever readers. */
  public void forgetLayer(LayerId layer) {
    forget(layer, key -> true);
  }

  private void forget(LayerId layer, Predicate<TileKey> touched) {
    lock.lock();
    try {
      loads.keySet().removeIf(key -> key.layers().contains(layer) && touched.test(key));
      List<TileKey> gone =
          keysByLayer.getOrDefault(layer, Set.of()).stream().filter(touched).toList();
      gone.forEach(this::removeFromIndex);
      tiles.invalidateAll(gone);
      forgotten.add(gone.size());
    } finally {
      lock.unlock();
    }
  }

  /** What the cache has done so far and holds now. */
  public CacheCounters counters() {
    tiles.cleanUp();
    long bytes = tiles.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    return new CacheCounters(
        hits.sum(), misses.sum(), forgotten.sum(), tiles.estimatedSize(), bytes);
  }
}
