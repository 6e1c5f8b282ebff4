package org.machizu.geo.crs;

import org.locationtech.jts.geom.Geometry;

/**
 * Measures lon/lat geometries (JGD2011) in metres on the plane of a zone. These are plane measures
 * (平面距離, 平面面積) as municipal work uses them: they differ from those on the ground by the zone's
 * scale, up to 1 in 10,000, and are not corrected for it. Safe for use by many threads.
 */
public final class PlaneMeasure {
  /** The widest buffer, in metres. */
  public static final double MAX_BUFFER_M = 100_000;

  private final PlaneZone zone;
  private final CrsConversion toPlane;
  private final CrsConversion fromPlane;

  private PlaneMeasure(PlaneZone zone) {
    this.zone = zone;
    Crs crs = Crs.zone(zone.number());
    toPlane = CrsConversion.between(Crs.JGD2011, crs);
    fromPlane = CrsConversion.between(crs, Crs.JGD2011);
  }

  /**
   * Measures in a zone.
   *
   * @param zone 1 to 19, the municipality's own
   */
  public static PlaneMeasure inZone(int zone) {
    return new PlaneMeasure(new PlaneZone(zone));
  }

  /** The zone it measures in. */
  public PlaneZone zone() {
    return zone;
  }

  /** The geometry in metres, east before north. */
  public Geometry toPlane(Geometry lonLat) {
    return toPlane.apply(lonLat);
  }

  /** A geometry in metres of the zone as lon/lat. */
  public Geometry toLonLat(Geometry plane) {
    return fromPlane.apply(plane);
  }

  /** Length of lines or circumference of areas with their holes, m; 0 for points. */
  public double lengthM(Geometry lonLat) {
    return toPlane.apply(lonLat).getLength();
  }

  /** Area without the holes, m²; 0 for points and lines. */
  public double areaM2(Geometry lonLat) {
    return toPlane.apply(lonLat).getArea();
  }

  /**
   * The shortest distance, m; 0 where they touch or overlap.
   *
   * @throws IllegalArgumentException when one of them is empty, as there is no distance then
   */
  public double distanceM(Geometry lonLat, Geometry otherLonLat) {
    if (lonLat.isEmpty() || otherLonLat.isEmpty()) {
      throw new IllegalArgumentException("an empty geometry has no distance from anything");
    }
    return toPlane.apply(lonLat).distance(toPlane.apply(otherLonLat));
  }

  /**
   * All places within a distance, as lon/lat; round, with eight chords a quarter, so that it falls
   * short by at most half a per cent of the distance.
   *
   * @param distanceM 0 to {@value #MAX_BUFFER_M}
   */
  public Geometry buffer(Geometry lonLat, double distanceM) {
    if (!(distanceM >= 0 && distanceM <= MAX_BUFFER_M)) {
      throw new IllegalArgumentException(
          "a buffer of %s m is not allowed; give 0 to %s".formatted(distanceM, MAX_BUFFER_M));
    }
    return fromPlane.apply(toPlane.apply(lonLat).buffer(distanceM));
  }
}
