package org.machizu.permits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.PastReads;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.permits.site.Ground;

/**
 * The layers as enquiries read them. A layer that was asked about is held in memory by entitlement
 * class, as long as it stands at the revision of the catalogue; while a newer state is being read
 * in, and for what is too large, the store is asked, so that no answer is ever of yesterday.
 */
final class Grounds {
  private static final long MOST_BYTES_HELD = 192L << 20;
  private static final long MOST_BYTES_OF_ONE = 64L << 20;
  private static final int KILOBYTE = 1 << 10;

  private final FeatureStore features;
  private final Executor background;
  private final Cache<Key, Held> held =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES_HELD / KILOBYTE)
          .weigher((Key _, Held of) -> of.kilobytes())
          .build();
  private final Set<Key> reading = ConcurrentHashMap.newKeySet();

  private record Key(LayerId layer, String entitlement, PlaneMeasure measure) {}

  /**
   * @param ground null when the layer is too large to be held
   */
  private record Held(Revision revision, @Nullable HeldGround ground) {
    int kilobytes() {
      return ground == null ? 1 : (int) (1 + ground.bytes() / KILOBYTE);
    }
  }

  /**
   * @param background where layers are read in
   */
  Grounds(FeatureStore features, Executor background) {
    this.features = features;
    this.background = background;
  }

  /**
   * A layer as somebody sees it.
   *
   * @param measure of the town's zone; the same object each time
   * @param asOf a moment; null: now
   * @throws org.machizu.http.ProblemException when they may not see its past
   */
  Ground of(VisibleLayer layer, PlaneMeasure measure, @Nullable Instant asOf) {
    View view = layer.view();
    PastReads.require(view, asOf);
    Revision now = layer.entry().revision();
    if (asOf == null && !view.changesWithTime()) {
      Key key = new Key(layer.entry().layer().id(), view.entitlement(), measure);
      Held known = held.getIfPresent(key);
      if (known != null && known.revision().equals(now)) {
        if (known.ground() != null) {
          return known.ground();
        }
      } else {
        readIn(key, layer, now);
      }
    }
    return new StoredGround(features, shown(layer), view, now, measure, asOf);
  }

  /** The layer with the attributes that the View shows, and no others. */
  private static Layer shown(VisibleLayer layer) {
    return layer.entry().layer().withSchema(layer.view().schema());
  }

  private void readIn(Key key, VisibleLayer layer, Revision revision) {
    if (!reading.add(key)) {
      return;
    }
    try {
      background.execute(() -> {
        try {
          Optional<HeldGround> ground =
              HeldGround.read(
                  features, shown(layer), layer.view(), key.measure(), MOST_BYTES_OF_ONE);
          // Of a state that has changed meanwhile the catalogue tells another revision, and it is
          // read again when it is asked for.
          held.put(key, new Held(revision, ground.orElse(null)));
        } finally {
          reading.remove(key);
        }
      });
    } catch (RuntimeException e) { // the server is closing
      reading.remove(key);
      throw e;
    }
  }
}
