package org.machizu.permits.site;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.buffer.BufferParameters;
import org.locationtech.jts.operation.distance.DistanceOp;

/**
 * How much of a site lies along a road (接道). A road is a line along its middle with a width; the
 * part of the site's border counts that lies within the tolerance of the road's edge and runs along
 * it, not the sides of the lot that come up to the road.
 */
final class Frontage {
  /** Borders that turn away from the road by more than this are no front; nor is a cut corner. */
  private static final double MOST_TURN = Math.toRadians(30);

  private Frontage() {}

  /**
   * Whether a front is long enough wherever the true corners of the lot are: two points end it, and
   * each may be off by the accuracy of the survey.
   *
   * @param leastM 0: any front is enough
   */
  static boolean isEnough(double lengthM, double leastM, double siteAccuracyM) {
    return leastM == 0 ? lengthM > 0 : lengthM >= leastM + Math.hypot(siteAccuracyM, siteAccuracyM);
  }

  /** The road as an area, ending where its line ends. */
  static Geometry strip(Geometry line, double halfWidthM) {
    return line.buffer(halfWidthM, 8, BufferParameters.CAP_FLAT);
  }

  /**
   * The length of the front, m.
   *
   * @param site an area
   * @param road a line
   * @param toleranceM how far from the road's edge the border may lie
   */
  static double lengthM(Geometry site, Geometry road, double widthM, double toleranceM) {
    PreparedGeometry strip = PreparedGeometryFactory.prepare(strip(road, widthM / 2 + toleranceM));
    double[] length = {0};
    site.apply(
        (GeometryComponentFilter)
            part -> {
              if (part instanceof LineString ring) {
                length[0] += along(ring, road, strip);
              }
            });
    return length[0];
  }

  private static double along(LineString ring, Geometry road, PreparedGeometry strip) {
    CoordinateSequence points = ring.getCoordinateSequence();
    double length = 0;
    for (int i = 1; i < points.size(); i++) {
      Coordinate from = points.getCoordinate(i - 1);
      Coordinate to = points.getCoordinate(i);
      LineString side = ring.getFactory().createLineString(new Coordinate[] {from, to});
      if (strip.intersects(side)) {
        Geometry beside = side.intersection(strip.getGeometry());
        if (beside.getLength() > 0 && runsAlong(from, to, beside, road)) {
          length += beside.getLength();
        }
      }
    }
    return length;
  }

  private static boolean runsAlong(Coordinate from, Coordinate to, Geometry beside, Geometry road) {
    Coordinate middle = beside.getCentroid().getCoordinate();
    var at = new DistanceOp(road, beside.getFactory().createPoint(middle)).nearestLocations()[0];
    Coordinate[] line = at.getGeometryComponent().getCoordinates();
    int segment = Math.min(at.getSegmentIndex(), line.length - 2);
    double road0 =
        Math.atan2(line[segment + 1].y - line[segment].y, line[segment + 1].x - line[segment].x);
    double turn = Math.abs(Math.atan2(to.y - from.y, to.x - from.x) - road0) % Math.PI;
    return Math.min(turn, Math.PI - turn) <= MOST_TURN;
  }
}
