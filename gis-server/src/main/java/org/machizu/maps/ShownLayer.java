package org.machizu.maps;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * A layer as some readers see it: equal for all whose View has the same entitlement class, so that
 * they share its pack.
 */
final class ShownLayer {
  private final VisibleLayer layer;

  ShownLayer(VisibleLayer layer) {
    this.layer = layer;
  }

  VisibleLayer layer() {
    return layer;
  }

  LayerId id() {
    return layer.view().layer();
  }

  String entitlement() {
    return layer.view().entitlement();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ShownLayer that
        && id().equals(that.id())
        && entitlement().equals(that.entitlement());
  }

  @Override
  public int hashCode() {
    return Objects.hash(id(), entitlement());
  }
}
