package org.machizu.ogc.tiles;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.RasterTiles;
import org.machizu.maps.RasterTiles.Format;
import org.machizu.maps.RasterTiles.RasterTile;
import org.machizu.maps.VectorTiles;
import org.machizu.tiles.cache.CachedTile;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.TileMatrixSet;
import org.machizu.tiles.grid.TileRange;
import org.machizu.tiles.grid.WorldBox;

/** Which tile matrix sets there are, which tiles layers have in them, and the tiles. */
public final class TileSets {
  private final Map<String, Offered> offered = new LinkedHashMap<>();
  private final FeatureStore features;
  private final RasterStore rasters;
  private final RasterTiles pictures;

  /**
   * A tile matrix set with who makes its tiles of features.
   *
   * @param vector on the grid of the set
   */
  public record Offered(TileMatrixSet set, VectorTiles vector) {}

  /**
   * @param offered the first is the one that everything reads
   * @param pictures makes those of pixels, on any grid
   */
  public TileSets(
      List<Offered> offered, FeatureStore features, RasterStore rasters, RasterTiles pictures) {
    offered.forEach(one -> this.offered.put(one.set().id(), one));
    this.features = features;
    this.rasters = rasters;
    this.pictures = pictures;
  }

  /** All sets. */
  public List<TileMatrixSet> list() {
    return offered.values().stream().map(Offered::set).toList();
  }

  /** The set of an id; empty when there is none. */
  public Optional<TileMatrixSet> find(String id) {
    return Optional.ofNullable(offered.get(id)).map(Offered::set);
  }

  private VectorTiles vector(TileMatrixSet set) {
    Offered found = offered.get(set.id());
    if (found == null) {
      throw new IllegalArgumentException("the set " + set.id() + " is not offered");
    }
    return found.vector();
  }

  /**
   * A tile of features.
   *
   * @param layers at least one, each once, none of pixels
   */
  public CachedTile vectorTile(TileMatrixSet set, List<VisibleLayer> layers, TileAddress address) {
    return vector(set).get(layers, address);
  }

  /** Whether tiles got after this call show what the catalogue entries in hand tell of. */
  public boolean areUpToDate(TileMatrixSet set, List<VisibleLayer> layers) {
    return vector(set).areUpToDate(layers);
  }

  /** A tile of a layer of pixels; empty when there is nothing in it. */
  public Optional<RasterTile> picture(
      TileMatrixSet set, VisibleLayer layer, TileAddress address, Format format) {
    return pictures.get(layer, set.grid(), address, format);
  }

  /** The box around what the caller may see of the layers; empty when there is nothing. */
  public Optional<Envelope> extent(List<VisibleLayer> layers) {
    return layers.stream()
        .flatMap(layer ->
            (layer.entry().layer().kind().isRaster()
                    ? rasters.extent(layer.view())
                    : features.extent(layer.view()))
                .stream())
        .reduce(Envelope::union);
  }

  /** The levels at which a layer has tiles; beyond the last, maps enlarge. */
  public ZoomRange levels(TileMatrixSet set, VisibleLayer layer) {
    ZoomRange zooms = layer.entry().layer().zoomRange();
    if (layer.entry().layer().kind().isRaster()) {
      zooms =
          rasters
              .read(layer.view(), RasterStore.Pixels::content)
              .map(RasterContent::zooms)
              .orElse(zooms);
    }
    return set.grid().levels(zooms);
  }

  /** The levels at which any of several layers has tiles. */
  public ZoomRange levels(TileMatrixSet set, List<VisibleLayer> layers) {
    List<ZoomRange> each = layers.stream().map(layer -> levels(set, layer)).toList();
    return new ZoomRange(
        each.stream().mapToInt(ZoomRange::min).min().orElse(0),
        each.stream().mapToInt(ZoomRange::max).max().orElse(0));
  }

  /**
   * The block of tiles that can show something, for each level at which there are tiles; no block
   * when there is nothing to show.
   */
  public List<TileRange> limits(TileMatrixSet set, List<VisibleLayer> layers) {
    Optional<WorldBox> box = extent(layers).map(set.grid()::box);
    ZoomRange levels = levels(set, layers);
    return box.stream()
        .flatMap(b ->
            IntStream.rangeClosed(levels.min(), levels.max())
                .mapToObj(level -> TileRange.touching(b, level, 0)))
        .toList();
  }
}
