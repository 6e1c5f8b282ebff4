package org.machizu.permits.site;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.machizu.geo.feature.Feature;

/** The lots that are asked about, as one area. */
public final class Site {
  private static final Geometry NOWHERE = new GeometryFactory().createEmpty(2);

  private final List<Feature> lots;
  private final Optional<Geometry> area;
  private final double accuracyM;
  private final Optional<PreparedGeometry> prepared;
  private final Border border;

  /**
   * @param lots at least one
   * @param area of all of them together, metres in the town's zone; empty when one of them has no
   *     true place, as then nothing may be said of where the site lies
   * @param accuracyM how far a point of it may be from its true place
   */
  public Site(List<Feature> lots, Optional<Geometry> area, double accuracyM) {
    this.lots = List.copyOf(lots);
    this.area = area;
    this.accuracyM = accuracyM;
    this.prepared = area.map(PreparedGeometryFactory::prepare);
    this.border = Border.of(area.orElse(NOWHERE));
  }

  public List<Feature> lots() {
    return lots;
  }

  public Optional<Geometry> area() {
    return area;
  }

  public double accuracyM() {
    return accuracyM;
  }

  /** The area, made ready for many questions. */
  Optional<PreparedGeometry> prepared() {
    return prepared;
  }

  /** The rings of the area; none without a place. */
  Border border() {
    return border;
  }

  /**
   * Whether a whole line or ring of a feature lies in the site, where nothing crosses its border.
   */
  boolean holdsPartOf(PlaneFeature feature) {
    Envelope box = area.orElseThrow().getEnvelopeInternal();
    for (Border.Line line : feature.border().lines()) {
      if (line.isWithin(box) && border.surrounds(line.xy()[0], line.xy()[1])) {
        return true;
      }
    }
    return false;
  }

  /** Whether the site lies in a feature's area, where nothing crosses its border. */
  boolean liesIn(PlaneFeature feature) {
    double[] ring = border.lines().getFirst().xy();
    return feature.border().surrounds(ring[0], ring[1]);
  }

  /**
   * The shortest distance of a feature, m; 0 where it reaches into the site or around it.
   *
   * @return infinite when it is farther away than {@code upToM}
   */
  double distanceM(PlaneFeature feature, double upToM) {
    if (feature.border().isMixed()) {
      double mixedM = area.orElseThrow().distance(feature.plane());
      return mixedM <= upToM ? mixedM : Double.POSITIVE_INFINITY;
    }
    double apartM = border.distanceM(feature.border(), upToM);
    boolean overlaps =
        apartM > 0 && (holdsPartOf(feature) || feature.dimension() == 2 && liesIn(feature));
    return overlaps ? 0 : apartM;
  }
}
