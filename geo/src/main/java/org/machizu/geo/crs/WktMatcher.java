package org.machizu.geo.crs;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a well-known text with the systems that Machizu knows, by its numbers, not by its name:
 * names are a matter of taste, and central meridians come rounded (139.833333333333).
 */
final class WktMatcher {
  /** Degrees; a tenth of a metre. Zones lie far further apart. */
  private static final double ANGLE_TOLERANCE = 1e-6;

  private static final double LENGTH_TOLERANCE_M = 1e-3;
  private static final double FLATTENING_TOLERANCE = 1e-6;
  private static final double SCALE_TOLERANCE = 1e-9;
  private static final double UNIT_TOLERANCE = 1e-9;

  /** Datum names without case, blanks, underscores and ESRI's leading D. */
  private static final Map<String, Crs.Datum> DATUMS =
      Map.ofEntries(
          Map.entry("JGD2011", Crs.Datum.JGD2011),
          Map.entry("JAPANESEGEODETICDATUM2011", Crs.Datum.JGD2011),
          Map.entry("JGD2000", Crs.Datum.JGD2000),
          Map.entry("JAPANESEGEODETICDATUM2000", Crs.Datum.JGD2000),
          Map.entry("TOKYO", Crs.Datum.TOKYO),
          Map.entry("TOKYODATUM", Crs.Datum.TOKYO),
          Map.entry("WGS84", Crs.Datum.WGS84),
          Map.entry("WGS1984", Crs.Datum.WGS84),
          Map.entry("WORLDGEODETICSYSTEM1984", Crs.Datum.WGS84),
          Map.entry("WORLDGEODETICSYSTEM1984ENSEMBLE", Crs.Datum.WGS84));

  private static final Set<String> TRANSVERSE = Set.of("TRANSVERSEMERCATOR", "GAUSSKRUGER");

  private static final Set<String> SPHERICAL =
      Set.of("MERCATORAUXILIARYSPHERE", "POPULARVISUALISATIONPSEUDOMERCATOR");

  private WktMatcher() {}

  static CrsMatch match(String wkt) {
    if (wkt.isBlank()) {
      return new CrsMatch.NotKnown("the description of the coordinate system is empty");
    }
    WktNode root;
    try {
      root = WktNode.parse(wkt);
    } catch (IllegalArgumentException e) {
      return new CrsMatch.NotKnown(
          "the description of the coordinate system is not well-known text: " + e.getMessage());
    }
    try {
      return new CrsMatch.Found(crs(root));
    } catch (Mismatch e) {
      return new CrsMatch.NotKnown(
          "coordinate system '%s': %s".formatted(shortened(root.name()), e.getMessage()));
    }
  }

