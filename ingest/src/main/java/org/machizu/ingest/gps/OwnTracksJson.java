package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FormatException;

/**
 * Messages of OwnTracks, by HTTP or MQTT: one object, several one after another, or an array of
 * them. Each tells its kind in {@code _type}.
 *
 * <ul>
 *   <li>{@code location} is a fix; {@code vel} is in km/h, {@code tst} in seconds since 1970.
 *   <li>{@code transition} (a fence was crossed) is a fix as well: its place is where the phone was
 *       then. Its extras have {@code event} (enter, leave) and {@code _type}.
 *   <li>{@code encrypted} is refused with the code of that name.
 *   <li>Every other kind (waypoint, lwt, status, card, cmd, steps …) is no fix and is passed over.
 * </ul>
 *
 * <p>The device's name is the last part of {@code topic} ({@code owntracks/USER/DEVICE}), which not
 * every client sends; else none. The answer that the program waits for is a JSON array. The body
 * may be empty.
 *
 * <p>Overland's "OwnTracks mode" counted {@code tst} from 2001-01-01 until its authors mended it,
 * and no field tells the two apart. A message is read so only if it has none but the fields that
 * Overland writes ({@code _type lat lon tst acc batt topic}; OwnTracks itself always adds {@code
 * tid}), and {@code tst} read as usual would lie before 2000 and so be refused, and read from 2001
 * lies in 2020 to 2030. The extras then say {@code timeFrom=2001-01-01}.
 */
public final class OwnTracksJson {
  static final String TYPE = "_type";

  private static final String WHAT = "the message of OwnTracks";
  private static final double KMH = 1 / 3.6;
  private static final Set<String> OVERLAND =
      Set.of(TYPE, "lat", "lon", "tst", "acc", "batt", "topic");
  private static final Instant APPLE_EPOCH = Instant.parse("2001-01-01T00:00:00Z");
  private static final long OVERLAND_BEGAN =
      Instant.parse("2020-01-01T00:00:00Z").getEpochSecond() - APPLE_EPOCH.getEpochSecond();

  private OwnTracksJson() {}

  /**
   * Reads one body or MQTT payload.
   *
   * @throws FormatException when it is no JSON of that form
   */
  public static void read(InputStream in, PositionSink sink) throws IOException, FormatException {
    JsonBody.read(in, WHAT, json -> read(json, sink));
  }

  private static void read(JsonParser json, PositionSink sink) throws IOException, FormatException {
    int index = 0;
    int inArray = 0;
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        index += message(index, FlatJson.read(json), sink);
      } else if (token == JsonToken.START_ARRAY && inArray == 0) {
        inArray++;
      } else if (token == JsonToken.END_ARRAY) {
        inArray--;
      } else {
        throw JsonBody.noObject(WHAT, json);
      }
    }
  }

  /** How many fixes the message was: 0 or 1. */
  private static int message(int index, FlatJson message, PositionSink sink) throws IOException {
    Object type = message.get(TYPE);
    if (type == null) {
      sink.refuse(
          index,
          "no-type",
          "the message has no _type; OwnTracks writes one, as in {\"_type\":\"location\"}",
          Text.cut(message.raw(), 1_000));
      return 1;
    }
    return switch (type.toString()) {
      case "location", "transition" -> {
        emit(index, message, sink);
        yield 1;
      }
      case "encrypted" -> {
        sink.refuse(
            index,
            "encrypted",
            "the message is encrypted with a secret that only the phone has; empty the encryption"
                + " key in OwnTracks' settings and send by https instead",
            Text.cut(message.raw(), 1_000));
        yield 1;
      }
      default -> 0;
    };
  }

  private static void emit(int index, FlatJson message, PositionSink sink) throws IOException {
    Fix fix = new Fix();
    if (message.excess() != null) {
      fix.refuse("too-large", "the message is too much for one fix: " + message.excess());
    }
    boolean isOverland = OVERLAND.containsAll(message.names());
    Object topic = message.take("topic");
    if (topic != null) {
      fix.device(topic.toString().substring(topic.toString().lastIndexOf('/') + 1));
    }
    time(fix, message.take("tst"), isOverland);
    fix.position(message.take("lon"), message.take("lat"));
    Object altitude = message.take("alt");
    Double spread = Numbers.find(message.get("vac"));
    if (spread == null || spread >= 0) {
      fix.altitude("alt", altitude);
    }
    fix.accuracy("acc", message.take("acc"));
    fix.speed("vel", message.take("vel"), KMH);
    fix.course("cog", message.take("cog"));
    if ("location".equals(message.get(TYPE))) {
      message.take(TYPE);
    }
    for (Map.Entry<String, Object> rest : message.rest()) {
      fix.extra(rest.getKey(), rest.getValue());
    }
    fix.emit(index, sink, message::raw);
  }

  private static void time(Fix fix, @Nullable Object tst, boolean isOverland) {
    if (tst == null) {
      return;
    }
    Double seconds = Numbers.find(tst);
    if (seconds == null) {
      fix.time(GpsTime.parse(tst.toString(), ZoneOffset.UTC), tst);
    } else if (isOverland
        && seconds >= OVERLAND_BEGAN
        && seconds < GpsTime.EARLIEST.getEpochSecond()) {
      fix.time(APPLE_EPOCH.plusMillis(Math.round(seconds * 1000)), tst);
      fix.extra("timeFrom", "2001-01-01");
    } else {
      fix.time(GpsTime.ofEpoch(seconds), tst);
    }
  }
}
