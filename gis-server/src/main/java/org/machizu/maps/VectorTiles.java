package org.machizu.maps;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
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
import org.machizu.layers.LayerChanged.FeatureChange;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.cache.CachedTile;
import org.machizu.tiles.cache.TileCache;
import org.machizu.tiles.cache.TileKey;
import org.machizu.tiles.encode.TileEncoder;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldGrid;
import org.machizu.tiles.pack.LayerSnapshot;
import org.machizu.tiles.pack.SnapshotStore;

/**
 * Tiles of layers as their Views show them: cache, packs, encoder, and the news that renew them.
 */
public final class VectorTiles implements Consumer<LayerChanged> {
  private final SnapshotStore<ShownLayer> snapshots;
  private final TileEncoder encoder = new TileEncoder();
  private final TileCache cache;

  /** Layers whose change is being taken in just now. */
  private final Set<LayerId> changing = ConcurrentHashMap.newKeySet();

  /**
   * Tiles of the web.
   *
   * @param cacheBytes memory for finished tiles
   * @param packBytes memory for the layers that tiles are made from
   * @param background packs layers anew that have changed much
   */
  public VectorTiles(FeatureStore features, long cacheBytes, long packBytes, Executor background) {
    this(features, WorldGrid.webMercator(), cacheBytes, packBytes, background);
  }

  /** As the other, for tiles on any grid; their levels are the grid's. */
  public VectorTiles(
      FeatureStore features, WorldGrid grid, long cacheBytes, long packBytes, Executor background) {
    this.snapshots = new SnapshotStore<>(new StoredFeatures(features, grid), background, packBytes);
    this.cache = new TileCache(cacheBytes, grid);
  }

  /**
   * The tile of these layers, in their order.
   *
   * @param layers at least one, each once
   */
  public CachedTile get(List<VisibleLayer> layers, TileAddress address) {
    List<ShownLayer> shown = layers.stream().map(ShownLayer::new).toList();
    String entitlement =
        shown.stream().map(ShownLayer::entitlement).collect(Collectors.joining(","));
    TileKey key = new TileKey(shown.stream().map(ShownLayer::id).toList(), entitlement, address);
    return cache.get(key, () -> encode(shown, address));
  }

  private CachedTile encode(List<ShownLayer> layers, TileAddress address) {
    List<LayerSnapshot> packed = layers.stream().map(snapshots::get).toList();
    Revision newest =
        packed.stream()
            .map(LayerSnapshot::revision)
            .max(Comparator.naturalOrder())
            .orElse(Revision.NONE);
    return new CachedTile(encoder.encode(address, packed), newest);
  }

  /**
   * Whether tiles got after this call have all that the catalogue entries in hand tell of. The
   * revision is read before {@link #changing}, which holds a layer until its old tiles are gone.
   */
  public boolean areUpToDate(List<VisibleLayer> layers) {
    return layers.stream()
        .allMatch(layer -> {
          Revision packed = snapshots.revision(new ShownLayer(layer));
          return packed.compareTo(layer.entry().revision()) >= 0
              && !changing.contains(layer.view().layer());
        });
  }

  /** Takes a change in; from then on no tile is older than it. First the packs, then the tiles. */
  @Override
  public void accept(LayerChanged change) {
    LayerId layer = change.layer();
    changing.add(layer);
    try {
      if (change.everything() || change.features().isEmpty()) {
        snapshots.forget(shown -> shown.id().equals(layer));
        cache.forgetLayer(layer);
      } else {
        List<Long> ids = change.features().stream().map(FeatureChange::id).toList();
        snapshots.change(shown -> shown.id().equals(layer), ids, change.revision());
        cache.forget(layer, touched(change));
      }
    } finally {
      changing.remove(layer);
    }
  }

  private static List<Envelope> touched(LayerChanged change) {
    return change.features().stream()
        .flatMap(feature -> Stream.of(feature.before(), feature.after()))
        .filter(box -> box != null)
        .toList();
  }
}
