package org.machizu.samples.district;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.samples.terrain.Land;

/**
 * One of the grounds that lie side by side when the town is larger than one.
 *
 * @param number from 0
 * @param columns to the east of the first
 * @param rows to the north of the first
 */
public record Tile(int number, int columns, int rows) {
  private static final double STATION_LON = 141.82;
  private static final double STATION_LAT = 42.76;
  private static final String DIGITS = "〇一二三四五六七八九";

  /** The system of {@link #onPlane}. */
  public static final Crs ZONE = Crs.zone(12);

  private static final Coordinate STATION =
      CrsConversion.between(Crs.JGD2011, ZONE).apply(STATION_LON, STATION_LAT);

  /** The first in the middle, the others around it in a spiral. */
  public static Tile of(int number) {
    int x = 0;
    int y = 0;
    int dx = 0;
    int dy = -1;
    for (int i = 0; i < number; i++) {
      if (x == y || (x < 0 && x == -y) || (x > 0 && x == 1 - y)) {
        int turned = dx;
        dx = -dy;
        dy = turned;
      }
      x += dx;
      y += dy;
    }
    return new Tile(number, x, y);
  }

  /** East of the zone's origin, m, of the station. */
  public double originX() {
    return Math.rint(STATION.x * 100) / 100 + columns * 2 * Land.HALF_WIDTH;
  }

  public double originY() {
    return Math.rint(STATION.y * 100) / 100 + northOfFirstM();
  }

  /** How far north of the first, m. */
  public double northOfFirstM() {
    return rows * 2 * Land.HALF_HEIGHT + columns * Land.EASTWARD_RISE;
  }

  /** A shape of the town's own plane in zone XII. */
  public Geometry onPlane(Geometry local) {
    Geometry moved = local.copy();
    double x = originX();
    double y = originY();
    moved.apply(
        new CoordinateSequenceFilter() {
          @Override
          public void filter(CoordinateSequence sequence, int i) {
            sequence.setOrdinate(i, 0, sequence.getX(i) + x);
            sequence.setOrdinate(i, 1, sequence.getY(i) + y);
          }

          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public boolean isGeometryChanged() {
            return true;
          }
        });
    moved.geometryChanged();
    return moved;
  }

  /** A number that is unique over all grounds. */
  public String id(String local) {
    return number == 0 ? local : "%02d-%s".formatted(number + 1, local);
  }

  /** A quarter's or institution's name that is unique over all grounds. */
  public String name(String local) {
    if (number == 0) {
      return local;
    }
    StringBuilder area = new StringBuilder();
    for (char digit : Integer.toString(number + 1).toCharArray()) {
      area.append(DIGITS.charAt(digit - '0'));
    }
    return local.startsWith("字") ? "字" + area + "区" + local.substring(1) : area + "区" + local;
  }
}
