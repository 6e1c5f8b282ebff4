package org.machizu.exports;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.Revision;

/**
 * A finished export.
 *
 * @param file the file; a zip for a Shapefile
 * @param mediaType of the file
 * @param layer the layer's short id
 * @param features how many it holds
 * @param bytes its size
 * @param revision the layer's revision that it shows
 * @param crs of its coordinates, as "EPSG:6680"
 * @param accuracyNote what was done about the datum, for people
 * @param attributes what it holds of each feature
 * @param entitlement the class of the View that it shows
 * @param source credit line of the data; empty when not said
 * @param licence of the data; empty when not said
 */
public record ExportResult(
    Path file,
    String mediaType,
    String layer,
    long features,
    long bytes,
    Revision revision,
    String crs,
    String accuracyNote,
    List<String> attributes,
    String entitlement,
    String source,
    String licence) {
  public ExportResult {
    attributes = List.copyOf(attributes);
  }

  /** The result of the job, ready for JSON. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("fileName", String.valueOf(file.getFileName()));
    map.put("mediaType", mediaType);
    map.put("layer", layer);
    map.put("features", features);
    map.put("bytes", bytes);
    map.put("revision", revision.number());
    map.put("crs", crs);
    map.put("accuracyNote", accuracyNote);
    map.put("attributes", attributes);
    map.put("entitlement", entitlement);
    map.put("source", source);
    map.put("licence", licence);
    return map;
  }
}
