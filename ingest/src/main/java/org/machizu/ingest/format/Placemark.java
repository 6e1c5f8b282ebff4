package org.machizu.ingest.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.GeometryType;

/**
 * A placemark of a KML file.
 *
 * @param id what the file calls it; null when it does not
 * @param folder the name of the innermost folder around it; null when it lies in none
 * @param values its texts, without empty ones, in the file's order
 * @param kind of its geometry; {@link GeometryType#NONE} without one
 * @param geometry null when it has none, when none was asked for, and beside a fault
 * @param fault what is wrong with the geometry; null when nothing is
 * @param closedRings rings that did not end where they began, and do now
 */
record Placemark(
    @Nullable String id,
    @Nullable String folder,
    Map<Field, String> values,
    GeometryType kind,
    @Nullable Geometry geometry,
    @Nullable RowRejected fault,
    int closedRings) {

  /**
   * The name of a value.
   *
   * @param own whether KML itself has it, as {@code name} and {@code description}; else it is
   *     extended data
   * @param written how its values are to be read
   */
  record Field(String name, boolean own, Written written) {}

  /** What a file says of the texts in a field. */
  enum Written {
    /** Declared as a text. */
    TEXT,
    /** Declared as a number or truth value, and brought into its usual form. */
    TYPED,
    /** Nothing is declared. */
    OPEN
  }

  /** Whether it is asked for: no folder is named, or the one it lies in. */
  boolean isIn(@Nullable String table) {
    return table == null || table.equals(folder);
  }
}
