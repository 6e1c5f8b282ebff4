package org.machizu.geo.filter;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/**
 * Filters of requests in the OGC's Common Query Language (CQL2, OGC 21-065r2), as text and as JSON.
 * Whatever somebody sends is either a condition that fits the layer or an error that says where it
 * goes wrong; both are found in time that grows with the length alone.
 */
public final class Cql2 {
  /** Characters that a filter may have. */
  public static final int MAX_LENGTH = 100_000;

  /** How deep parts may lie in one another. */
  static final int MAX_DEPTH = 100;

  /** Operations, names and values; the positions of geometries do not count. */
  static final int MAX_PARTS = 5_000;

  /** Names by which a filter asks about the feature's place: GeoJSON's, and what examples use. */
  private static final List<String> GEOMETRY = List.of("geometry", "geom");

  private Cql2() {}

  /**
   * What a filter is read for.
   *
   * @param schema the attributes that it may name; one that is not there is said to be unknown
   * @param toLonLat takes the positions of geometries as they are written to lon/lat, JGD2011;
   *     throws IllegalArgumentException where that is not possible
   * @param crossesAntimeridian whether a box whose west is greater than its east lies over the
   *     180th meridian: with degrees, lon before lat
   */
  public record Terms(
      Schema schema, UnaryOperator<Geometry> toLonLat, boolean crossesAntimeridian) {

    /** For geometries in degrees, lon before lat. */
    public static Terms lonLat(Schema schema) {
      return new Terms(schema, UnaryOperator.identity(), true);
    }
  }

  /**
   * Reads a filter in the encoding {@code cql2-text}.
   *
   * @throws IllegalArgumentException when it is none, does not fit, or is too large; the message
   *     says at which character, what stands there and what is allowed
   */
  public static Predicate readText(String filter, Terms terms) {
    requireLength(filter);
    return new FilterBuilder(terms).build(new Cql2Text(filter).read());
  }

  /**
   * Reads a filter in the encoding {@code cql2-json}.
   *
   * @throws IllegalArgumentException as {@link #readText}; the message says at which JSON pointer
   */
  public static Predicate readJson(String filter, Terms terms) {
    requireLength(filter);
    return new FilterBuilder(terms).build(new Cql2JsonTerms().read(filter));
  }

  /**
   * The name by which a filter asks about the feature's place; empty when there is none, or when
   * attributes have its names.
   */
  public static Optional<String> findGeometryName(Schema schema) {
    return GEOMETRY.stream().filter(name -> isGeometry(name, schema)).findFirst();
  }

  /** Whether a name is the feature's place. An attribute of that name comes first. */
  static boolean isGeometry(String name, Schema schema) {
    return GEOMETRY.contains(name)
        && schema.indexOf(name) < 0
        && schema.geometryType() != GeometryType.NONE;
  }

  private static void requireLength(String filter) {
    if (filter.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the filter has %d characters; up to %d are allowed"
              .formatted(filter.length(), MAX_LENGTH));
    }
  }

  static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException(
        "the filter is too large; up to %d parts and %d levels are allowed"
            .formatted(MAX_PARTS, MAX_DEPTH));
  }

  /** A text for a message, cut when it is long. */
  static String shortened(String text) {
    return text.length() <= 60
        ? text
        : text.substring(
                0, text.offsetByCodePoints(0, Math.min(50, text.codePointCount(0, text.length()))))
            + "…";
  }
}
