package org.machizu.maps;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.grid.WorldGrid;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerPackBuilder;
import org.machizu.tiles.pack.SnapshotStore;

/** Packs are made from the store, always through the View. */
final class StoredFeatures implements SnapshotStore.Source<ShownLayer> {
  private final FeatureStore features;
  private final WorldGrid grid;

  StoredFeatures(FeatureStore features, WorldGrid grid) {
    this.features = features;
    this.grid = grid;
  }

  @Override
  public LayerPack pack(ShownLayer shown) {
    VisibleLayer layer = shown.layer();
    try (FeatureCursor cursor = features.scan(layer.view(), new Predicate.Everything(), null)) {
      return LayerPackBuilder.pack(
          layer.name(),
          layer.view().schema(),
          grid.levels(layer.entry().layer().zoomRange()),
          cursor.revision(),
          grid,
          cursor::next);
    }
  }

  @Override
  public Map<Long, Optional<Feature>> read(ShownLayer shown, Collection<Long> ids) {
    Map<Long, Optional<Feature>> found = HashMap.newHashMap(ids.size());
    for (long id : ids) {
      found.put(id, features.find(shown.layer().view(), id, null));
    }
    return found;
  }
}
