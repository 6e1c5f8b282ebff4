package org.machizu.layers.ground;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.PastReads;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * The layers as enquiries read them. A layer that was asked about is held in memory by entitlement
 * class, as long as it stands at the revision of the catalogue; while a newer state is being read
 * in, and for what is too large, the store is asked, so that no answer is ever of yesterday.
 */
public final class Grounds {
  /** Of the memory that the program may take, this part at most is held: one in so many. */
  private static final int SHARE_OF_MEMORY = 5;

  /** One layer takes at most this part of that. */
  private static final int SHARE_OF_ONE = 3;

  /** Reading a layer in, which changes again and again, takes at most one in so many moments. */
  private static final int READING_SHARE = 20;

  private static final int KILOBYTE = 1 << 10;

  private final FeatureStore features;
  private final Executor background;
  private final long mostBytes;
  private final LongSupplier nanos;
  private final Cache<Key, Held> held;
  private final Set<Key> reading = ConcurrentHashMap.newKeySet();

  private record Key(LayerId layer, String entitlement, PlaneMeasure measure) {}

  /**
   * @param ground null when the layer is too large to be held
   * @param nextNanos when it may be read in again
   */
  private record Held(Revision revision, @Nullable HeldGround ground, long nextNanos) {
    int kilobytes() {
      return ground == null ? 1 : (int) (1 + ground.bytes() / KILOBYTE);
    }
  }

  /**
   * @param background where layers are read in
   */
  public Grounds(FeatureStore features, Executor background) {
    this(
        features, background, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, System::nanoTime);
  }

  /**
   * @param mostBytes that are held of all layers together
   * @param nanos a clock that only goes on, as {@link System#nanoTime} reads it
   */
  Grounds(FeatureStore features, Executor background, long mostBytes, LongSupplier nanos) {
    this.features = features;
    this.background = background;
    this.mostBytes = mostBytes;
    this.nanos = nanos;
    this.held =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes / KILOBYTE)
            .weigher((Key _, Held of) -> of.kilobytes())
            .build();
  }

  /**
   * A layer as somebody sees it.
   *
   * @param measure of the town's zone; the same object each time
   * @param asOf a moment; null: now
   * @throws org.machizu.http.ProblemException when they may not see its past
   */
  public Ground of(VisibleLayer layer, PlaneMeasure measure, @Nullable Instant asOf) {
    View view = layer.view();
    PastReads.require(view, asOf);
    Optional<HeldGround> known = asOf == null ? held(layer, measure) : Optional.empty();
    return known.isPresent()
        ? known.get()
        : new StoredGround(features, shown(layer), view, layer.entry().revision(), measure, asOf);
  }

  /** The layer as it stands now, when it is in memory; else it will be before long. */
  public Optional<HeldGround> held(VisibleLayer layer, PlaneMeasure measure) {
    if (layer.view().changesWithTime()) {
      return Optional.empty();
    }
    Revision now = layer.entry().revision();
    Key key = new Key(layer.entry().layer().id(), layer.view().entitlement(), measure);
    Held known = held.getIfPresent(key);
    if (known != null && known.revision().equals(now)) {
      return Optional.ofNullable(known.ground());
    }
    if (known == null || nanos.getAsLong() - known.nextNanos() >= 0) {
      readIn(key, layer, now);
    }
    return Optional.empty();
  }

  /** About what is held now. */
  long bytes() {
    held.cleanUp();
    return held.asMap().values().stream().mapToLong(of -> KILOBYTE * (long) of.kilobytes()).sum();
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
          held.put(key, read(key, layer, revision));
        } finally {
          reading.remove(key);
        }
      });
    } catch (RuntimeException e) { // the server is closing
      reading.remove(key);
      throw e;
    }
  }

  private Held read(Key key, VisibleLayer layer, Revision revision) {
    long begun = nanos.getAsLong();
    Optional<HeldGround> ground =
        HeldGround.read(
            features, shown(layer), layer.view(), key.measure(), mostBytes / SHARE_OF_ONE);
    long ended = nanos.getAsLong();
    // Of a state that has changed meanwhile the catalogue tells another revision, and it is read
    // again when it is asked for.
    return new Held(revision, ground.orElse(null), ended + READING_SHARE * (ended - begun));
  }
}
