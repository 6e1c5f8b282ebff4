package org.machizu.samples.night;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.gps.Position;

/** Positions in the form of each program. */
final class Wire {
  private static final double KNOT = 1852.0 / 3600;

  private Wire() {}

  /**
   * A request.
   *
   * @param path with its query
   * @param type of the body
   */
  record Message(String path, String type, String body) {}

  static List<Message> of(Plow plow, List<Position> fixes) {
    return switch (plow.program()) {
      case POSITIONS ->
          List.of(
              json("/api/positions", "{\"positions\":[" + joined(fixes, Wire::position) + "]}"));
      case OVERLAND ->
          List.of(json("/gps/overland", "{\"locations\":[" + joined(fixes, Wire::overland) + "]}"));
      case GPX ->
          List.of(new Message("/api/tracks?name=night.gpx", "application/gpx+xml", gpx(fixes)));
      case OWN_TRACKS -> each(fixes, p -> json("/gps/owntracks", ownTracks(p)));
      case TRACCAR_NEW -> each(fixes, p -> json("/gps/osmand", traccar(p)));
      case TRACCAR_OLD ->
          each(fixes, p -> new Message("/gps/osmand?" + query(p), "text/plain", ""));
    };
  }

  private static Message json(String path, String body) {
    return new Message(path, "application/json", body);
  }

  private interface Form<T> {
    T of(Position position);
  }

  private static List<Message> each(List<Position> fixes, Form<Message> form) {
    List<Message> messages = new ArrayList<>();
    fixes.forEach(fix -> messages.add(form.of(fix)));
    return messages;
  }

  private static String joined(List<Position> fixes, Form<String> form) {
    return fixes.stream().map(form::of).collect(Collectors.joining(","));
  }

  private static String number(@Nullable Double value, double unknown) {
    return String.format(Locale.ROOT, "%.2f", value == null ? unknown : value);
  }

  private static String extras(Position p) {
    return p.extra().entrySet().stream()
        .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String position(Position p) {
    return String.format(
        Locale.ROOT,
        "{\"time\":\"%s\",\"lon\":%.7f,\"lat\":%.7f,\"accuracyM\":%s,\"speedMps\":%s,\"courseDeg\":%s,\"extra\":%s}",
        p.time(),
        p.lon(),
        p.lat(),
        number(p.accuracyM(), 5),
        number(p.speedMps(), 0),
        number(p.courseDeg(), 0),
        extras(p));
  }

  private static String overland(Position p) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.7f,%.7f]},\"properties\":{\"timestamp\":\"%s\",\"horizontal_accuracy\":%s,\"speed\":%s,\"course\":%s,\"battery_level\":0.71,\"battery_state\":\"charging\"}}",
        p.lon(),
        p.lat(),
        p.time(),
        number(p.accuracyM(), 5),
        number(p.speedMps(), -1),
        number(p.courseDeg(), -1));
  }

  private static String ownTracks(Position p) {
    double speed = p.speedMps() == null ? 0 : p.speedMps();
    return String.format(
        Locale.ROOT,
        "{\"_type\":\"location\",\"tst\":%d,\"lat\":%.7f,\"lon\":%.7f,\"acc\":%d,\"vel\":%d,\"cog\":%d,\"batt\":64,\"conn\":\"m\",\"t\":\"t\",\"tid\":\"p3\"}",
        p.time().getEpochSecond(),
        p.lat(),
        p.lon(),
        Math.round(p.accuracyM() == null ? 5 : p.accuracyM()),
        Math.round(speed * 3.6),
        Math.round(p.courseDeg() == null ? 0 : p.courseDeg()));
  }

  private static String traccar(Position p) {
    return String.format(
        Locale.ROOT,
        "{\"location\":{\"timestamp\":\"%s\",\"coords\":{\"latitude\":%.7f,\"longitude\":%.7f,\"accuracy\":%s,\"speed\":%s,\"heading\":%s,\"altitude\":25.0},\"is_moving\":true,\"odometer\":0,\"event\":\"motionchange\",\"battery\":{\"level\":0.9,\"is_charging\":true},\"activity\":{\"type\":\"in_vehicle\"},\"extras\":%s},\"device_id\":\"608417\"}",
        p.time(),
        p.lat(),
        p.lon(),
        number(p.accuracyM(), 5),
        number(p.speedMps(), -1),
        number(p.courseDeg(), -1),
        extras(p));
  }

  private static String query(Position p) {
    double speed = p.speedMps() == null ? 0 : p.speedMps();
    String sent =
        String.format(
            Locale.ROOT,
            "id=771203&timestamp=%d&lat=%.7f&lon=%.7f&speed=%.4f&bearing=%s&altitude=25.0&accuracy=%s&batt=88.0&charge=true",
            p.time().getEpochSecond(),
            p.lat(),
            p.lon(),
            speed / KNOT,
            number(p.courseDeg(), 0),
            number(p.accuracyM(), 5));
    for (Map.Entry<String, Object> extra : p.extra().entrySet()) {
      sent +=
          "&%s=%s"
              .formatted(
                  extra.getKey(),
                  URLEncoder.encode(extra.getValue().toString(), StandardCharsets.UTF_8));
    }
    return sent;
  }

  private static String gpx(List<Position> fixes) {
    StringBuilder gpx =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><gpx version=\"1.0\" creator=\"GPSLogger\" xmlns=\"http://www.topografix.com/GPX/1/0\"><trk><trkseg>\n");
    for (Position p : fixes) {
      gpx.append(
          String.format(
              Locale.ROOT,
              "<trkpt lat=\"%.7f\" lon=\"%.7f\"><ele>25.0</ele><time>%s</time><course>%s</course><speed>%s</speed></trkpt>\n",
              p.lat(),
              p.lon(),
              p.time(),
              number(p.courseDeg(), 0),
              number(p.speedMps(), 0)));
    }
    return gpx.append("</trkseg></trk></gpx>").toString();
  }
}
