package org.machizu.samples.streets;

import java.util.Locale;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * One piece of road from junction to junction.
 *
 * @param index from 0
 * @param line on the town's plane, to the centimetre
 * @param strip the ground it covers, ends rounded so that strips of a junction close
 */
public record Street(int index, Route route, LineString line, Polygon strip) {
  static Street of(int index, Route route, LineString line) {
    return new Street(index, route, line, (Polygon) line.buffer(route.widthM() / 2, 3));
  }

  /** 区間番号 within its town. */
  public String number() {
    return String.format(Locale.ROOT, "R%05d", index + 1);
  }

  /** Which way vehicles may go along {@link #line}: なし, 順 or 逆. */
  public String oneWay() {
    return route.oneWay();
  }

  public double lengthM() {
    return line.getLength();
  }

  public double widthM() {
    return route.widthM();
  }
}
