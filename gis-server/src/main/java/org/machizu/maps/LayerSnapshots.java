package org.machizu.maps;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.pack.LayerSnapshot;

/**
 * The packed layers that tiles are made from, one for each layer and entitlement class: packed when
 * first asked for, then kept up to date by the change feed.
 */
final class LayerSnapshots {
  private final FeatureStore features;
  private final Executor background;
  private final Map<Key, PackedLayer> held = new ConcurrentHashMap<>();

  private record Key(LayerId layer, String entitlement) {}

  /**
   * @param background packs layers anew that have changed much
   */
  LayerSnapshots(FeatureStore features, Executor background) {
    this.features = features;
    this.background = background;
  }

  /** The layer as the View shows it; packed on the calling thread when it is not held yet. */
  LayerSnapshot get(VisibleLayer layer) {
    Key key = new Key(layer.view().layer(), layer.view().entitlement());
    PackedLayer fresh = new PackedLayer(layer, features, background);
    PackedLayer other = held.putIfAbsent(key, fresh);
    if (other != null) {
      return other.await();
    }
    try {
      return fresh.pack();
    } catch (RuntimeException | Error e) {
      held.remove(key, fresh);
      fresh.fail(e);
      throw e;
    }
  }

  /** The revision of what is held; empty when nothing is, or when it is still being packed. */
  Optional<Revision> revisionOf(VisibleLayer layer) {
    PackedLayer packed = held.get(new Key(layer.view().layer(), layer.view().entitlement()));
    return packed == null ? Optional.empty() : packed.revision();
  }

  /**
   * Brings what is held of the layer up to date; what cannot be mended feature by feature is packed
   * anew when it is next asked for.
   */
  void update(LayerChanged change) {
    boolean featureByFeature = !change.everything() && !change.features().isEmpty();
    for (var entry : held.entrySet()) {
      if (entry.getKey().layer().equals(change.layer())) {
        if (featureByFeature) {
          entry.getValue().apply(change);
        } else {
          held.remove(entry.getKey(), entry.getValue());
        }
      }
    }
  }
}
