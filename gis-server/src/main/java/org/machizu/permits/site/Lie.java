package org.machizu.permits.site;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * How a feature lies to a site, given that its map is only so exact: its true border may be
 * anywhere within the tolerance of the drawn one.
 *
 * @param amount how much of the site it takes as drawn: m² of an area, m of a line
 * @param least how much it takes at least
 * @param distanceM 0 where they touch or overlap
 */
record Lie(PlaneFeature of, double amount, double least, double distanceM) {
  /** Slivers of rounding are no area. */
  private static final double NOTHING = 1e-6;

  /** How far around the site a large area is cut, besides twice the tolerance. */
  private static final double MARGIN_M = 1;

  private static final int FEW_POINTS = 64;

  /** Whether it reaches the site wherever its true border is. */
  boolean certain() {
    return least > NOTHING;
  }

  /**
   * Looks at one feature. Where no border is near, it is enough to know on which side of it the
   * site lies; only else the areas are cut.
   *
   * @param site one that has a place
   * @param withinM how far away it is looked for, no less than the tolerance
   * @param toleranceM 0 or more
   * @return with an infinite distance when it is farther away than {@code withinM}
   */
  static Lie of(Site site, PlaneFeature feature, double withinM, double toleranceM) {
    if (feature.dimension() < 1 || feature.border().isMixed()) {
      return cut(site.prepared().orElseThrow(), feature, toleranceM);
    }
    double apartM = site.border().distanceM(feature.border(), withinM);
    if (apartM > 0 && !site.holdsPartOf(feature)) {
      boolean inside = feature.dimension() == 2 && site.liesIn(feature);
      if (!inside) {
        return new Lie(feature, 0, 0, apartM);
      }
      if (apartM > toleranceM) {
        double wholeM2 = site.area().orElseThrow().getArea();
        return new Lie(feature, wholeM2, wholeM2, 0);
      }
    }
    return cut(site.prepared().orElseThrow(), feature, toleranceM);
  }

  private static Lie cut(PreparedGeometry site, PlaneFeature feature, double toleranceM) {
    Geometry area = site.getGeometry();
    Geometry drawn = feature.plane();
    if (!site.intersects(drawn)) {
      return new Lie(feature, 0, 0, area.distance(drawn));
    }
    return switch (drawn.getDimension()) {
      case 2 -> ofArea(area, feature, toleranceM);
      case 1 -> ofLine(area, feature, toleranceM);
      default -> new Lie(feature, 0, area.buffer(-toleranceM).intersects(drawn) ? 1 : 0, 0);
    };
  }

  private static Lie ofArea(Geometry site, PlaneFeature feature, double toleranceM) {
    Geometry here = feature.plane();
    if (here.getNumPoints() > FEW_POINTS) {
      here = common(window(site, toleranceM), here);
    }
    double amount = common(site, here).getArea();
    // Shrinking also takes the cut edges back, but those lie outside the site by more than that.
    Geometry sure = toleranceM == 0 ? here : here.buffer(-toleranceM);
    return new Lie(feature, amount, common(site, sure).getArea(), 0);
  }

  private static Lie ofLine(Geometry site, PlaneFeature feature, double toleranceM) {
    double amount = common(site, feature.plane()).getLength();
    double least = common(site.buffer(-toleranceM), feature.plane()).getLength();
    return new Lie(feature, amount, least, 0);
  }

  private static Geometry common(Geometry one, Geometry other) {
    return other.getClass() == GeometryCollection.class
        ? one.intersection(other)
        : OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION);
  }

  private static Geometry window(Geometry site, double toleranceM) {
    Envelope box = site.getEnvelopeInternal().copy();
    box.expandBy(2 * toleranceM + MARGIN_M);
    return site.getFactory().toGeometry(box);
  }
}
