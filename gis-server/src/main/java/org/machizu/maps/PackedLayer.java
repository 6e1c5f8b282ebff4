package org.machizu.maps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerPackBuilder;
import org.machizu.tiles.pack.LayerSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One layer in one entitlement class. Changes that come while it is being packed wait, and are
 * applied to the finished pack; a pack with many changes over it is packed anew in the background,
 * while the old one goes on serving.
 */
final class PackedLayer {
  private static final Logger LOG = LoggerFactory.getLogger(PackedLayer.class);

  /** So many changed features do no harm, whatever share of the layer they are. */
  private static final int SMALL_OVERLAY = 500;

  private static final double LARGE_OVERLAY_SHARE = 0.05;

  private final VisibleLayer layer;
  private final FeatureStore features;
  private final Executor background;
  private final CompletableFuture<LayerSnapshot> first = new CompletableFuture<>();

  // guarded by this
  private final List<LayerChanged> waiting = new ArrayList<>();
  private @Nullable LayerSnapshot current;
  private boolean packing = true;

  PackedLayer(VisibleLayer layer, FeatureStore features, Executor background) {
    this.layer = layer;
    this.features = features;
    this.background = background;
  }

  /** The present state; waits while the layer is packed for the first time. */
  LayerSnapshot await() {
    LayerSnapshot packed;
    try {
      packed = first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
    synchronized (this) {
      return current == null ? packed : current;
    }
  }

  /** The revision of the present state; empty while the layer is packed for the first time. */
  synchronized Optional<Revision> revision() {
    return Optional.ofNullable(current).map(LayerSnapshot::revision);
  }

  /** Tells those who wait that the layer could not be packed. */
  void fail(Throwable cause) {
    first.completeExceptionally(cause);
  }

  /** Packs the layer from the store, then applies what has changed meanwhile. */
  LayerSnapshot pack() {
    LayerSnapshot packed = LayerSnapshot.of(read());
    synchronized (this) {
      for (LayerChanged change : waiting) {
        packed = after(packed, change);
      }
      waiting.clear();
      current = packed;
      packing = false;
    }
    first.complete(packed);
    return packed;
  }

  private LayerPack read() {
    try (FeatureCursor cursor = features.scan(layer.view(), new Predicate.Everything(), null)) {
      return LayerPackBuilder.pack(
          layer.name(),
          layer.view().schema(),
          layer.entry().layer().zoomRange(),
          cursor.revision(),
          cursor::next);
    }
  }

  /** Takes a change of single features into the state. */
  synchronized void apply(LayerChanged change) {
    if (packing) {
      waiting.add(change);
    }
    if (current == null) {
      return;
    }
    current = after(current, change);
    boolean large =
        current.overlaySize() > SMALL_OVERLAY && current.overlayShare() > LARGE_OVERLAY_SHARE;
    if (large && !packing) {
      packing = true;
      background.execute(this::packAgain);
    }
  }

  private void packAgain() {
    try {
      pack();
    } catch (RuntimeException e) {
      LOG.warn("packing {} anew failed; the old pack goes on serving", layer.name(), e);
      synchronized (this) {
        waiting.clear(); // the old pack has them already
        packing = false;
      }
    }
  }

  /** The state with the changed features as they are now; a change it already holds is no news. */
  private LayerSnapshot after(LayerSnapshot state, LayerChanged change) {
    if (change.revision().compareTo(state.revision()) <= 0) {
      return state;
    }
    Map<Long, Optional<Feature>> changed = HashMap.newHashMap(change.features().size());
    for (LayerChanged.FeatureChange feature : change.features()) {
      changed.put(feature.id(), features.find(layer.view(), feature.id(), null));
    }
    return state.with(changed, change.revision());
  }
}