  /** Why a text is none of ours; stays inside this class. */
  private static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    Mismatch(String reason) {
      super(reason, null, false, false);
    }
  }

  private static Crs crs(WktNode node) throws Mismatch {
    return switch (node.keyword()) {
      case "GEOGCS" -> Crs.geographic(datum(node));
      case "PROJCS" -> projected(node);
      case "COMPD_CS" ->
          crs(node.children().stream().findFirst().orElseThrow(() -> new Mismatch("has no parts")));
      case "LOCAL_CS" -> throw new Mismatch("is local (任意座標系) and has no place on the map");
      default ->
          throw new Mismatch(
              "is written as %s; only WKT 1 (GEOGCS, PROJCS) is read".formatted(node.keyword()));
    };
  }

  private static Crs.Datum datum(WktNode geographic) throws Mismatch {
    WktNode datumNode = child(geographic, "DATUM");
    WktNode spheroid = child(datumNode, "SPHEROID");
    String name = plain(datumNode.name()).replaceFirst("^D(?=JGD|TOKYO|WGS)", "");
    Crs.Datum datum = DATUMS.get(name);
    if (datum == null) {
      throw new Mismatch(
          "the datum '%s' is none of JGD2011, JGD2000, Tokyo, WGS84"
              .formatted(shortened(datumNode.name())));
    }
    Ellipsoid ellipsoid = Ellipsoid.of(datum);
    if (!near(spheroid.number(1), ellipsoid.semiMajorM(), LENGTH_TOLERANCE_M)
        || !near(spheroid.number(2), ellipsoid.inverseFlattening(), FLATTENING_TOLERANCE)) {
      throw new Mismatch(
          "the ellipsoid '%s' (%s, %s) is not that of %s"
              .formatted(
                  shortened(spheroid.name()), spheroid.number(1), spheroid.number(2), datum));
    }
    Optional<WktNode> meridian = geographic.child("PRIMEM");
    if (meridian.isPresent() && !near(meridian.get().number(1), 0, ANGLE_TOLERANCE)) {
      throw new Mismatch("its prime meridian is not Greenwich");
    }
    if (!near(child(geographic, "UNIT").number(1), Math.PI / 180, UNIT_TOLERANCE)) {
      throw new Mismatch("its angles are not degrees");
    }
    return datum;
  }

  private static Crs projected(WktNode node) throws Mismatch {
    Crs.Datum datum = datum(child(node, "GEOGCS"));
    if (!near(child(node, "UNIT").number(1), 1, UNIT_TOLERANCE)) {
      throw new Mismatch("its unit is not the metre");
    }
    String projection = plain(child(node, "PROJECTION").name());
    Map<String, Double> parameters = new HashMap<>();
    for (WktNode child : node.children()) {
      if (child.keyword().equals("PARAMETER")) {
        parameters.put(plain(child.name()), child.number(1));
      }
    }
    if (TRANSVERSE.contains(projection)) {
      return zone(datum, parameters);
    }
    boolean sphericalProj4 =
        projection.startsWith("MERCATOR")
            && node.child("EXTENSION").stream()
                .flatMap(extension -> extension.values().stream())
                .anyMatch(value -> value.contains("+a=6378137 +b=6378137"));
    if (datum == Crs.Datum.WGS84 && (SPHERICAL.contains(projection) || sphericalProj4)) {
      requireZero(
          parameters, "CENTRALMERIDIAN", "FALSEEASTING", "FALSENORTHING", "STANDARDPARALLEL1");
      return Crs.WEB_MERCATOR;
    }
    throw new Mismatch(
        "the projection '%s' on %s is neither a plane-rectangular zone nor Web Mercator"
            .formatted(shortened(child(node, "PROJECTION").name()), datum));
  }

  private static Crs zone(Crs.Datum datum, Map<String, Double> parameters) throws Mismatch {
    requireZero(parameters, "FALSEEASTING", "FALSENORTHING");
    double lon = parameters.getOrDefault("CENTRALMERIDIAN", Double.NaN);
    double lat = parameters.getOrDefault("LATITUDEOFORIGIN", Double.NaN);
    double scale = parameters.getOrDefault("SCALEFACTOR", Double.NaN);
    if (datum != Crs.Datum.WGS84 && near(scale, PlaneZone.SCALE, SCALE_TOLERANCE)) {
      for (PlaneZone zone : PlaneZone.list()) {
        if (near(lon, zone.originLon(), ANGLE_TOLERANCE)
            && near(lat, zone.originLat(), ANGLE_TOLERANCE)) {
          return Crs.zone(datum, zone);
        }
      }
    }
    throw new Mismatch(
        "Transverse Mercator on %s with meridian %s, latitude %s, scale %s is none of the 19 plane-rectangular zones"
            .formatted(datum, lon, lat, scale));
  }

  private static void requireZero(Map<String, Double> parameters, String... names) throws Mismatch {
    for (String name : names) {
      double value = parameters.getOrDefault(name, 0.0);
      if (!near(value, 0, ANGLE_TOLERANCE)) {
        throw new Mismatch("its parameter %s is %s instead of 0".formatted(name, value));
      }
    }
  }

  private static WktNode child(WktNode node, String keyword) throws Mismatch {
    return node.child(keyword)
        .orElseThrow(() -> new Mismatch("%s lacks its %s".formatted(node.keyword(), keyword)));
  }

  /** False for NaN. */
  private static boolean near(double value, double expected, double tolerance) {
    return Math.abs(value - expected) <= tolerance;
  }

  private static String plain(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
