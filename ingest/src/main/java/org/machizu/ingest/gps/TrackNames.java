package org.machizu.ingest.gps;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What columns of tables and properties of GeoJSON are called by the programs that write tracks, in
 * English and Japanese.
 *
 * <p>A speed says its unit in its name ({@code speed_kph}, {@code 速度(km/h)}); where it does not,
 * English {@code speed} is in metres a second, as GPSLogger, GPX and GDAL mean it, and Japanese 速度
 * and 時速 in km/h, as vehicle recorders mean it.
 */
enum TrackNames {
  TIME(
      "time datetime timestamp timestampms recordedat utctime gpstime localtime datetimeutc"
          + " 日時 測位日時 日付時刻 記録日時 年月日時刻 取得日時 測位時刻"),
  DATE("date 日付 年月日 測位日"),
  TIME_OF_DAY("時刻 時間 timeofday"),
  LAT("lat latitude y 緯度 北緯 緯度10進"),
  LON("lon lng long longitude x 経度 東経 経度10進"),
  ALTITUDE("altitude alt altitudem ele elevation height 高度 標高"),
  ACCURACY("accuracy acc accuracym horizontalaccuracy hacc 精度 測位精度 水平精度 誤差"),
  SPEED_MPS("speed speedmps speedms spd velocity 速度ms"),
  SPEED_KMH("speedkmh speedkph spdkph kph kmh vel 速度 時速 速度kmh 車速"),
  SPEED_KNOTS("speedkn speedknots speedkt knots 速度ノット ノット"),
  COURSE("course coursedeg bearing heading direction dir cog 方位 進行方向 方向"),
  DEVICE("device deviceid deviceuid vehicle vehicleid 端末 端末id 端末名 車両 車両番号 車番 車両名"),
  NONE("");

  private static final Map<String, TrackNames> BY_NAME = byName();

  private final String names;

  TrackNames(String names) {
    this.names = names;
  }

  private static Map<String, TrackNames> byName() {
    Map<String, TrackNames> byName = new HashMap<>();
    for (TrackNames role : values()) {
      for (String name : role.names.split(" ")) {
        byName.put(name, role);
      }
    }
    byName.put("", NONE);
    return byName;
  }

  /** What a column or property of that name says. */
  static TrackNames of(String name) {
    String key =
        Normalizer.normalize(name, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\\s_\\-()\\[\\]/・:.#]", "");
    return BY_NAME.getOrDefault(key, NONE);
  }

  /** Metres in a second for one of the unit that a speed of this name has. */
  double speedFactor() {
    return switch (this) {
      case SPEED_MPS -> 1;
      case SPEED_KMH -> 1 / 3.6;
      case SPEED_KNOTS -> 1852.0 / 3600;
      default -> throw new IllegalStateException(this + " is no speed");
    };
  }

  /** Gives a value of this role to the fix; times and places are not for this method. */
  void put(Fix fix, String name, Object value) {
    switch (this) {
      case ALTITUDE -> fix.altitude(name, value);
      case ACCURACY -> fix.accuracy(name, value);
      case SPEED_MPS, SPEED_KMH, SPEED_KNOTS -> fix.speed(name, value, speedFactor());
      case COURSE -> fix.course(name, value);
      case DEVICE -> fix.device(value);
      default -> fix.extra(name, value instanceof String text ? Numbers.typed(text) : value);
    }
  }
}
