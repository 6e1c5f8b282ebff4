package org.machizu.permits.site;

import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.PlaneFeature;
import org.machizu.permits.checklist.RoadCap;

/**
 * The widest road that a site fronts on by law: along at least {@value #LEAST_FRONT_M} m of it
 * (建築基準法43条), wherever its true edge is within the tolerance.
 *
 * @param widthM as it counts; empty when there is no such road
 */
record FrontRoads(RoadCap cap, OptionalDouble widthM) {
  static final double LEAST_FRONT_M = 2;

  /** Roads wider than this are looked for no farther away. */
  static final double WIDEST_M = 60;

  static FrontRoads of(RoadCap cap, Site site, Ground roads, double toleranceM) {
    Geometry area = site.area().orElseThrow();
    Envelope box = area.getEnvelopeInternal().copy();
    box.expandBy(WIDEST_M / 2 + toleranceM);
    double widest = 0;
    for (PlaneFeature road : roads.near(box)) {
      Optional<Double> width = width(road.feature(), cap.width());
      if (width.isPresent() && touches(site, road, width.get(), toleranceM)) {
        boolean narrow = cap.narrow().map(match -> match.fits(road.feature())).orElse(false);
        widest =
            Math.max(widest, narrow ? Math.max(cap.narrowCountsM(), width.get()) : width.get());
      }
    }
    return new FrontRoads(cap, widest == 0 ? OptionalDouble.empty() : OptionalDouble.of(widest));
  }

  private static boolean touches(Site site, PlaneFeature road, double widthM, double toleranceM) {
    double reachM = widthM / 2 + toleranceM;
    return site.distanceM(road, reachM) <= reachM
        && Frontage.isEnough(
            Frontage.lengthM(site, road, widthM, toleranceM), LEAST_FRONT_M, site.accuracyM());
  }

  /** A road's width; empty when the layer does not tell it, or tells none that a road has. */
  static Optional<Double> width(Feature road, String attribute) {
    return road.get(attribute) instanceof Number number
            && number.doubleValue() > 0
            && number.doubleValue() <= WIDEST_M
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** The highest ratio that the road allows in a zone, per cent. */
  double highest(String zone) {
    return widthM.isEmpty() ? Double.POSITIVE_INFINITY : cap.highest(zone, widthM.getAsDouble());
  }
}
