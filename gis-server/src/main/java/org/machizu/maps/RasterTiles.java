package org.machizu.maps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.Revision;
import org.machizu.http.Answers;
import org.machizu.http.Json;
import org.machizu.layers.ColourRamp;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.rasters.GridPictures;
import org.machizu.rasters.PlanePictures;
import org.machizu.rasters.TileImages;
import org.machizu.tiles.grid.PlaneGrid;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldGrid;

/**
 * Tiles of layers of pixels. The revision is part of the cache's key, and read before the pixels:
 * what is kept under it is never older.
 */
public final class RasterTiles implements Consumer<LayerChanged> {
  private static final int SIDE = RasterContent.SIDE;

  /** What a tile costs beside its bytes. */
  private static final int OVERHEAD_BYTES = 200;

  private final RasterStore rasters;
  private final GridPictures grids;
  private final Cache<Key, Optional<RasterTile>> cache;

  /** How a tile is written. */
  public enum Format {
    PNG,
    WEBP;

    public String mediaType() {
      return "image/" + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param etag without quotes
   */
  public record RasterTile(byte[] bytes, String etag) {}

  private record Key(
      LayerId layer,
      String entitlement,
      Revision revision,
      WorldGrid grid,
      TileAddress address,
      Format format) {}

  /**
   * @param cacheBytes memory for finished tiles
   */
  public RasterTiles(RasterStore rasters, GridPictures grids, long cacheBytes) {
    this.rasters = rasters;
    this.grids = grids;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher((Key key, Optional<RasterTile> tile) ->
                tile.map(t -> t.bytes.length).orElse(0) + OVERHEAD_BYTES)
            .build();
  }

  /** The tile of the web; empty when there is nothing in it. */
  Optional<RasterTile> get(VisibleLayer layer, TileAddress address, Format format) {
    return get(layer, WorldGrid.webMercator(), address, format);
  }

  /** The tile on a grid; empty when there is nothing in it. */
  public Optional<RasterTile> get(
      VisibleLayer layer, WorldGrid grid, TileAddress address, Format format) {
    Key key =
        new Key(
            layer.view().layer(),
            layer.view().entitlement(),
            layer.entry().revision(),
            grid,
            address,
            format);
    return cache.get(key, k -> make(layer, grid, address, format));
  }

  private Optional<RasterTile> make(
      VisibleLayer layer, WorldGrid grid, TileAddress address, Format format) {
    Optional<byte[]> bytes =
        layer.entry().layer().kind() == LayerKind.GRID
            ? grids
                .tile(layer.view(), grid, address, ramp(layer))
                .map(
                    argb -> format == Format.PNG ? TileImages.png(argb) : TileImages.lossless(argb))
            : image(layer, grid, address, format);
    return bytes.map(b -> new RasterTile(b, Answers.tagOf(b)));
  }

  private static ColourRamp ramp(VisibleLayer layer) {
    try {
      return ColourRamp.of(Json.mapper().readTree(layer.entry().style()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the catalogue holds a broken style of " + layer.name(), e);
    } catch (IllegalArgumentException e) {
      return ColourRamp.FLOOD_DEPTH; // a style from before styles were checked
    }
  }

  private Optional<byte[]> image(
      VisibleLayer layer, WorldGrid grid, TileAddress address, Format format) {
    return rasters.read(
        layer.view(),
        pixels ->
            pixels
                .content()
                .flatMap(content ->
                    grid instanceof PlaneGrid plane
                        ? PlanePictures.tile(pixels, content, plane, address)
                            .map(argb ->
                                format == Format.WEBP
                                    ? TileImages.photo(argb)
                                    : TileImages.png(argb))
                        : image(pixels, content, address, format)));
  }

  private static Optional<byte[]> image(
      RasterStore.Pixels pixels, RasterContent content, TileAddress address, Format format) {
    int deeper = address.z() - content.zooms().max();
    if (deeper <= 0) {
      return pixels
          .tile(address)
          .map(webp -> format == Format.WEBP ? webp : TileImages.png(TileImages.read(webp)));
    }
    TileAddress stored =
        new TileAddress(content.zooms().max(), address.x() >> deeper, address.y() >> deeper);
    return pixels
        .tile(stored)
        .map(webp -> enlarge(TileImages.read(webp), address, deeper))
        .map(argb -> format == Format.WEBP ? TileImages.lossless(argb) : TileImages.png(argb));
  }

  /** The part of a tile that a deeper one shows, pixel by pixel. */
  private static int[] enlarge(int[] tile, TileAddress address, int deeper) {
    long mask = (1L << deeper) - 1;
    int[] part = new int[SIDE * SIDE];
    for (int i = 0; i < part.length; i++) {
      long x = ((address.x() & mask) * SIDE + i % SIDE) >> deeper;
      long y = ((address.y() & mask) * SIDE + i / SIDE) >> deeper;
      part[i] = tile[(int) (y * SIDE + x)];
    }
    return part;
  }

  /** Frees the memory of tiles that nobody will ask for any more. */
  @Override
  public void accept(LayerChanged change) {
    cache.asMap().keySet().removeIf(key -> key.layer.equals(change.layer()));
  }
}
