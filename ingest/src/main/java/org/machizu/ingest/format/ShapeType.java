package org.machizu.ingest.format;

import java.util.Optional;
import org.machizu.geo.feature.GeometryType;

/**
 * The shape types of a Shapefile (ESRI Shapefile Technical Description, July 1998, table 1), but
 * MultiPatch, which is no map feature.
 *
 * @param form what it is made of
 */
record ShapeType(Form form, boolean hasZ, boolean hasM) {
  /** Code of the one type that is not read. */
  static final int MULTIPATCH = 31;

  /** The plain type codes; Z types are 10 higher, M types 20. */
  enum Form {
    NULL(0),
    POINT(1),
    LINE(3),
    POLYGON(5),
    MULTIPOINT(8);

    private final int code;

    Form(int code) {
      this.code = code;
    }
  }

  static Optional<ShapeType> find(int code) {
    for (Form form : Form.values()) {
      if (code == form.code) {
        return Optional.of(new ShapeType(form, false, false));
      }
      if (form != Form.NULL && (code == form.code + 10 || code == form.code + 20)) {
        return Optional.of(new ShapeType(form, code == form.code + 10, true));
      }
    }
    return Optional.empty();
  }

  int code() {
    return form.code + (hasZ ? 10 : hasM ? 20 : 0);
  }

  GeometryType geometryType() {
    return switch (form) {
      case NULL -> GeometryType.NONE;
      case POINT, MULTIPOINT -> GeometryType.POINT;
      case LINE -> GeometryType.LINE;
      case POLYGON -> GeometryType.POLYGON;
    };
  }
}
