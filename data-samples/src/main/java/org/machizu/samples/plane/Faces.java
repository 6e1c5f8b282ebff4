package org.machizu.samples.plane;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/** The areas between lines that meet at their ends. */
public final class Faces {
  private static final Comparator<Polygon> FROM_THE_WEST =
      Comparator.comparingDouble((Polygon face) -> face.getEnvelopeInternal().getMinX())
          .thenComparingDouble(face -> face.getEnvelopeInternal().getMinY())
          .thenComparingDouble(Polygon::getArea);

  private Faces() {}

  /**
   * All faces from west to east. JTS gives them, and where their rings begin, in an order of
   * chance; here they come the same each time.
   */
  public static List<Polygon> between(Collection<LineString> lines) {
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(lines);
    List<Polygon> faces = new ArrayList<>();
    for (Object face : polygonizer.getPolygons()) {
      faces.add((Polygon) ((Polygon) face).norm());
    }
    faces.sort(FROM_THE_WEST);
    return faces;
  }
}
