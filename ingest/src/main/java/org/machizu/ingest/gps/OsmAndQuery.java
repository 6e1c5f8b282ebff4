package org.machizu.ingest.gps;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fix in the address of a request or in a form: the OsmAnd protocol, as Traccar Client up to 8,
 * OsmAnd and many trackers speak it. Any 2xx is the answer that they wait for.
 *
 * <ul>
 *   <li>Device: {@code id} or {@code deviceid}; else GPSLogger's {@code ser} or {@code aid}.
 *   <li>Place: {@code lat} and {@code lon}, or {@code location=lat,lon}.
 *   <li>Time: {@code timestamp} in seconds or (from 2³¹ on) milliseconds since 1970, RFC 3339, or
 *       {@code yyyy-MM-dd HH:mm:ss} in UTC; else {@code time}; else the time when the request came,
 *       and the extras say {@code timeFrom=server}.
 *   <li>Speed: {@code speed} in knots. GPSLogger's own names have other units: {@code spd} metres a
 *       second, {@code spd_kph} km/h. Course: {@code bearing}, {@code heading}, {@code dir}.
 *       Altitude: {@code altitude}, {@code alt}. Accuracy: {@code accuracy}, {@code acc}.
 *   <li>{@code valid=false}: the device itself says that it has no fix; refused as {@code no-fix}.
 *   <li>Everything else is kept in the extras; of a name that comes several times ({@code cell},
 *       {@code wifi}) as {@code cell.0}, {@code cell.1}. Secrets ({@code token} …) are not kept.
 * </ul>
 *
 * <p>GPSLogger sends what its user writes into a template; the names here are those of its
 * parameter {@code %ALL} (lat lon sat desc alt acc dir prov spd_kph spd timestamp timeoffset time
 * date batt ischarging aid ser act …), so that a template {@code ?%ALL} or one that follows OsmAnd
 * is understood. Of a main name that comes several times the last counts, as Traccar does it.
 */
public final class OsmAndQuery {
  private static final double KNOT = 1852.0 / 3600;
  private static final double KMH = 1 / 3.6;
  private static final int MAX_PARAMETERS = 250;
  private static final Set<String> SECRETS =
      Set.of("token", "access_token", "password", "apikey", "api_key", "key", "secret");

  private OsmAndQuery() {}

  /**
   * Reads one fix.
   *
   * @param parameters as decoded from the query or the form; one name may have several values
   * @param received when the request came; taken for a fix that tells no time
   */
  public static void read(Map<String, List<String>> parameters, Instant received, PositionSink sink)
      throws IOException {
    SortedMap<String, Object> sent = flat(parameters);
    String raw = ExtraJson.write(sent);
    Fix fix = new Fix();
    if (sent.size() > MAX_PARAMETERS) {
      fix.refuse("too-large", "the request has more than " + MAX_PARAMETERS + " parameters");
    }
    fix.device(first(sent, "id", "deviceid", "ser", "aid"));
    time(fix, sent, received);
    position(fix, sent);
    fix.altitude("altitude", first(sent, "altitude", "alt"));
    fix.accuracy("accuracy", first(sent, "accuracy", "acc"));
    speed(fix, sent);
    fix.course("bearing", first(sent, "bearing", "heading", "dir"));
    Object valid = sent.get("valid");
    if (valid != null && !isTrue(valid)) {
      fix.refuse("no-fix", "the device itself says that it has no fix: valid=" + valid);
    }
    sent.forEach((name, value) ->
        fix.extra(name, value instanceof String text ? Numbers.typed(text.strip()) : value));
    fix.emit(0, sink, () -> raw);
  }

  private static SortedMap<String, Object> flat(Map<String, List<String>> parameters) {
    SortedMap<String, Object> sent = new TreeMap<>();
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      List<String> values = parameter.getValue();
      if (SECRETS.contains(name) || values.isEmpty()) {
        continue;
      }
      if (values.size() == 1 || isMain(name)) {
        sent.put(name, values.getLast());
      } else {
        for (int i = 0; i < values.size() && sent.size() <= MAX_PARAMETERS; i++) {
          sent.put(name + "." + i, values.get(i));
        }
      }
      if (sent.size() > MAX_PARAMETERS) {
        break;
      }
    }
    return sent;
  }

  private static boolean isMain(String name) {
    return switch (name) {
      case "id",
          "deviceid",
          "timestamp",
          "time",
          "lat",
          "lon",
          "location",
          "speed",
          "bearing",
          "heading",
          "altitude",
          "accuracy",
          "valid" ->
          true;
      default -> false;
    };
  }

  /** Takes the first of the names that has a value. */
  private static @Nullable Object first(SortedMap<String, Object> sent, String... names) {
    for (String name : names) {
      if (sent.get(name) instanceof String text && !text.isBlank()) {
        sent.remove(name);
        return text;
      }
    }
    return null;
  }

  private static void time(Fix fix, SortedMap<String, Object> sent, Instant received) {
    Object written = first(sent, "timestamp", "time");
    if (written == null) {
      fix.time(received, received);
      fix.extra("timeFrom", "server");
      return;
    }
    Double number = Numbers.find(written);
    fix.time(
        number == null
            ? GpsTime.parse(written.toString(), ZoneOffset.UTC)
            : GpsTime.ofEpoch(number),
        written);
    if (number != null) {
      sent.remove("time"); // GPSLogger sends the same moment twice
    }
  }

  private static void position(Fix fix, SortedMap<String, Object> sent) {
    Object lat = first(sent, "lat");
    Object lon = first(sent, "lon");
    Object both = first(sent, "location");
    if (lat == null && lon == null && both != null) {
      String[] halves = both.toString().split(",", -1);
      if (halves.length != 2) {
        fix.refuse(
            "bad-position",
            "location is %s; it must be latitude,longitude"
                .formatted(Text.quoted(both.toString())));
      }
      fix.position(halves[halves.length - 1].strip(), halves[0].strip());
    } else {
      fix.position(lon, lat);
      fix.extra("location", both);
    }
  }

  private static void speed(Fix fix, SortedMap<String, Object> sent) {
    Object knots = first(sent, "speed");
    if (knots != null) {
      fix.speed("speed", knots, KNOT);
      return;
    }
    Object metres = first(sent, "spd");
    Object kilometres = first(sent, "spd_kph");
    if (metres != null) {
      fix.speed("spd", metres, 1);
    } else {
      fix.speed("spd_kph", kilometres, KMH);
    }
  }

  private static boolean isTrue(Object value) {
    return value.equals("1") || value.toString().equalsIgnoreCase("true");
  }
}
