package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.Map;
import org.machizu.ingest.format.FormatException;

/**
 * A batch of Overland: {@code {"locations":[GeoJSON features],"current":…,"trip":…}}. Features with
 * an {@code action} (visits, what the app did) and those of type {@code trip} are no fixes and are
 * passed over, as are {@code current} and {@code trip}, which come again in a later batch. Negative
 * numbers mean unknown; times are RFC 3339, or with a zone as {@code -0700}. The answer that the
 * program waits for is {@code {"result":"ok"}}: otherwise it sends the batch again.
 */
public final class OverlandJson {
  private static final String WHAT = "the message of Overland";
  private static final String PROPERTIES = "properties.";

  private OverlandJson() {}

  /**
   * Reads one batch, in constant memory whatever its length.
   *
   * @throws FormatException when it is no JSON object with {@code locations}
   */
  public static void read(InputStream in, PositionSink sink) throws IOException, FormatException {
    JsonBody.read(in, WHAT, json -> read(json, sink));
  }

  private static void read(JsonParser json, PositionSink sink) throws IOException, FormatException {
    JsonBody.enterObject(json, WHAT);
    boolean hasLocations = false;
    int index = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("locations") && value == JsonToken.START_ARRAY) {
        hasLocations = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (json.currentToken() != JsonToken.START_OBJECT) {
            throw JsonBody.noObject("a location of " + WHAT, json);
          }
          index += feature(index, FlatJson.read(json), sink);
        }
      } else {
        json.skipChildren();
      }
    }
    JsonBody.end(json, WHAT);
    if (!hasLocations) {
      throw new FormatException(
          "no-locations",
          WHAT + " has no list 'locations'",
          "Set Overland's logging mode to all data, or its OwnTracks mode with the address for"
              + " OwnTracks.");
    }
  }

  private static int feature(int index, FlatJson feature, PositionSink sink) throws IOException {
    if (feature.get(PROPERTIES + "action") != null
        || "trip".equals(feature.get(PROPERTIES + "type"))) {
      return 0;
    }
    Fix fix = new Fix();
    if (feature.excess() != null) {
      fix.refuse("too-large", "the location is too much for one: " + feature.excess());
    }
    fix.device(feature.take(PROPERTIES + "device_id"));
    Object time = feature.take(PROPERTIES + "timestamp");
    if (time != null) {
      fix.time(GpsTime.parse(time.toString(), ZoneOffset.UTC), time);
    }
    fix.position(feature.take("geometry.coordinates.0"), feature.take("geometry.coordinates.1"));
    Object altitude = feature.take(PROPERTIES + "altitude");
    Double spread = Numbers.find(feature.get(PROPERTIES + "vertical_accuracy"));
    if (spread == null || spread >= 0) {
      fix.altitude("altitude", altitude);
    }
    fix.accuracy("horizontal_accuracy", feature.take(PROPERTIES + "horizontal_accuracy"));
    fix.speed("speed", feature.take(PROPERTIES + "speed"), 1);
    fix.course("course", feature.take(PROPERTIES + "course"));
    for (Map.Entry<String, Object> rest : feature.rest()) {
      if (rest.getKey().startsWith(PROPERTIES) && !isUnknown(rest)) {
        fix.extra(rest.getKey().substring(PROPERTIES.length()), rest.getValue());
      }
    }
    fix.emit(index, sink, feature::raw);
    return 1;
  }

  /** Every number that Overland adds counts something; below 0 it does not know. */
  private static boolean isUnknown(Map.Entry<String, Object> entry) {
    Double number = entry.getValue() instanceof String ? null : Numbers.find(entry.getValue());
    return number != null && number < 0;
  }
}
