package org.machizu.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * An open layer, as the public sees it.
 *
 * @param extent the box around what the public sees; empty when there is nothing
 * @param formats of files that can be taken away; none of a layer of pixels
 */
public record OpenLayer(
    VisibleLayer visible, Optional<Envelope> extent, List<FeatureFormat> formats) {
  private static final String TILESETS = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-";

  public OpenLayer {
    formats = List.copyOf(formats);
  }

  String name() {
    return visible.name();
  }

  Layer layer() {
    return visible.entry().layer();
  }

  /** The key that no layer of another town has. */
  String externalId() {
    return layer().id().municipality() + "/" + name();
  }

  /** A sentence about it: whose data, of what, of when. */
  LocalizedText description(LocalizedText town) {
    String source = layer().provenance().source();
    String date = String.valueOf(layer().provenance().date());
    boolean isDated = layer().provenance().date() != null;
    return new LocalizedText(
        "%sの「%s」。%s%s"
            .formatted(
                town.ja(),
                layer().title().ja(),
                source.isEmpty() ? "" : "出典：" + source + "。",
                isDated ? date + " 時点。" : ""),
        "%s of %s.%s%s"
            .formatted(
                layer().title().en(),
                town.en(),
                source.isEmpty() ? "" : " Source: " + source + ".",
                isDated ? " As of " + date + "." : ""));
  }

  /** Its group, and what its features tell. */
  List<String> keywords(String language) {
    List<String> keywords = new ArrayList<>();
    if (!layer().group().isBlank()) {
      keywords.add(layer().group());
    }
    visible.view().schema().attributes().stream()
        .map(Attribute::title)
        .map(title -> title.in(language))
        .distinct()
        .forEach(keywords::add);
    return keywords;
  }

  /**
   * Every way to get at it.
   *
   * @param base scheme, host and port
   */
  public List<Way> ways(String base) {
    String collection = base + "/ogc/collections/" + name();
    List<Way> ways = new ArrayList<>();
    if (layer().kind().isRaster()) {
      ways.add(
          new Way(
              TILESETS + "map",
              collection + "/tiles",
              "application/json",
              new LocalizedText("画像タイル（OGC API – Tiles）", "Tiles of pixels (OGC API – Tiles)"),
              Way.Service.OGC_API));
      ways.add(
          new Way(
              "service",
              base + "/wmts/1.0.0/WMTSCapabilities.xml",
              "application/xml",
              new LocalizedText("画像タイル（WMTS）", "Tiles of pixels (WMTS)"),
              Way.Service.WMTS));
      ways.add(tilesInOneFile(base));
      return ways;
    }
    ways.add(
        new Way(
            "items",
            collection + "/items",
            "application/geo+json",
            new LocalizedText("地物（OGC API – Features）", "Features (OGC API – Features)"),
            Way.Service.OGC_API));
    ways.add(
        new Way(
            TILESETS + "vector",
            collection + "/tiles",
            "application/json",
            new LocalizedText("ベクトルタイル（OGC API – Tiles）", "Vector tiles (OGC API – Tiles)"),
            Way.Service.OGC_API));
    for (FeatureFormat format : formats) {
      ways.add(
          new Way(
              "enclosure",
              base + "/api/layers/" + name() + "/download?f=" + format.name(),
              format.mediaType(),
              new LocalizedText("ファイル（" + format.name() + "）", "File (" + format.name() + ")"),
              Way.Service.FILE));
    }
    if (visible.view().schema().geometryType() != GeometryType.NONE) {
      ways.add(tilesInOneFile(base));
    }
    return ways;
  }

  private Way tilesInOneFile(String base) {
    return new Way(
        "enclosure",
        base + "/api/layers/" + name() + "/download?f=pmtiles",
        "application/vnd.pmtiles",
        new LocalizedText("ファイル（タイル：pmtiles）", "File (tiles: pmtiles)"),
        Way.Service.FILE);
  }
}
