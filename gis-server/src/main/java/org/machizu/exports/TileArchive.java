package org.machizu.exports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.http.Json;
import org.machizu.jobs.CancelledException;
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
 * A layer's vector tiles as one PMTiles file: the same tiles that the map shows, of one state of
 * the layer. As deep as the layer goes, but never below zoom 16, where a tile's own grid is finer
 * than any survey; maps overzoom from there.
 */
final class TileArchive {
  static final String FORMAT = "pmtiles";
  static final String MEDIA_TYPE = "application/vnd.pmtiles";

  /** Places where tiles can be that one file may have. */
  static final long MOST_PLACES = 2_000_000;

  private static final int DEEPEST = 16;
  private static final int TILES_BETWEEN_CHECKS = 100;

  private final LayerSnapshot snapshot;
  private final Envelope extent;
  private final ZoomRange zooms;

  /** Asked now and then whether to go on. */
  interface Check {
    /**
     * @param done share of the work, 0 to 1
     */
    void goOn(double done, long bytes) throws ExportException, CancelledException, IOException;
  }

  /**
   * @param pack of what shall be on the tiles
   * @throws ExportException {@code no-tiles} when nothing has a place; {@code export-too-large}
   */
  TileArchive(LayerPack pack) throws ExportException {
    this.snapshot = LayerSnapshot.of(pack);
    this.extent =
        pack.extent()
            .orElseThrow(() ->
                new ExportException(
                    "no-tiles",
                    "nothing that would be on the tiles of layer '%s' has a place"
                        .formatted(pack.name()),
                    "Choose another format, or another filter."));
    int max = Math.min(pack.zoomRange().max(), DEEPEST);
    this.zooms = new ZoomRange(Math.min(pack.zoomRange().min(), max), max);
    if (places() > MOST_PLACES) {
      throw new ExportException(
          "export-too-large",
          "the archive would have room for %,d tiles, and %,d are allowed"
              .formatted(places(), MOST_PLACES),
          "Give a smaller bbox, or a filter.");
    }
  }

  private TileRange range(int zoom) {
    return TileRange.touching(extent, zoom, TileEncoder.BUFFER);
  }

  private long places() {
    long places = 0;
    for (int z = zooms.min(); z <= zooms.max(); z++) {
      places += range(z).count();
    }
    return places;
  }

  /** Writes the file, level after level. */
  void write(Path file, Layer layer, Schema schema, Check check)
      throws ExportException, CancelledException, IOException {
    TileEncoder encoder = new TileEncoder();
    double all = places();
    long done = 0;
    try (ArchiveWriter out = new ArchiveWriter(file, TileKind.MVT)) {
      for (int z = zooms.min(); z <= zooms.max(); z++) {
        for (long id : ids(range(z))) {
          EncodedTile tile = encoder.encode(TileIds.tile(id), List.of(snapshot));
          if (!tile.isEmpty()) {
            out.add(id, tile.gzip());
          }
          if (++done % TILES_BETWEEN_CHECKS == 0) {
            check.goOn(done / all, out.dataBytes());
          }
        }
      }
      out.finish(metadata(layer, schema), zooms, extent);
    }
  }

  /** The block's tiles along the curve. */
  private static long[] ids(TileRange range) {
    long[] ids =
        range.list((int) MOST_PLACES).stream()
            .mapToLong((TileAddress t) -> TileIds.of(t))
            .toArray();
    Arrays.sort(ids);
    return ids;
  }

  /** As TileJSON has it (github.com/mapbox/tilejson-spec, 3.0.0). */
  private String metadata(Layer layer, Schema schema) {
    var provenance = layer.provenance();
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
    json.put("vector_layers", List.of(described));
    return new String(Json.bytes(json), StandardCharsets.UTF_8);
  }

  private static String type(AttributeType type) {
    return switch (type) {
      case INTEGER, REAL -> "Number";
      case BOOLEAN -> "Boolean";
      case TEXT, DATE, DATETIME -> "String";
    };
  }
}
