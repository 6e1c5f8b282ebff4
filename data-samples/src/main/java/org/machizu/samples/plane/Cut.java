package org.machizu.samples.plane;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;

/**
 * Cuts an area in two along a straight line. Both sides get the very same new corners, so that they
 * neither overlap nor leave a gap.
 */
public final class Cut {
  private static final double FAR = 60_000;

  private Cut() {}

  /** Both sides of a cut; an area of odd form may fall into several pieces a side. */
  public record Halves(List<Polygon> left, List<Polygon> right) {
    public List<Polygon> all() {
      List<Polygon> all = new ArrayList<>(left);
      all.addAll(right);
      return all;
    }
  }

  /**
   * Cuts.
   *
   * @param through any place on the line
   * @param dirX the line's direction, a unit vector
   */
  public static Halves along(Polygon area, Coordinate through, double dirX, double dirY) {
    if (area.getNumInteriorRing() == 0) {
      Halves simple = simple(area, through, dirX, dirY);
      if (simple != null) {
        return simple;
      }
    }
    Coordinate left = Shapes.at(through.x - dirY * FAR / 2, through.y + dirX * FAR / 2);
    Polygon side = Shapes.rectangle(left, dirX, dirY, 2 * FAR, FAR);
    return new Halves(
        Shapes.polygons(Shapes.intersection(area, side), 0.5),
        Shapes.polygons(Shapes.difference(area, side), 0.5));
  }

  private static @Nullable Halves simple(
      Polygon area, Coordinate through, double dirX, double dirY) {
    Coordinate[] ring = area.getExteriorRing().getCoordinates();
    List<Coordinate> left = new ArrayList<>();
    List<Coordinate> right = new ArrayList<>();
    int crossings = 0;
    for (int i = 0; i + 1 < ring.length; i++) {
      double here = side(ring[i], through, dirX, dirY);
      double next = side(ring[i + 1], through, dirX, dirY);
      (here > 0 ? left : right).add(ring[i]);
      if (here > 0 != next > 0) {
        crossings++;
        double t = here / (here - next);
        Coordinate meet =
            Shapes.at(
                ring[i].x + t * (ring[i + 1].x - ring[i].x),
                ring[i].y + t * (ring[i + 1].y - ring[i].y));
        left.add(meet);
        right.add(meet);
      }
    }
    if (crossings == 0) {
      return left.isEmpty()
          ? new Halves(List.of(), List.of(area))
          : new Halves(List.of(area), List.of());
    }
    return crossings == 2 ? new Halves(whole(left), whole(right)) : null;
  }

  private static List<Polygon> whole(List<Coordinate> open) {
    if (open.size() < 3) {
      return List.of();
    }
    Polygon polygon = Shapes.area(open);
    return polygon.getArea() < 1e-6 ? List.of() : List.of(polygon);
  }

  /** Above 0 to the left of the line. */
  private static double side(Coordinate place, Coordinate through, double dirX, double dirY) {
    return dirX * (place.y - through.y) - dirY * (place.x - through.x);
  }
}
