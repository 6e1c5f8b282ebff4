package org.machizu.ingest.format;

import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.CrsReference;

/**
 * What {@code srsName} and {@code srsDimension} say of coordinates; a geometry without them has
 * those of what it stands in.
 *
 * @param crs null where nobody has said it yet
 * @param dimension ordinates of one position; 0 where nobody has said it
 */
record GmlReference(@Nullable CrsReference crs, int dimension) {
  static final GmlReference NONE = new GmlReference(null, 0);

  /**
   * @throws FormatException with code {@code crs-unknown}
   */
  GmlReference inside(XMLStreamReader element) throws FormatException {
    String name = element.getAttributeValue(null, "srsName");
    String ordinates = element.getAttributeValue(null, "srsDimension");
    if (name == null && ordinates == null) {
      return this;
    }
    return new GmlReference(
        name == null ? crs : crsOf(name), ordinates == null ? dimension : dimensionOf(ordinates));
  }

  private static CrsReference crsOf(String name) throws FormatException {
    try {
      return CrsReference.parse(name);
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          "crs-unknown",
          "the file is in the coordinate reference system %s, which is not known here"
              .formatted(InputFile.quoted(name)),
          "Export it in JGD2011 (EPSG:6697 or 6668) or a plane-rectangular zone.");
    }
  }

  private static int dimensionOf(String ordinates) throws FormatException {
    return switch (ordinates.strip()) {
      case "2" -> 2;
      case "3" -> 3;
      default ->
          throw new FormatException(
              "gml-dimension",
              "srsDimension is %s; positions have 2 or 3 ordinates"
                  .formatted(InputFile.quoted(ordinates)),
              "Export the file again.");
    };
  }

  /** Ordinates of one position: as said, else as the system has them. */
  int ordinates() {
    if (dimension != 0) {
      return dimension;
    }
    return crs != null && crs.withHeight() ? 3 : 2;
  }

  boolean northFirst() {
    return crs != null && crs.northFirst();
  }
}
