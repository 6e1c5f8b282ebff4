package org.machizu.permits.checklist;

import java.util.Map;
import java.util.Optional;

/**
 * How the width of the front road caps the floor area ratio (建築基準法52条2項): where the widest front
 * road is under {@code belowM}, the ratio is at most its width in metres times a factor that
 * depends on the zone.
 *
 * @param attribute the ratio that is capped, per cent
 * @param roads the layer of roads in the sense of 42条, lines along their middle
 * @param width its attribute with the width, m
 * @param narrow roads that count as wider than they are (2項道路), if any
 * @param narrowCountsM the width that those count as, m
 * @param belowM a road of this width or more caps nothing
 * @param factor of zones that {@code factors} does not name
 * @param factors by the value of the attribute that decides the use
 */
public record RoadCap(
    String attribute,
    String roads,
    String width,
    Optional<Match> narrow,
    double narrowCountsM,
    double belowM,
    double factor,
    Map<String, Double> factors) {
  public RoadCap {
    factors = Map.copyOf(factors);
  }

  /**
   * The highest ratio behind a road, per cent; infinite when the road caps nothing.
   *
   * @param zone the value of the attribute that decides the use
   * @param widthM of the widest front road
   */
  public double highest(String zone, double widthM) {
    return widthM >= belowM
        ? Double.POSITIVE_INFINITY
        : widthM * factors.getOrDefault(zone, factor) * 100;
  }
}
