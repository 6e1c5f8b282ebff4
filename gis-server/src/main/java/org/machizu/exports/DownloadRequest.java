package org.machizu.exports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.machizu.http.Json;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;

/** A wish for a file as it stands in an address, turned into what an export is told. */
final class DownloadRequest {
  static final String DEFAULT_FORMAT = "geojson";

  private static final int LAST_ZONE = 19;

  static final Parameter[] PARAMETERS = {
    Parameter.text("f", "the format, as download/metadata lists them; without it geojson"),
    Parameter.text("crs", "of the coordinates, as EPSG:6680; without it lon/lat JGD2011"),
    Parameter.integer("zone", "a plane-rectangular zone, 1 to 19, in the place of crs"),
    Parameter.text("encoding", "utf-8 (without it) or cp932, of csv and shp"),
    Parameter.text("bbox", "west,south,east,north in degrees"),
    Parameter.text("datetime", "the features' own time: a moment or begin/end, .. for open"),
    Parameter.text("filter", "a condition in CQL2, as items take it"),
    Parameter.text("filter-lang", "the filter's encoding: cql2-text (without it) or cql2-json"),
    Parameter.text("filter-crs", "the coordinate system of the filter's geometries, as a URI"),
    Parameter.text("properties", "the attributes in the file, by commas"),
    Parameter.text("profile", "published columns, as download/metadata lists those that fit"),
    Parameter.text("asOf", "the data as they stood at this moment, RFC 3339"),
    Parameter.text("lang", "language of what goes wrong: ja or en"),
  };

  /** Members of an export's request by parameter. */
  private static final Map<String, String> MEMBERS = members();

  private DownloadRequest() {}

  private static Map<String, String> members() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("f", "format");
    members.put("crs", "crs");
    members.put("encoding", "encoding");
    members.put("bbox", "bbox");
    members.put("datetime", "datetime");
    members.put("filter", "filter");
    members.put("filter-lang", "filterLang");
    members.put("filter-crs", "filterCrs");
    members.put("properties", "properties");
    members.put("profile", "profile");
    members.put("asOf", "asOf");
    return members;
  }

  /** Always in the same order, so that the same wish is the same text. */
  static ObjectNode body(String layer, Query query) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("layer", layer);
    body.put("format", DEFAULT_FORMAT);
    MEMBERS.forEach(
        (parameter, member) -> query.text(parameter).ifPresent(value -> body.put(member, value)));
    query
        .wholeNumber("zone", 1, LAST_ZONE)
        .ifPresent(zone -> {
          if (body.has("crs")) {
            throw Problem.badParameter("zone", String.valueOf(zone), "either zone or crs")
                .asException();
          }
          body.put("crs", "EPSG:" + (6668 + zone));
        });
    return body;
  }
}
