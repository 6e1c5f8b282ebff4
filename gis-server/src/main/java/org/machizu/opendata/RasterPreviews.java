package org.machizu.opendata;

import java.util.Optional;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.grid.TileAddress;

/** Pictures of layers of pixels: the tile in their middle that they fill. */
final class RasterPreviews {
  private static final double WORLD_DEG = 360;

  private final RasterStore rasters;

  RasterPreviews(RasterStore rasters) {
    this.rasters = rasters;
  }

  /** The tile's address with the layer's revision; empty before the first import. */
  Optional<String> find(VisibleLayer layer) {
    return rasters
        .read(layer.view(), pixels -> pixels.content())
        .map(content -> {
          var box = content.extent();
          double widthDeg = Math.max(box.maxLon() - box.minLon(), 1e-6);
          int fitting = (int) Math.floor(Math.log(WORLD_DEG / widthDeg) / Math.log(2)) + 1;
          int zoom = Math.max(content.zooms().min(), Math.min(content.zooms().max(), fitting));
          TileAddress tile =
              TileAddress.at(
                  zoom, (box.minLon() + box.maxLon()) / 2, (box.minLat() + box.maxLat()) / 2);
          return "/tiles/%s/%d/%d/%d.webp?v=%d"
              .formatted(
                  layer.name(), tile.z(), tile.x(), tile.y(), layer.entry().revision().number());
        });
  }
}
