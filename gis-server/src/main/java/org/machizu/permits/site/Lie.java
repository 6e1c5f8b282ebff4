package org.machizu.permits.site;

import java.util.function.DoubleSupplier;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.machizu.layers.ground.PlaneFeature;

/**
 * How a feature lies to a site, given that its map is only so exact: its true border may be
 * anywhere within the tolerance of the drawn one.
 */
final class Lie {
  /** Slivers of rounding are no area. */
  private static final double NOTHING = 1e-6;

  /** How far around the site a large area is cut, besides twice the tolerance. */
  private static final double MARGIN_M = 1;

  private static final int FEW_POINTS = 64;

  private final PlaneFeature of;
  private final double amount;
  private final double distanceM;
  private final boolean certain;
  private final DoubleSupplier least;

  private Lie(
      PlaneFeature of, double amount, double distanceM, boolean certain, DoubleSupplier least) {
    this.of = of;
    this.amount = amount;
    this.distanceM = distanceM;
    this.certain = certain;
    this.least = least;
  }

  private static Lie apart(PlaneFeature feature, double distanceM) {
    return new Lie(feature, 0, distanceM, false, () -> 0);
  }

  private static Lie reaching(PlaneFeature feature, double amount, double least) {
    return new Lie(feature, amount, 0, least > NOTHING, () -> least);
  }

  PlaneFeature of() {
    return of;
  }

  /** How much of the site it takes as drawn: m² of an area, m of a line. */
  double amount() {
    return amount;
  }

  /** How much it takes at least. */
  double least() {
    return least.getAsDouble();
  }

  /** 0 where they touch or overlap. */
  double distanceM() {
    return distanceM;
  }

  /** Whether it reaches the site wherever its true border is. */
  boolean certain() {
    return certain;
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
      return cut(site, feature, toleranceM);
    }
    double apartM = site.border().distanceM(feature.border(), withinM);
    if (apartM == 0 || site.holdsPartOf(feature)) {
      return cut(site, feature, toleranceM);
    }
    if (feature.dimension() < 2 || !site.liesIn(feature)) {
      return apart(feature, apartM);
    }
    double wholeM2 = site.areaM2();
    return apartM > toleranceM
        ? reaching(feature, wholeM2, wholeM2)
        : ofArea(site, feature, wholeM2, toleranceM);
  }

  private static Lie cut(Site site, PlaneFeature feature, double toleranceM) {
    Geometry area = site.area().orElseThrow();
    Geometry drawn = feature.plane();
    if (!site.prepared().intersects(drawn)) {
      return apart(feature, area.distance(drawn));
    }
    return switch (drawn.getDimension()) {
      case 2 ->
          ofArea(
              site, feature, common(area, around(site, drawn, toleranceM)).getArea(), toleranceM);
      case 1 ->
          reaching(
              feature,
              common(area, drawn).getLength(),
              common(area.buffer(-toleranceM), drawn).getLength());
      default -> reaching(feature, 0, area.buffer(-toleranceM).intersects(drawn) ? 1 : 0);
    };
  }

  /** Where a corner of the site lies deep enough in it, how much it takes at least can wait. */
  private static Lie ofArea(Site site, PlaneFeature feature, double amountM2, double toleranceM) {
    DoubleSupplier least = () -> leastM2(site, feature.plane(), toleranceM);
    return !feature.border().isMixed() && site.hasCornerDeepIn(feature, toleranceM)
        ? new Lie(feature, amountM2, 0, true, least)
        : reaching(feature, amountM2, least.getAsDouble());
  }

  private static double leastM2(Site site, Geometry drawn, double toleranceM) {
    Geometry here = around(site, drawn, toleranceM);
    // Shrinking also takes the cut edges back, but those lie outside the site by more than that.
    Geometry sure = toleranceM == 0 ? here : here.buffer(-toleranceM);
    return common(site.area().orElseThrow(), sure).getArea();
  }

  /** The part of a large area that matters. */
  private static Geometry around(Site site, Geometry area, double toleranceM) {
    if (area.getNumPoints() <= FEW_POINTS) {
      return area;
    }
    Envelope box = site.area().orElseThrow().getEnvelopeInternal().copy();
    box.expandBy(2 * toleranceM + MARGIN_M);
    return common(area.getFactory().toGeometry(box), area);
  }

  private static Geometry common(Geometry one, Geometry other) {
    return other.getClass() == GeometryCollection.class
        ? one.intersection(other)
        : OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION);
  }
}
