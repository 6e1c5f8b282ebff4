package org.machizu.ingest.gps;

import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fix while it is read. Only its time and place can make it useless: a speed or accuracy that is
 * no number is kept under its own name in the extras, and a negative one means unknown, as phones
 * write it.
 */
final class Fix {
  private static final int MAX_RAW = 1_000;
  private static final int MAX_DEVICE = 200;

  private @Nullable String device;
  private @Nullable Instant time;
  private double lon = Double.NaN;
  private double lat = Double.NaN;
  private @Nullable Double altitudeM;
  private @Nullable Double accuracyM;
  private @Nullable Double speedMps;
  private @Nullable Double courseDeg;
  private final SortedMap<String, Object> extra = new TreeMap<>();
  private @Nullable String code;
  private String detail = "";

  void device(@Nullable Object name) {
    if (name != null && !name.toString().isBlank()) {
      String clean = Text.clean(name.toString().strip());
      device = clean.length() <= MAX_DEVICE ? clean : Text.cut(clean, MAX_DEVICE);
    }
  }

  boolean hasTime() {
    return time != null;
  }

  /**
   * @param parsed null when what was written is no time
   * @param written as it was sent
   */
  void time(@Nullable Instant parsed, Object written) {
    if (parsed == null) {
      refuse(
          "bad-time",
          "the time %s is none; send RFC 3339 as 2026-01-15T03:20:00Z, or seconds since 1970"
              .formatted(Text.quoted(written.toString())));
    } else if (!GpsTime.isPossible(parsed)) {
      refuse(
          "bad-time",
          "the time %s (%s) is before 2000 or after 2099; set the device's clock"
              .formatted(Text.quoted(written.toString()), parsed));
    } else {
      time = parsed;
    }
  }

  void position(@Nullable Object lonValue, @Nullable Object latValue) {
    if (lonValue == null || latValue == null || isBlank(lonValue) || isBlank(latValue)) {
      refuse("no-position", "the fix has no longitude and latitude; both are needed");
      return;
    }
    Double x = Numbers.find(lonValue);
    Double y = Numbers.find(latValue);
    if (x == null || y == null || Math.abs(x) > 180 || Math.abs(y) > 90) {
      refuse(
          "bad-position",
          "longitude %s, latitude %s are no place; degrees from -180 to 180 and -90 to 90"
              .formatted(Text.quoted(lonValue.toString()), Text.quoted(latValue.toString())));
      return;
    }
    lon = x;
    lat = y;
  }

  void altitude(String name, @Nullable Object value) {
    Double number = Numbers.find(value);
    if (number == null) {
      extra(name, value);
    } else {
      altitudeM = number;
    }
  }

  void accuracy(String name, @Nullable Object value) {
    Double number = Numbers.find(value);
    if (number == null) {
      extra(name, value);
    } else if (number >= 0) {
      accuracyM = number;
    }
  }

  boolean hasSpeed() {
    return speedMps != null;
  }

  /**
   * @param factor metres in a second for one of the unit sent
   */
  void speed(String name, @Nullable Object value, double factor) {
    Double number = Numbers.find(value);
    if (number == null) {
      extra(name, value);
    } else if (number >= 0) {
      speedMps = number * factor;
    }
  }

  boolean hasCourse() {
    return courseDeg != null;
  }

  void course(String name, @Nullable Object value) {
    Double number = Numbers.find(value);
    if (number == null || number > 360) {
      extra(name, value);
    } else if (number >= 0) {
      courseDeg = number == 360 ? 0.0 : number;
    }
  }

  /**
   * @param value text, Long, Double or Boolean; null and blank text are left out
   */
  void extra(String name, @Nullable Object value) {
    if (value instanceof String text) {
      if (!text.isBlank()) {
        extra.put(Text.clean(name), Text.clean(text));
      }
    } else if (value != null) {
      extra.put(Text.clean(name), value);
    }
  }

  /** Makes the fix useless; the first reason stays. */
  void refuse(String because, String inWords) {
    if (code == null) {
      code = because;
      detail = inWords;
    }
  }

  /** Gives the fix to the sink, as a position or refused. */
  void emit(int index, PositionSink sink, Supplier<String> raw) throws IOException {
    if (Double.isNaN(lon)) {
      position(null, null);
    }
    if (time == null) {
      refuse("no-time", "the fix has no time; without it nobody knows when the device was there");
    }
    Instant when = time;
    if (code != null || when == null) {
      sink.refuse(index, String.valueOf(code), detail, Text.cut(Text.clean(raw.get()), MAX_RAW));
      return;
    }
    sink.accept(
        index,
        device,
        new Position(
            when, lon, lat, altitudeM, accuracyM, speedMps, courseDeg, ExtraJson.bounded(extra)));
  }

  private static boolean isBlank(Object value) {
    return value instanceof String text && text.isBlank();
  }
}
