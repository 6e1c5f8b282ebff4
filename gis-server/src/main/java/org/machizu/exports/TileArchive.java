package org.machizu.exports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.http.Json;
import org.machizu.jobs.CancelledException;
import org.machizu.layers.RasterContent;
import org.machizu.tiles.archive.ArchiveWriter;
import org.machizu.tiles.archive.TileIds;
import org.machizu.tiles.archive.TileKind;
import org.machizu.tiles.encode.EncodedTile;
import org.machizu.tiles.encode.TileEncoder;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.TileRange;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerSnapshot;

/**
 * A layer's tiles as one PMTiles file: the same tiles that the map shows. Vector tiles are of one
 * state of the layer, and go as deep as the layer does, but never below zoom 16, where a tile's own
 * grid is finer than any survey; maps overzoom from there.
 */
final class TileArchive {
  static final String FORMAT = "pmtiles";
  static final String MEDIA_TYPE = "application/vnd.pmtiles";

  /** Places where tiles can be that one file may have. */
  static final long MOST_PLACES = 2_000_000;

  private static final int DEEPEST = 16;
  private static final int TILES_BETWEEN_CHECKS = 100;

  /** Gives the tiles of an archive. */
  interface Tiles {
    /** Ready to be written; empty where there is nothing. */
    Optional<byte[]> find(TileAddress address);
  }

  /** Asked now and then whether to go on. */
  interface Check {
    /**
     * Goes on or ends the work.
     *
     * @param done share of the work, 0 to 1
     */
    void goOn(double done) throws ExportException, CancelledException, IOException;
  }

  private final Layer layer;
  private final TileKind kind;
  private final Envelope extent;
  private final ZoomRange zooms;
  private final Map<String, Object> more;
  private final Tiles tiles;

  private TileArchive(
      Layer layer,
      TileKind kind,
      Envelope extent,
      ZoomRange wanted,
      Map<String, Object> more,
      Tiles tiles)
      throws ExportException {
    this.layer = layer;
    this.kind = kind;
    this.extent = extent;
    this.zooms = wanted;
    this.more = more;
    this.tiles = tiles;
    if (places() > MOST_PLACES) {
      throw new ExportException(
          "export-too-large",
          "the archive would have room for %,d tiles, and %,d are allowed"
              .formatted(places(), MOST_PLACES),
          "Give a smaller bbox, or a filter.");
    }
  }

  /**
   * Of features.
   *
   * @param pack of what shall be on the tiles
   * @throws ExportException {@code no-tiles} when nothing has a place; {@code export-too-large}
   */
  static TileArchive ofFeatures(Layer layer, Schema schema, LayerPack pack) throws ExportException {
    Envelope extent = pack.extent().orElseThrow(() -> noTiles(layer));
    int max = Math.min(pack.zoomRange().max(), DEEPEST);
    ZoomRange zooms = new ZoomRange(Math.min(pack.zoomRange().min(), max), max);
    TileEncoder encoder = new TileEncoder();
    List<LayerSnapshot> snapshot = List.of(LayerSnapshot.of(pack));
    return new TileArchive(
        layer,
        TileKind.MVT,
        extent,
        zooms,
        Map.of("vector_layers", List.of(described(layer, schema, zooms))),
        address -> {
          EncodedTile tile = encoder.encode(address, snapshot);
          return tile.isEmpty() ? Optional.empty() : Optional.of(tile.gzip());
        });
  }

  /**
   * Of pixels, as WebP, at the levels at which they are worth looking at.
   *
   * @throws ExportException {@code no-tiles} before the layer's first import; {@code
   *     export-too-large}
   */
  static TileArchive ofPixels(Layer layer, View view, PixelTiles pixels) throws ExportException {
    RasterContent content = pixels.content(view).orElseThrow(() -> noTiles(layer));
    return new TileArchive(
        layer,
        TileKind.WEBP,
        content.extent(),
        content.zooms(),
        Map.of(),
        address -> pixels.webp(view, address));
  }

  private static ExportException noTiles(Layer layer) {
    return new ExportException(
        "no-tiles",
        "nothing that would be on the tiles of layer '%s' has a place".formatted(layer.id().name()),
        "Choose another format, or another filter.");
  }

  private TileRange range(int zoom) {
    return TileRange.touching(extent, zoom, kind == TileKind.MVT ? TileEncoder.BUFFER : 0);
  }

  private long places() {
    long places = 0;
    for (int z = zooms.min(); z <= zooms.max(); z++) {
      places += range(z).count();
    }
    return places;
  }

  /** Writes the file, level after level. */
  void write(Path file, Check check) throws ExportException, CancelledException, IOException {
    double all = places();
    long done = 0;
    try (ArchiveWriter out = new ArchiveWriter(file, kind)) {
      for (int z = zooms.min(); z <= zooms.max(); z++) {
        for (long id : ids(range(z))) {
          Optional<byte[]> tile = tiles.find(TileIds.tile(id));
          if (tile.isPresent()) {
            out.add(id, tile.get());
          }
          if (++done % TILES_BETWEEN_CHECKS == 0) {
            check.goOn(done / all);
          }
        }
      }
      out.finish(metadata(), zooms, extent);
    }
  }

  /** The block's tiles along the curve. */
  private static long[] ids(TileRange range) {
    long[] ids = range.list((int) MOST_PLACES).stream().mapToLong(TileIds::of).toArray();
    Arrays.sort(ids);
    return ids;
  }

  /** As TileJSON has it (github.com/mapbox/tilejson-spec, 3.0.0). */
  private String metadata() {
    var provenance = layer.provenance();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", layer.title().ja());
    json.put("type", "overlay");
    if (!provenance.source().isBlank()) {
      json.put("attribution", provenance.source());
    }
    if (!provenance.licence().isBlank()) {
      json.put("licence", provenance.licence());
    }
    if (provenance.date() != null) {
      json.put("date", provenance.date().toString());
    }
    json.putAll(more);
    return new String(Json.bytes(json), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> described(Layer layer, Schema schema, ZoomRange zooms) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Attribute attribute : schema.attributes()) {
      fields.put(attribute.name(), type(attribute.type()));
    }
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", layer.id().name());
    described.put("description", layer.title().ja());
    described.put("minzoom", zooms.min());
    described.put("maxzoom", zooms.max());
    described.put("fields", fields);
    return described;
  }

  private static String type(AttributeType type) {
    return switch (type) {
      case INTEGER, REAL -> "Number";
      case BOOLEAN -> "Boolean";
      case TEXT, DATE, DATETIME -> "String";
    };
  }
}
