package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/** The lengths of an area's sides as labels beside them. */
public final class SideLengths {
  private static final double SIZE_PT = 7;

  /** So far from its side a length stands, on the outside. */
  private static final double BESIDE_MM = 1.9;

  /** Shorter sides have no room for their length. */
  private static final double SHORTEST_MM = 5;

  /** Corners that bend less are no corners: the side goes on. */
  private static final double STRAIGHT_RAD = Math.toRadians(2);

  private SideLengths() {}

  /**
   * The lengths of the outer sides in metres, to a hundredth, as they are on the plane of the zone;
   * not of those too short to be labelled at the scale.
   *
   * @param plane an area in metres of the zone; anything else has no sides
   * @param scale the map's, the number below the line
   */
  public static List<PlaneLabel> of(Geometry plane, int scale) {
    List<PlaneLabel> labels = new ArrayList<>();
    for (int i = 0; i < plane.getNumGeometries(); i++) {
      if (plane.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
        add(polygon, scale, labels);
      }
    }
    return labels;
  }

  private static void add(Polygon polygon, int scale, List<PlaneLabel> labels) {
    Coordinate[] ring = polygon.getExteriorRing().getCoordinates();
    boolean isCcw = Orientation.isCCW(ring);
    List<Coordinate> corners = corners(ring);
    double mm = scale / 1000.0;
    for (int i = 0; i < corners.size(); i++) {
      Coordinate a = corners.get(i);
      Coordinate b = corners.get((i + 1) % corners.size());
      double length = a.distance(b);
      if (length < SHORTEST_MM * mm) {
        continue;
      }
      double angle = Math.atan2(b.y - a.y, b.x - a.x);
      double outwards = angle + (isCcw ? -Math.PI / 2 : Math.PI / 2);
      double beside = BESIDE_MM * mm;
      labels.add(
          new PlaneLabel(
              String.format(Locale.ROOT, "%.2f", length),
              (a.x + b.x) / 2 + beside * Math.cos(outwards),
              (a.y + b.y) / 2 + beside * Math.sin(outwards),
              upright(Math.toDegrees(angle)),
              SIZE_PT,
              "#b00020"));
    }
  }

  /** A side may be drawn of several pieces. */
  private static List<Coordinate> corners(Coordinate[] ring) {
    int count = ring.length - 1;
    List<Coordinate> corners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Coordinate before = ring[(i + count - 1) % count];
      Coordinate after = ring[(i + 1) % count];
      double in = Math.atan2(ring[i].y - before.y, ring[i].x - before.x);
      double out = Math.atan2(after.y - ring[i].y, after.x - ring[i].x);
      if (Math.abs(Math.IEEEremainder(out - in, 2 * Math.PI)) > STRAIGHT_RAD) {
        corners.add(ring[i]);
      }
    }
    return corners;
  }

  private static double upright(double degrees) {
    double turned = Math.IEEEremainder(degrees, 360);
    return turned > 90 || turned <= -90 ? turned - Math.signum(turned) * 180 : turned;
  }
}
