package org.machizu.ingest.raster;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsReference;
import org.machizu.geo.crs.CrsWkt;
import org.machizu.geo.crs.PlaneZone;

/**
 * The coordinate reference system as a GeoTIFF's keys tell it (OGC 19-008r4, section 7): by code,
 * by the parameters of a transverse Mercator, or by the text that ESRI's programs write.
 */
final class GeoKeys {
  private static final int MODEL_TYPE = 1024;
  private static final int RASTER_TYPE = 1025;
  private static final int CITATION = 1026;
  private static final int GEOGRAPHIC = 2048;
  private static final int GEOGRAPHIC_CITATION = 2049;
  private static final int PROJECTED = 3072;
  private static final int PROJECTED_CITATION = 3073;
  private static final int PROJECTION_METHOD = 3075;
  private static final int ORIGIN_LON = 3080;
  private static final int ORIGIN_LAT = 3081;
  private static final int SCALE = 3092;

  private static final int USER_DEFINED = 32767;
  private static final int TRANSVERSE_MERCATOR = 1;
  private static final int PIXEL_IS_POINT = 2;
  private static final int MODEL_GEOGRAPHIC = 2;
  private static final String ESRI_TEXT = "ESRI PE String = ";
  private static final double SAME_DEGREES = 1e-6;

  private final Map<Integer, Object> keys = new HashMap<>();

  GeoKeys(TiffDirectory directory) {
    long[] entries = directory.numbers(Tiff.GEO_KEYS);
    double[] doubles = directory.doubles(Tiff.GEO_DOUBLES);
    String ascii = new String(directory.bytes(Tiff.GEO_ASCII), StandardCharsets.UTF_8);
    for (int at = 4; at + 3 < entries.length; at += 4) {
      int place = (int) entries[at + 1];
      int count = (int) entries[at + 2];
      int value = (int) entries[at + 3];
      if (place == 0) {
        keys.put((int) entries[at], value);
      } else if (place == Tiff.GEO_DOUBLES && value < doubles.length) {
        keys.put((int) entries[at], doubles[value]);
      } else if (place == Tiff.GEO_ASCII && value + count <= ascii.length()) {
        keys.put((int) entries[at], ascii.substring(value, value + count).replace('|', ' '));
      }
    }
  }

  /** Whether the file says anything about its system. */
  boolean arePresent() {
    return keys.containsKey(PROJECTED) || keys.containsKey(GEOGRAPHIC) || !citations().isEmpty();
  }

  /** Whether the tie point means the middle of a pixel, not its corner. */
  boolean pixelIsPoint() {
    return number(RASTER_TYPE) == PIXEL_IS_POINT;
  }

  /** The system; empty when the keys name one that is not known here. */
  Optional<Crs> findCrs() {
    int code = number(MODEL_TYPE) == MODEL_GEOGRAPHIC ? number(GEOGRAPHIC) : number(PROJECTED);
    if (code > 0 && code != USER_DEFINED) {
      return find(code);
    }
    Optional<Crs> byText =
        citations().stream()
            .filter(text -> text.startsWith(ESRI_TEXT))
            .map(text -> CrsWkt.match(text.substring(ESRI_TEXT.length()).strip()))
            .flatMap(match -> match.find().stream())
            .findFirst();
    return byText.isPresent() ? byText : findZone();
  }

  /** What the keys say, for a message. */
  String inWords() {
    int code = number(MODEL_TYPE) == MODEL_GEOGRAPHIC ? number(GEOGRAPHIC) : number(PROJECTED);
    String named = citations().stream().findFirst().map(String::strip).orElse("");
    String shown = named.length() <= 80 ? named : named.substring(0, 80) + "…";
    return code > 0 && code != USER_DEFINED ? "EPSG:" + code + " " + shown : shown;
  }

  private Optional<Crs> findZone() {
    Optional<Crs> base = find(number(GEOGRAPHIC));
    if (number(PROJECTION_METHOD) != TRANSVERSE_MERCATOR || base.isEmpty()) {
      return Optional.empty();
    }
    Crs.Datum datum = base.get().datum();
    return PlaneZone.list().stream()
        .filter(zone -> datum != Crs.Datum.WGS84 && hasParametersOf(zone))
        .map(zone -> Crs.zone(datum, zone))
        .findFirst();
  }

  private boolean hasParametersOf(PlaneZone zone) {
    return Math.abs(real(ORIGIN_LON) - zone.originLon()) < SAME_DEGREES
        && Math.abs(real(ORIGIN_LAT) - zone.originLat()) < SAME_DEGREES
        && Math.abs(real(SCALE) - PlaneZone.SCALE) < 1e-9;
  }

  private static Optional<Crs> find(int code) {
    try {
      return Optional.of(CrsReference.parse("EPSG:" + code).crs());
    } catch (IllegalArgumentException notKnown) {
      return Optional.empty();
    }
  }

  private List<String> citations() {
    return List.of(CITATION, PROJECTED_CITATION, GEOGRAPHIC_CITATION).stream()
        .map(keys::get)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  private int number(int key) {
    return keys.get(key) instanceof Integer number ? number : 0;
  }

  private double real(int key) {
    return keys.get(key) instanceof Double number ? number : Double.NaN;
  }
}
