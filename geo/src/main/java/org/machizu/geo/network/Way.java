package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * A way by cost.
 *
 * @param target the number of the target that it leads to
 * @param cost of all of it, with what lies off the road at both ends
 * @param start the number of the stop that it begins at
 * @param legs in order of travel; the first and the last are usually travelled in part
 */
public record Way(int target, double cost, int start, List<Leg> legs) {
  /**
   * A stretch of one arc.
   *
   * @param beginM where it begins, in metres along the road's line
   * @param endM where it ends; less than the beginning on an arc against the line
   */
  public record Leg(int arc, double beginM, double endM) {
    public double lengthM() {
      return Math.abs(endM - beginM);
    }
  }

  public Way {
    legs = List.copyOf(legs);
  }

  /** On roads. */
  public double lengthM() {
    return legs.stream().mapToDouble(Leg::lengthM).sum();
  }

  /** Its points in metres of the network's plane, none twice in a row; at least two. */
  public List<Coordinate> planeLine(ArcGraph graph) {
    List<Coordinate> points = new ArrayList<>();
    for (Leg leg : legs) {
      for (Coordinate point : graph.planeLine(leg.arc(), leg.beginM(), leg.endM())) {
        if (points.isEmpty() || !points.getLast().equals2D(point)) {
          points.add(point);
        }
      }
    }
    if (points.size() == 1) {
      points.add(points.getFirst().copy());
    }
    return points;
  }
}
