package org.machizu.exports;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import org.machizu.access.View;
import org.machizu.geo.feature.LayerKind;
import org.machizu.http.Json;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.ColourRamp;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterStore;
import org.machizu.rasters.GridPictures;
import org.machizu.rasters.TileImages;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldGrid;

/** Tiles of layers of pixels as WebP: pictures as they are stored, grids in their colours. */
public final class PixelTiles {
  private final LayerCatalog catalog;
  private final RasterStore rasters;
  private final GridPictures grids;

  public PixelTiles(LayerCatalog catalog, RasterStore rasters, GridPictures grids) {
    this.catalog = catalog;
    this.rasters = rasters;
    this.grids = grids;
  }

  /** What the layer holds; empty before its first import. */
  Optional<RasterContent> content(View view) {
    return rasters.read(view, RasterStore.Pixels::content);
  }

  Optional<byte[]> webp(View view, TileAddress address) {
    CataloguedLayer entry = catalog.find(view.layer()).orElseThrow();
    return entry.layer().kind() == LayerKind.GRID
        ? grids.tile(view, WorldGrid.webMercator(), address, ramp(entry)).map(TileImages::lossless)
        : rasters.read(view, pixels -> pixels.tile(address));
  }

  private static ColourRamp ramp(CataloguedLayer entry) {
    try {
      return ColourRamp.of(Json.mapper().readTree(entry.style()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return ColourRamp.FLOOD_DEPTH; // as the map has it
    }
  }

  /** Whether the layer is still as it was, so that no file holds pieces of two states. */
  boolean isStill(CataloguedLayer entry) {
    return catalog
        .find(entry.layer().id())
        .filter(now -> now.revision().equals(entry.revision()))
        .isPresent();
  }
}
