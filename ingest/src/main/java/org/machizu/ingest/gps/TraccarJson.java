package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FormatException;

/**
 * The message of Traccar Client from version 9 on: {@code {"location":{"timestamp":…,"coords":{…},…
 * },"device_id":"…"}}. A list of locations is read too. Speed is in metres a second; −1 means
 * unknown. What stands in {@code coords} and {@code extras} is kept in the extras under its own
 * name, the rest as {@code battery.level}, {@code activity.type} and so on. Any 2xx is the answer
 * that the program waits for.
 */
public final class TraccarJson {
  private static final String WHAT = "the message of Traccar Client";

  private TraccarJson() {}

  /**
   * Reads one message.
   *
   * @throws FormatException when it is no JSON object with a location
   */
  public static void read(InputStream in, PositionSink sink) throws IOException, FormatException {
    JsonBody.read(in, WHAT, json -> read(json, sink));
  }

  private static void read(JsonParser json, PositionSink sink) throws IOException, FormatException {
    JsonBody.enterObject(json, WHAT);
    Object device = null;
    FlatJson single = null;
    boolean hasLocation = false;
    int index = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("location") && value == JsonToken.START_OBJECT) {
        hasLocation = true;
        single = FlatJson.read(json);
      } else if (name.equals("location") && value == JsonToken.START_ARRAY) {
        hasLocation = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (json.currentToken() != JsonToken.START_OBJECT) {
            throw JsonBody.noObject("a location of " + WHAT, json);
          }
          emit(index++, device, FlatJson.read(json), sink);
        }
      } else if (value.isStructStart()) {
        json.skipChildren();
      } else if (name.equals("device_id")) {
        device = json.getText();
      }
    }
    JsonBody.end(json, WHAT);
    if (single != null) {
      emit(index, device, single, sink);
    }
    if (!hasLocation) {
      throw new FormatException(
          "no-location",
          WHAT + " has no object 'location'",
          "Use Traccar Client 9 or newer here; older ones send everything in the address.");
    }
  }

  private static void emit(int index, @Nullable Object device, FlatJson location, PositionSink sink)
      throws IOException {
    Fix fix = new Fix();
    fix.device(device);
    if (location.excess() != null) {
      fix.refuse("too-large", "the location is too much for one: " + location.excess());
    }
    Object time = location.take("timestamp");
    if (time != null) {
      fix.time(timeOf(time), time);
    }
    fix.position(location.take("coords.longitude"), location.take("coords.latitude"));
    Object altitude = location.take("coords.altitude");
    Double spread = Numbers.find(location.get("coords.altitude_accuracy"));
    if (spread == null || spread >= 0) {
      fix.altitude("altitude", altitude);
    }
    fix.accuracy("accuracy", location.take("coords.accuracy"));
    fix.speed("speed", location.take("coords.speed"), 1);
    fix.course("heading", location.take("coords.heading"));
    for (Map.Entry<String, Object> rest : location.rest()) {
      if (!isUnknown(rest)) {
        fix.extra(nameOf(rest.getKey()), rest.getValue());
      }
    }
    fix.emit(index, sink, location::raw);
  }

  private static @Nullable Instant timeOf(Object time) {
    return time instanceof String text
        ? GpsTime.parse(text, ZoneOffset.UTC)
        : epoch(Numbers.find(time));
  }

  private static @Nullable Instant epoch(@Nullable Double number) {
    return number == null ? null : GpsTime.ofEpoch(number);
  }

  /** The program writes −1 for an accuracy, a level or a confidence that it does not know. */
  private static boolean isUnknown(Map.Entry<String, Object> entry) {
    Double number = Numbers.find(entry.getValue());
    return number != null
        && number < 0
        && (entry.getKey().endsWith("_accuracy") || entry.getKey().equals("battery.level"));
  }

  private static String nameOf(String path) {
    if (path.startsWith("coords.")) {
      return path.substring("coords.".length());
    }
    return path.startsWith("extras.") ? path.substring("extras.".length()) : path;
  }
}
