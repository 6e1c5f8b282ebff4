package org.machizu.tiles.pack;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;

/**
 * The current snapshots of layers, packed when first asked for, changed as changes are announced,
 * packed afresh in the background when too much has changed. Safe for any number of threads. A
 * change that is announced while its layer is being packed is not lost, and never waits for it.
 *
 * <p>Memory is what the packs take ({@link #byteSize}). When that passes the bound, packs that were
 * not asked for the longest are dropped, and packed again when they are asked for; one that is
 * larger than the bound by itself is held alone. The holder lets go of a pack with {@link #forget}.
 *
 * @param <K> what tells two packs apart: layer and entitlement class
 */
public final class SnapshotStore<K> {
  /** From this share of changed features on, a layer is packed afresh. */
  private static final double REPACK_SHARE = 0.05;

  /** Fewer changes than this are never worth packing afresh. */
  private static final int REPACK_CHANGES = 500;

  /** Where the features come from. */
  public interface Source<K> {
    /** Packs a layer from one consistent state that is not older than this call. */
    LayerPack pack(K key);

    /**
     * Features as they are now, or newer.
     *
     * @return an entry for each id; empty for a feature that is gone or not to be seen
     */
    Map<Long, Optional<Feature>> read(K key, Collection<Long> ids);
  }

  private final Source<K> source;
  private final Executor background;
  private final long maxBytes;
  private final Map<K, Slot> slots = new ConcurrentHashMap<>();

  /** Counts what is asked for, so that the packs have an order of last use. */
  private final AtomicLong uses = new AtomicLong();

  /**
   * A store that holds nothing yet.
   *
   * @param background runs packing afresh; first packing is done by the thread that asks
   * @param maxBytes memory for all packs together
   */
  public SnapshotStore(Source<K> source, Executor background, long maxBytes) {
    this.source = source;
    this.background = background;
    this.maxBytes = maxBytes;
  }

  /** The current snapshot; packs the layer when it is not held. Concurrent callers share that. */
  public LayerSnapshot get(K key) {
    return slots.computeIfAbsent(key, Slot::new).get();
  }

  /**
   * The revision up to which the layer's changes have been taken in. Packs the layer only when that
   * is not known: a pack that was dropped to save memory is not needed to tell.
   */
  public Revision revision(K key) {
    Slot slot = slots.computeIfAbsent(key, Slot::new);
    return slot.findRevision().orElseGet(() -> slot.get().revision());
  }

  /**
   * Takes over changes of features into all snapshots held whose key fits. When this returns,
   * {@link #get} shows the changes.
   *
   * @param ids the features that were made, changed or removed
   * @param revision the layer's revision after the changes
   */
  public void change(Predicate<K> keys, Collection<Long> ids, Revision revision) {
    slots.forEach((key, slot) -> {
      if (keys.test(key)) {
        slot.change(ids, revision);
      }
    });
  }

  /** Lets go of the snapshots whose key fits; they are packed afresh when asked for again. */
  public void forget(Predicate<K> keys) {
    slots.forEach((key, slot) -> {
      if (keys.test(key)) {
        slots.remove(key, slot);
      }
    });
  }

  /** Memory of all snapshots held, in bytes. */
  public long byteSize() {
    return slots.values().stream().mapToLong(Slot::byteSize).sum();
  }

  /** Drops what was not asked for the longest until the rest keeps the bound. */
  private void keepTheBound(Slot newest) {
    if (byteSize() <= maxBytes) {
      return;
    }
    for (Slot slot :
        slots.values().stream().sorted(Comparator.comparingLong(Slot::used)).toList()) {
      if (slot != newest) {
        slot.drop();
        if (byteSize() <= maxBytes) {
          return;
        }
      }
    }
  }

  private final class Slot {
    private final K key;
    private volatile long used;
    private @Nullable LayerSnapshot current;

    /** What {@link #current} had when it was dropped, and what has been announced since. */
    private @Nullable Revision dropped;

    private @Nullable CompletableFuture<LayerSnapshot> packing;
    private final Set<Long> changedWhilePacking = new HashSet<>();
    private Revision revisionWhilePacking = Revision.NONE;

    Slot(K key) {
      this.key = key;
    }

    long used() {
      return used;
    }

    synchronized Optional<Revision> findRevision() {
      return current != null ? Optional.of(current.revision()) : Optional.ofNullable(dropped);
    }

    synchronized void drop() {
      if (current != null) {
        dropped = current.revision();
        current = null;
      }
    }

    LayerSnapshot get() {
      used = uses.incrementAndGet();
      CompletableFuture<LayerSnapshot> mine;
      synchronized (this) {
        if (current != null) {
          return current;
        }
        if (packing == null) {
          mine = beginPacking();
        } else {
          mine = null;
        }
      }
      if (mine != null) {
        return pack(mine);
      }
      return await();
    }

    private LayerSnapshot await() {
      CompletableFuture<LayerSnapshot> other;
      synchronized (this) {
        if (current != null) {
          return current;
        }
        other = packing;
      }
      if (other == null) {
        return get();
      }
      try {
        return other.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }

    private synchronized CompletableFuture<LayerSnapshot> beginPacking() {
      CompletableFuture<LayerSnapshot> future = new CompletableFuture<>();
      packing = future;
      changedWhilePacking.clear();
      revisionWhilePacking = Revision.NONE;
      return future;
    }

    private LayerSnapshot pack(CompletableFuture<LayerSnapshot> future) {
      try {
        LayerSnapshot fresh = LayerSnapshot.of(source.pack(key));
        LayerSnapshot now = finish(fresh);
        future.complete(now);
        keepTheBound(this);
        return now;
      } catch (RuntimeException | Error e) {
        synchronized (this) {
          packing = null;
        }
        future.completeExceptionally(e);
        throw e;
      }
    }

    /** Adds what was announced meanwhile; the pack may or may not hold it already. */
    private synchronized LayerSnapshot finish(LayerSnapshot fresh) {
      LayerSnapshot now = fresh;
      if (!changedWhilePacking.isEmpty()) {
        now =
            fresh.with(
                source.read(key, changedWhilePacking),
                later(revisionWhilePacking, fresh.revision()));
      }
      current = now;
      dropped = null;
      packing = null;
      return now;
    }

    /** Reading and laying over are one step, or an older reading could win over a newer one. */
    synchronized void change(Collection<Long> ids, Revision revision) {
      if (packing != null) {
        changedWhilePacking.addAll(ids);
        revisionWhilePacking = later(revisionWhilePacking, revision);
      }
      LayerSnapshot before = current;
      if (before == null) {
        dropped = dropped == null ? null : later(dropped, revision);
        return;
      }
      LayerSnapshot after = before.with(source.read(key, ids), later(before.revision(), revision));
      current = after;
      if (packing == null
          && after.overlaySize() >= REPACK_CHANGES
          && after.overlayShare() > REPACK_SHARE) {
        CompletableFuture<LayerSnapshot> future = beginPacking();
        try {
          background.execute(() -> pack(future));
        } catch (RejectedExecutionException e) {
          // being shut down: the overlay keeps the changes
          packing = null;
          future.completeExceptionally(e);
        }
      }
    }

    synchronized long byteSize() {
      return current == null ? 0 : current.byteSize();
    }

    private static Revision later(Revision a, Revision b) {
      return a.compareTo(b) >= 0 ? a : b;
    }
  }
}
