package org.machizu.permits.site;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.machizu.geo.feature.Feature;
import org.machizu.layers.ground.Border;
import org.machizu.layers.ground.PlaneFeature;

/** The lots that are asked about, as one area. For one enquiry, not for many threads. */
public final class Site {
  private static final Geometry NOWHERE = new GeometryFactory().createEmpty(2);

  private final List<Feature> lots;
  private final Optional<Geometry> area;
  private final double accuracyM;
  private final double areaM2;
  private @Nullable PreparedGeometry prepared;
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
    this.areaM2 = area.map(Geometry::getArea).orElse(0.0);
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

  /** Of a site that has a place, m². */
  double areaM2() {
    return areaM2;
  }

  /** The area, made ready for many questions; of a site that has a place. */
  PreparedGeometry prepared() {
    PreparedGeometry ready = prepared;
    if (ready == null) {
      ready = PreparedGeometryFactory.prepare(area.orElseThrow());
      prepared = ready;
    }
    return ready;
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
   * Whether some corner of the site lies in a feature's area, farther from its border than that.
   */
  boolean hasCornerDeepIn(PlaneFeature feature, double depthM) {
    for (Border.Line ring : border.lines()) {
      double[] xy = ring.xy();
      for (int i = 0; i + 3 < xy.length; i += 2) {
        if (feature.border().isFarther(xy[i], xy[i + 1], depthM)
            && feature.border().surrounds(xy[i], xy[i + 1])) {
          return true;
        }
      }
    }
    return false;
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
