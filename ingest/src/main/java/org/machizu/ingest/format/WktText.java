package org.machizu.ingest.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.feature.GeometryType;

/**
 * Well-known text of geometries (OGC 06-103r4, 7), also with PostGIS's {@code SRID=6668;} ahead.
 */
final class WktText {
  private static final Pattern START =
      Pattern.compile(
          "\\s*(?:SRID=([0-9]{1,6})\\s*;)?\\s*(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Collections in collections; each level costs the parser stack. */
  private static final int MAX_DEPTH = 20;

  private WktText() {}

  static boolean looksRight(String cell) {
    return START.matcher(cell).matches();
  }

  /** The kind by the first word; empty when the text is no WKT. */
  static Optional<GeometryType> kindOf(String cell) {
    Matcher start = START.matcher(cell);
    if (!start.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (start.group(3).toUpperCase(Locale.ROOT)) {
          case "POINT" -> GeometryType.POINT;
          case "LINESTRING" -> GeometryType.LINE;
          case "POLYGON" -> GeometryType.POLYGON;
          default -> GeometryType.MIXED;
        });
  }

  /** The EPSG code written ahead; empty when none is. */
  static Optional<Integer> sridOf(String cell) {
    Matcher start = START.matcher(cell);
    return start.matches() && start.group(1) != null
        ? Optional.of(Integer.valueOf(start.group(1)))
        : Optional.empty();
  }

  /** The geometry; null when it is empty. */
  static @Nullable Geometry parse(String cell, int maxVertices) throws RowRejected {
    String text = cell;
    if (sridOf(cell).isPresent()) {
      text = cell.substring(cell.indexOf(';') + 1);
    }
    checkDepth(text);
    Geometry geometry;
    try {
      geometry = new WKTReader().read(text);
    } catch (ParseException | IllegalArgumentException e) {
      throw malformed(cell, String.valueOf(e.getMessage()));
    }
    if (geometry.getNumPoints() > maxVertices) {
      throw new RowRejected(
          "too-many-vertices",
          "the geometry has more than " + maxVertices + " vertices",
          "Split the feature into several.",
          null);
    }
    return geometry.isEmpty() ? null : geometry;
  }

  private static void checkDepth(String text) throws RowRejected {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth > MAX_DEPTH) {
        throw malformed(text, "it nests more than " + MAX_DEPTH + " brackets");
      }
    }
  }

  private static RowRejected malformed(String cell, String why) {
    String line = why.lines().findFirst().orElse("");
    return new RowRejected(
        "geometry-malformed",
        "the geometry %s cannot be read: %s"
            .formatted(
                InputFile.quoted(cell), line.length() <= 200 ? line : line.substring(0, 200)),
        "Write well-known text such as POINT (141.82 42.76).",
        null);
  }
}
