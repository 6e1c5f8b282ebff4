package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.machizu.ingest.format.FormatException;

/**
 * Machizu's own batch: {@code
 * {"positions":[{"device","time","lon","lat","accuracyM","speedMps","courseDeg","altitudeM","extra"}]}}.
 * {@code time}, {@code lon} and {@code lat} are needed; {@code time} is RFC 3339 with zone; {@code
 * extra} is an object. It is our contract and so is read strictly: a field of another name, or a
 * number that is none, refuses that position, for it would be lost without anybody knowing.
 */
public final class PositionsJson {
  private static final String WHAT = "the list of positions";
  private static final String EXTRA = "extra.";
  private static final Set<String> FIELDS =
      Set.of("device", "time", "lon", "lat", "accuracyM", "speedMps", "courseDeg", "altitudeM");

  private PositionsJson() {}

  /**
   * Reads one batch, in constant memory whatever its length.
   *
   * @throws FormatException when it is no JSON object with {@code positions}
   */
  public static void read(InputStream in, PositionSink sink) throws IOException, FormatException {
    JsonBody.read(in, WHAT, json -> read(json, sink));
  }

  private static void read(JsonParser json, PositionSink sink) throws IOException, FormatException {
    JsonBody.enterObject(json, WHAT);
    boolean hasPositions = false;
    int index = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("positions") && value == JsonToken.START_ARRAY) {
        hasPositions = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (json.currentToken() != JsonToken.START_OBJECT) {
            throw JsonBody.noObject("a member of " + WHAT, json);
          }
          emit(index++, FlatJson.read(json), sink);
        }
      } else {
        json.skipChildren();
      }
    }
    JsonBody.end(json, WHAT);
    if (!hasPositions) {
      throw new FormatException(
          "no-positions",
          WHAT + " has no array 'positions'",
          "Send {\"positions\":[{\"device\":…,\"time\":…,\"lon\":…,\"lat\":…}]}.");
    }
  }

  private static void emit(int index, FlatJson sent, PositionSink sink) throws IOException {
    Fix fix = new Fix();
    if (sent.excess() != null) {
      fix.refuse("too-large", "the position is too much for one: " + sent.excess());
    }
    fix.device(sent.take("device"));
    Object time = sent.take("time");
    if (time != null) {
      fix.time(
          time instanceof String text && hasZone(text) ? GpsTime.parse(text, ZoneOffset.UTC) : null,
          time);
    }
    Object lon = sent.take("lon");
    Object lat = sent.take("lat");
    if (lon instanceof String || lat instanceof String) {
      fix.refuse("bad-position", "lon and lat are numbers in degrees, not text");
    }
    fix.position(lon, lat);
    bounded(fix, sent, "accuracyM", 0, 1e7);
    bounded(fix, sent, "speedMps", 0, 1e5);
    bounded(fix, sent, "courseDeg", 0, 360);
    bounded(fix, sent, "altitudeM", -1e5, 1e7);
    fix.accuracy("accuracyM", sent.take("accuracyM"));
    fix.speed("speedMps", sent.take("speedMps"), 1);
    fix.course("courseDeg", sent.take("courseDeg"));
    fix.altitude("altitudeM", sent.take("altitudeM"));
    for (Map.Entry<String, Object> rest : sent.rest()) {
      if (rest.getKey().startsWith(EXTRA)) {
        fix.extra(rest.getKey().substring(EXTRA.length()), rest.getValue());
      } else {
        fix.refuse(
            "unknown-field",
            "a position has no field %s; it has %s and an object extra"
                .formatted(Text.quoted(rest.getKey()), FIELDS.stream().sorted().toList()));
      }
    }
    fix.emit(index, sink, sent::raw);
  }

  private static boolean hasZone(String time) {
    String end = time.strip();
    return end.endsWith("Z") || end.endsWith("z") || end.matches(".*[+-]\\d\\d:?\\d\\d");
  }

  private static void bounded(Fix fix, FlatJson sent, String name, double least, double most) {
    Object value = sent.get(name);
    if (value == null) {
      return;
    }
    Double number = value instanceof String ? null : Numbers.find(value);
    if (number == null || number < least || number > most) {
      fix.refuse(
          "bad-number",
          "%s is %s; it is a number from %s to %s, or left out"
              .formatted(name, Text.quoted(value.toString()), least, most));
    }
  }
}
