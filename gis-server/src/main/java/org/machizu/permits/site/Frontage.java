package org.machizu.permits.site;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.buffer.BufferParameters;
import org.machizu.layers.ground.Border;
import org.machizu.layers.ground.PlaneFeature;

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
   * @param road lines; an area counts with its border
   * @param toleranceM how far from the road's edge the border may lie
   */
  static double lengthM(Site site, PlaneFeature road, double widthM, double toleranceM) {
    double halfM = widthM / 2 + toleranceM;
    Strip strip = new Strip(road.border(), halfM, box(site));
    double length = 0;
    for (Border.Line ring : site.border().lines()) {
      double[] xy = ring.xy();
      for (int i = 0; i + 3 < xy.length; i += 2) {
        Strip.Beside beside = strip.beside(xy[i], xy[i + 1], xy[i + 2], xy[i + 3]);
        if (beside.lengthM() > 0 && runsAlong(xy, i, beside.middle(), road.border())) {
          length += beside.lengthM();
        }
      }
    }
    return length;
  }

  private static double[] box(Site site) {
    Envelope box = site.area().orElseThrow().getEnvelopeInternal();
    return new double[] {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
  }

  private static boolean runsAlong(double[] xy, int i, double middle, Border road) {
    double dx = xy[i + 2] - xy[i];
    double dy = xy[i + 3] - xy[i + 1];
    double direction = road.directionAt(xy[i] + middle * dx, xy[i + 1] + middle * dy);
    double turn = Math.abs(Math.atan2(dy, dx) - direction) % Math.PI;
    return Math.min(turn, Math.PI - turn) <= MOST_TURN;
  }
}
