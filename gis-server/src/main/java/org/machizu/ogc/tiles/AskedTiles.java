package org.machizu.ogc.tiles;

import java.util.Comparator;
import java.util.List;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * The layers whose tiles are asked for, and where.
 *
 * @param path of the list of tilesets, "/ogc/tiles"
 * @param layers as the caller sees them, from below; either features, or one of pixels
 * @param isWholeTown whether they are all open layers rather than named ones
 * @param isSelected whether the caller chose them by the parameter {@code collections}
 */
record AskedTiles(String path, List<VisibleLayer> layers, boolean isWholeTown, boolean isSelected) {
  AskedTiles {
    layers = List.copyOf(layers);
  }

  static String mediaType(String format) {
    return format.equals("mvt") ? "application/vnd.mapbox-vector-tile" : "image/" + format;
  }

  /** Whether the tiles are pictures: of one layer of pixels. */
  boolean isPicture() {
    return layers.size() == 1 && layers.getFirst().entry().layer().kind().isRaster();
  }

  /** The newest revision of the layers. */
  Revision revision() {
    return layers.stream()
        .map(layer -> layer.entry().revision())
        .max(Comparator.naturalOrder())
        .orElse(Revision.NONE);
  }

  /** What an address must say for the same layers; empty, or it begins with {@code mark}. */
  String query(String mark) {
    return isSelected
        ? mark + "collections=" + String.join(",", layers.stream().map(VisibleLayer::name).toList())
        : "";
  }
}
