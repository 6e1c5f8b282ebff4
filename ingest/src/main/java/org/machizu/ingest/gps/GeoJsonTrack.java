package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import org.machizu.ingest.format.FormatException;

/**
 * GeoJSON as programs write tracks into it: a feature collection, one feature, or features one
 * after another.
 *
 * <ul>
 *   <li>A Point is a fix; its time stands in the property {@code time}, {@code timestamp} or one of
 *       the other names of {@link TrackNames} (ogr2ogr writes {@code time}, also as {@code
 *       2026/01/15 03:20:00+00}); other properties are read by name as columns of a table.
 *   <li>A LineString or MultiLineString has a fix for each vertex, with the times in the property
 *       {@code coordinateProperties.times} (toGeoJSON), {@code coordTimes} (older toGeoJSON) or
 *       {@code times}; its other properties belong to the track and are passed over. Without times
 *       each vertex is refused ({@code no-time}).
 *   <li>Other geometries are no fixes and are passed over.
 * </ul>
 *
 * <p>A time without zone is UTC. The third number of a position is the altitude.
 */
final class GeoJsonTrack implements TrackFormat.Reader {
  private static final String WHAT = "the GeoJSON file";

  @Override
  public int read(InputStream in, PositionSink sink) throws IOException, FormatException {
    int[] count = {0};
    JsonBody.read(in, WHAT, json -> count[0] = read(json, sink));
    return count[0];
  }

  private static int read(JsonParser json, PositionSink sink) throws IOException, FormatException {
    int index = 0;
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        throw JsonBody.noObject(WHAT, json);
      }
      index = object(json, index, sink);
    }
    return index;
  }

  /** A collection or a feature: which of them shows only when its members come. */
  private static int object(JsonParser json, int first, PositionSink sink)
      throws IOException, FormatException {
    int index = first;
    GeoJsonFix feature = new GeoJsonFix();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("features") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (json.currentToken() != JsonToken.START_OBJECT) {
            throw JsonBody.noObject("a feature of " + WHAT, json);
          }
          index = feature(json, index, sink);
        }
      } else {
        feature.member(name, json);
      }
    }
    return feature.emit(index, sink);
  }

  private static int feature(JsonParser json, int index, PositionSink sink)
      throws IOException, FormatException {
    GeoJsonFix feature = new GeoJsonFix();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      feature.member(name, json);
    }
    return feature.emit(index, sink);
  }
}
