package org.machizu.tiles.cache;

import java.util.List;
import org.machizu.geo.feature.LayerId;
import org.machizu.tiles.grid.TileAddress;

/**
 * What makes two tiles the same.
 *
 * @param layers in the order in which they lie in the tile; at least one
 * @param entitlement what the reader may see of these layers; two readers with the same text get
 *     the same tile, so it must tell apart whatever the rights tell apart
 */
public record TileKey(List<LayerId> layers, String entitlement, TileAddress tile) {
  public TileKey {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a tile needs at least one layer");
    }
    if (entitlement.isBlank()) {
      throw new IllegalArgumentException(
          "a tile needs an entitlement class, or one reader could be served what another may see");
    }
  }
}
