package org.machizu.exports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.filter.Predicate;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** What lies beside a layer's files: whose data they are, what stands in them, how to get them. */
final class DownloadMetadata {
  private static final long COUNT_AT_MOST = 100_000;

  private final FeatureStore features;
  private final ExportParameters parameters;

  DownloadMetadata(FeatureStore features, ExportParameters parameters) {
    this.features = features;
    this.parameters = parameters;
  }

  /** As the caller sees the layer. */
  Map<String, @Nullable Object> of(VisibleLayer layer, String baseUrl) {
    Layer described = layer.entry().layer();
    var provenance = described.provenance();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("layer", layer.name());
    json.put("title", text(described.title()));
    json.put("licence", provenance.licence());
    json.put("source", provenance.source());
    json.put("date", provenance.date() == null ? null : provenance.date().toString());
    json.put("revision", layer.entry().revision().number());
    json.put("changed", layer.entry().changed().toString());
    boolean hasFeatures = !described.kind().isRaster();
    if (hasFeatures) {
      addContent(json, layer);
    }
    String address = baseUrl + "/api/layers/" + layer.name() + "/download";
    json.put("formats", formats(address, hasFeatures));
    json.put("profiles", profiles(layer, address));
    return json;
  }

  private void addContent(Map<String, @Nullable Object> json, VisibleLayer layer) {
    OptionalLong count =
        features.count(layer.view(), new Predicate.Everything(), null, COUNT_AT_MOST);
    json.put("features", count.isPresent() ? count.getAsLong() : null);
    features
        .extent(layer.view())
        .ifPresent(box ->
            json.put("bbox", List.of(box.minLon(), box.minLat(), box.maxLon(), box.maxLat())));
    json.put("schema", TableSchema.of(layer.view().schema(), Crs.JGD2011));
  }

  private List<Map<String, Object>> formats(String address, boolean hasFeatures) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (FeatureFormat format : parameters.formats().list()) {
      if (hasFeatures && format.writes()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", format.name());
        one.put("mediaType", format.mediaType());
        one.put("fileEnding", format.fileEnding());
        one.put("inAnyCrs", format.writesIn(new Crs(6680)));
        one.put("href", address + "?f=" + format.name());
        all.add(one);
      }
    }
    Map<String, Object> tiles = new LinkedHashMap<>();
    tiles.put("name", TileArchive.FORMAT);
    tiles.put("mediaType", TileArchive.MEDIA_TYPE);
    tiles.put("fileEnding", TileArchive.FORMAT);
    tiles.put("inAnyCrs", false);
    tiles.put("href", address + "?f=" + TileArchive.FORMAT);
    all.add(tiles);
    return all;
  }

  private List<Map<String, Object>> profiles(VisibleLayer layer, String address) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (DataProfile profile : parameters.profiles().fitting(layer.view().schema())) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", profile.name());
      one.put("title", text(profile.title()));
      one.put("source", profile.source());
      one.put("columns", profile.columns().stream().map(DataProfile.Column::name).toList());
      String name = URLEncoder.encode(profile.name(), StandardCharsets.UTF_8);
      one.put("href", address + "?f=csv&profile=" + name);
      all.add(one);
    }
    return all;
  }

  private static Map<String, String> text(LocalizedText text) {
    Map<String, String> both = new LinkedHashMap<>();
    both.put("ja", text.ja());
    both.put("en", text.en());
    return both;
  }
}
