package org.machizu.ingest.gps;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One track point of GPX while its elements come by. */
final class GpxPoint {
  private static final int MAX_VALUES = 100;
  private static final int MAX_TEXT = 4_000;

  private final String lon;
  private final String lat;
  private final Deque<String> path = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final SortedMap<String, Object> values = new TreeMap<>();
  private boolean isTooMuch;

  GpxPoint(String lon, String lat) {
    this.lon = lon;
    this.lat = lat;
  }

  void start(String localName) {
    path.addLast(localName);
    text.setLength(0);
  }

  void text(XMLStreamReader xml) {
    if (path.isEmpty()) {
      return;
    }
    int room = MAX_TEXT - text.length();
    isTooMuch |= xml.getTextLength() > room;
    text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
  }

  /** An element ends; false when it is the point itself. */
  boolean end() {
    if (path.isEmpty()) {
      return false;
    }
    String value = text.toString().strip();
    text.setLength(0);
    String name = name();
    path.removeLast();
    if (!value.isEmpty() && !name.isEmpty()) {
      isTooMuch |= values.size() >= MAX_VALUES;
      if (!isTooMuch) {
        values.putIfAbsent(name, value); // the point's own elements come before extensions
      }
    }
    return true;
  }

  /** Local names joined by dots, without the wrappers that every extension has. */
  private String name() {
    StringBuilder name = new StringBuilder();
    for (String part : path) {
      if (!part.equals("extensions") && !part.equals("TrackPointExtension")) {
        name.append(name.isEmpty() ? "" : ".").append(part);
      }
    }
    return name.toString();
  }

  void emit(int index, PositionSink sink) throws IOException {
    Fix fix = new Fix();
    if (isTooMuch) {
      fix.refuse(
          "too-large",
          "the point has more than %d values or %d characters in one"
              .formatted(MAX_VALUES, MAX_TEXT));
    }
    SortedMap<String, Object> rest = new TreeMap<>(values);
    fix.position(lon, lat);
    Object time = rest.remove("time");
    if (time != null) {
      fix.time(GpsTime.parse(time.toString(), ZoneOffset.UTC), time);
    }
    fix.altitude("ele", rest.remove("ele"));
    fix.speed("speed", rest.remove("speed"), 1);
    fix.course("course", first(rest, "course", "bearing"));
    fix.accuracy("accuracy", rest.remove("accuracy"));
    fix.device(rest.remove(GpxPositions.DEVICE));
    Object packed = rest.remove(GpxPositions.EXTRA);
    if (packed != null) {
      unpack(fix, packed.toString());
    }
    for (Map.Entry<String, Object> entry : rest.entrySet()) {
      fix.extra(entry.getKey(), Numbers.typed(entry.getValue().toString()));
    }
    fix.emit(index, sink, this::raw);
  }

  /** The extras of a track that Machizu itself wrote; other programs' are kept as text. */
  private static void unpack(Fix fix, String packed) {
    try {
      ExtraJson.read(packed).forEach(fix::extra);
    } catch (IllegalArgumentException notOurs) {
      fix.extra(GpxPositions.EXTRA, packed);
    }
  }

  private static @Nullable Object first(SortedMap<String, Object> values, String... names) {
    for (String name : names) {
      Object value = values.remove(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private String raw() {
    SortedMap<String, Object> all = new TreeMap<>(values);
    all.put("lon", lon);
    all.put("lat", lat);
    return ExtraJson.write(all);
  }
}
