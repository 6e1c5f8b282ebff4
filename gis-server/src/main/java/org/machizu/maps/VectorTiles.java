package org.machizu.maps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.cache.CacheCounters;
import org.machizu.tiles.cache.CachedTile;
import org.machizu.tiles.cache.TileCache;
import org.machizu.tiles.cache.TileKey;
import org.machizu.tiles.encode.TileEncoder;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.pack.LayerSnapshot;

/**
 * Tiles of layers as their Views show them: cache, packs, encoder, and the news that renew them.
 */
public final class VectorTiles implements Consumer<LayerChanged> {
  private final LayerSnapshots snapshots;
  private final TileEncoder encoder = new TileEncoder();
  private final TileCache cache;

  /** The last revision of each layer that the news have told. */
  private final Map<LayerId, Revision> told = new ConcurrentHashMap<>();

  /**
   * @param cacheBytes memory for finished tiles
   * @param background packs layers anew that have changed much
   */
  public VectorTiles(FeatureStore features, long cacheBytes, Executor background) {
    this.snapshots = new LayerSnapshots(features, background);
    this.cache = new TileCache(cacheBytes);
  }

  /**
   * The tile of these layers, in their order.
   *
   * @param layers at least one, each once
   */
  CachedTile get(List<VisibleLayer> layers, TileAddress address) {
    List<LayerId> ids = layers.stream().map(layer -> layer.view().layer()).toList();
    String entitlement =
        layers.stream().map(layer -> layer.view().entitlement()).collect(Collectors.joining(","));
    return cache.get(new TileKey(ids, entitlement, address), () -> encode(layers, address));
  }

  private CachedTile encode(List<VisibleLayer> layers, TileAddress address) {
    List<LayerSnapshot> packed = layers.stream().map(snapshots::get).toList();
    Revision newest =
        packed.stream()
            .map(LayerSnapshot::revision)
            .max(Comparator.naturalOrder())
            .orElse(Revision.NONE);
    return new CachedTile(encoder.encode(address, packed), newest);
  }

  /** Whether the news of all that the catalogue says of these layers have arrived here. */
  boolean areUpToDate(List<VisibleLayer> layers) {
    return layers.stream()
        .allMatch(layer -> {
          Revision known = told.getOrDefault(layer.view().layer(), Revision.NONE);
          Revision wanted = layer.entry().revision();
          return known.compareTo(wanted) >= 0
              || snapshots.revisionOf(layer).stream().anyMatch(r -> r.compareTo(wanted) >= 0);
        });
  }

  /** Takes a change in; from then on no tile is older than it. First the packs, then the tiles. */
  @Override
  public void accept(LayerChanged change) {
    snapshots.update(change);
    if (change.everything() || change.features().isEmpty()) {
      cache.forgetLayer(change.layer());
    } else {
      cache.forget(change.layer(), touched(change));
    }
    told.put(change.layer(), change.revision());
  }

  private static List<Envelope> touched(LayerChanged change) {
    List<Envelope> boxes = new ArrayList<>();
    for (LayerChanged.FeatureChange feature : change.features()) {
      Stream.of(feature.before(), feature.after()).filter(box -> box != null).forEach(boxes::add);
    }
    return boxes;
  }

  /** What the tile cache has done and holds. */
  public CacheCounters counters() {
    return cache.counters();
  }
}
