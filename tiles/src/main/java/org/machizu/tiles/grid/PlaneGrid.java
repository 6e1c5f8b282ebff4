package org.machizu.tiles.grid;

import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;

/**
 * The square around the origin of a plane-rectangular zone (平面直角座標系, JGD2011): {@value
 * #HALF_SIDE_M} m to the north, south, east and west. A cell is 2<sup>-10</sup> m wide, so that
 * surveyed places keep their millimetres, and a tile of level z is 2<sup>21-z</sup> m wide: with
 * 256 pixels, a pixel of level 13 is a metre.
 *
 * <p>The square reaches several times as far as any zone does by law; what lies beyond has no place
 * on it.
 */
public final class PlaneGrid implements WorldGrid {
  /** From the origin to each border. */
  public static final int HALF_SIDE_M = 1 << 20;

  private static final double CELLS_PER_M = 1 << 10;

  /**
   * A web tile at 36° north is 2<sup>25</sup> m × 0.97 / 2<sup>zoom</sup> wide: as a tile of the
   * plane four levels lower.
   */
  private static final int WEB_ZOOM_OF_LEVEL_0 = 4;

  /** No place on the square lies farther from its meridian; the series is exact up to 40°. */
  private static final double MAX_OFF_MERIDIAN = 20;

  private static final int EDGE_PARTS = 8;

  /** How far an edge may bend out between two of its points, as a share of the box's side. */
  private static final double BEND = 1e-4;

  private final PlaneZone zone;
  private final CrsConversion toPlane;
  private final CrsConversion toLonLat;

  /** The grid of a zone. */
  public PlaneGrid(PlaneZone zone) {
    this.zone = zone;
    Crs crs = Crs.zone(zone.number());
    toPlane = CrsConversion.between(Crs.JGD2011, crs);
    toLonLat = CrsConversion.between(crs, Crs.JGD2011);
  }

  /** The zone whose plane it lies in. */
  public PlaneZone zone() {
    return zone;
  }

  /** The column of a distance to the east of the zone's origin; may lie between two cells. */
  public static double worldX(double eastM) {
    return (eastM + HALF_SIDE_M) * CELLS_PER_M;
  }

  /** The row of a distance to the north of the zone's origin; may lie between two cells. */
  public static double worldY(double northM) {
    return (HALF_SIDE_M - northM) * CELLS_PER_M;
  }

  @Override
  public boolean holds(double lon, double lat) {
    if (!(Math.abs(lon - zone.originLon()) <= MAX_OFF_MERIDIAN && Math.abs(lat) < 89)) {
      return false;
    }
    double[] xy = {lon, lat};
    toPlane.apply(xy);
    return Math.abs(xy[0]) < HALF_SIDE_M && Math.abs(xy[1]) < HALF_SIDE_M;
  }

  @Override
  public void toWorld(double[] lonLat) {
    toPlane.apply(lonLat);
    lonLat[0] = worldX(lonLat[0]);
    lonLat[1] = worldY(lonLat[1]);
  }

  @Override
  public boolean toLonLat(double[] xy) {
    double[] place = {xy[0] / CELLS_PER_M - HALF_SIDE_M, HALF_SIDE_M - xy[1] / CELLS_PER_M};
    try {
      toLonLat.apply(place);
    } catch (CoordinateOutOfRangeException e) {
      return false;
    }
    xy[0] = place[0];
    xy[1] = place[1];
    return true;
  }

  /** A box that reaches beyond the square is cut to it. */
  @Override
  public WorldBox box(Envelope lonLat) {
    double west = Math.max(lonLat.minLon(), zone.originLon() - MAX_OFF_MERIDIAN);
    double east = Math.min(lonLat.maxLon(), zone.originLon() + MAX_OFF_MERIDIAN);
    double south = Math.max(lonLat.minLat(), -88);
    double north = Math.min(lonLat.maxLat(), 88);
    if (west > east || south > north) {
      return WorldBox.cut(-1, -1, -1, -1);
    }
    double[] min = {Double.MAX_VALUE, Double.MAX_VALUE};
    double[] max = {-Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i <= EDGE_PARTS; i++) {
      double f = (double) i / EDGE_PARTS;
      double lon = west + f * (east - west);
      double lat = south + f * (north - south);
      widen(min, max, lon, south);
      widen(min, max, lon, north);
      widen(min, max, west, lat);
      widen(min, max, east, lat);
    }
    double bend = 1 + BEND * Math.max(max[0] - min[0], max[1] - min[1]);
    return WorldBox.cut(
        (long) Math.floor(min[0] - bend),
        (long) Math.floor(min[1] - bend),
        (long) Math.ceil(max[0] + bend),
        (long) Math.ceil(max[1] + bend));
  }

  private void widen(double[] min, double[] max, double lon, double lat) {
    double[] xy = {lon, lat};
    toWorld(xy);
    for (int axis = 0; axis < 2; axis++) {
      min[axis] = Math.min(min[axis], xy[axis]);
      max[axis] = Math.max(max[axis], xy[axis]);
    }
  }

  @Override
  public ZoomRange levels(ZoomRange webZooms) {
    return new ZoomRange(
        Math.max(0, webZooms.min() - WEB_ZOOM_OF_LEVEL_0),
        Math.max(0, webZooms.max() - WEB_ZOOM_OF_LEVEL_0));
  }

  /** The zoom of the web at which tiles show about as much ground as at a level here. */
  public static int webZoom(int level) {
    return level + WEB_ZOOM_OF_LEVEL_0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlaneGrid that && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return zone.hashCode();
  }

  @Override
  public String toString() {
    return "plane of zone " + zone.number();
  }
}
