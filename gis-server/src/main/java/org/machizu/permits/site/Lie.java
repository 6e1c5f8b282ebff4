package org.machizu.permits.site;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;

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
   * Looks at one feature.
   *
   * @param site an area
   * @param toleranceM 0 or more
   */
  static Lie of(PreparedGeometry site, PlaneFeature feature, double toleranceM) {
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
      Geometry window = window(site, toleranceM);
      here = here.intersection(window);
      if (here.getArea() >= window.getArea() - NOTHING) {
        return new Lie(feature, site.getArea(), site.getArea(), 0);
      }
    }
    double amount = site.intersection(here).getArea();
    // Shrinking also takes the cut edges back, but those lie outside the site by more than that.
    Geometry sure = toleranceM == 0 ? here : here.buffer(-toleranceM);
    return new Lie(feature, amount, site.intersection(sure).getArea(), 0);
  }

  private static Lie ofLine(Geometry site, PlaneFeature feature, double toleranceM) {
    double amount = site.intersection(feature.plane()).getLength();
    double least = site.buffer(-toleranceM).intersection(feature.plane()).getLength();
    return new Lie(feature, amount, least, 0);
  }

  private static Geometry window(Geometry site, double toleranceM) {
    Envelope box = site.getEnvelopeInternal().copy();
    box.expandBy(2 * toleranceM + MARGIN_M);
    return site.getFactory().toGeometry(box);
  }
}
