package org.machizu.samples.plane;

import org.locationtech.jts.algorithm.MinimumAreaRectangle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The smallest turned rectangle around a shape.
 *
 * @param dirX direction of the longer side, a unit vector
 * @param along length of the longer side, m
 * @param across length of the shorter side, m
 */
public record Box(Coordinate centre, double dirX, double dirY, double along, double across) {
  public static Box around(Geometry shape) {
    Geometry rectangle = MinimumAreaRectangle.getMinimumRectangle(shape);
    Coordinate[] ring = rectangle.getCoordinates();
    if (ring.length < 5) {
      return new Box(shape.getEnvelopeInternal().centre(), 1, 0, shape.getLength() / 2, 0.01);
    }
    double first = ring[0].distance(ring[1]);
    double second = ring[1].distance(ring[2]);
    Coordinate centre = Shapes.at((ring[0].x + ring[2].x) / 2, (ring[0].y + ring[2].y) / 2);
    int from = first >= second ? 0 : 1;
    double longer = Math.max(first, second);
    double dirX = (ring[from + 1].x - ring[from].x) / longer;
    double dirY = (ring[from + 1].y - ring[from].y) / longer;
    boolean backward = dirX < 0 || (dirX == 0 && dirY < 0);
    return new Box(
        centre, backward ? -dirX : dirX, backward ? -dirY : dirY, longer, Math.min(first, second));
  }

  /** A place by its distance from the centre along both sides. */
  public Coordinate at(double alongM, double acrossM) {
    return Shapes.at(
        centre.x + dirX * alongM - dirY * acrossM, centre.y + dirY * alongM + dirX * acrossM);
  }
}
