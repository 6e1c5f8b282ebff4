package org.machizu.cap;

import java.util.List;
import org.locationtech.jts.geom.Polygon;
import org.machizu.sensors.notify.Situation;

/** For which places an alert is. */
interface Areas {
  /** Nothing is known of areas. */
  Areas NONE = situation -> List.of();

  /**
   * @return polygons in lon/lat, JGD2011; none: nothing is known beyond where the gauge stands
   */
  List<Polygon> of(Situation situation);
}
