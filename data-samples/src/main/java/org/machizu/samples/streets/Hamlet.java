package org.machizu.samples.streets;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.samples.plane.Shapes;

/**
 * A group of houses away from the centre.
 *
 * @param name the quarter's name without 字
 * @param east the crossing where it stands, in squares of the fields' grid
 * @param streets how many streets it has beside those that cross there
 */
public record Hamlet(String name, int east, int north, int streets) {
  private static final List<Hamlet> ALL =
      List.of(
          new Hamlet("北緑野", 0, 6, 5),
          new Hamlet("東和", 7, 5, 4),
          new Hamlet("西島", -7, -1, 5),
          new Hamlet("豊岡", 9, 1, 4),
          new Hamlet("鈴沢", 3, -2, 3),
          new Hamlet("川北", -4, 4, 4),
          new Hamlet("南緑野", 1, -2, 3),
          new Hamlet("旭", -10, 1, 3),
          new Hamlet("中野", -4, -3, 2),
          new Hamlet("東野", 5, 0, 2));

  public static List<Hamlet> all() {
    return ALL;
  }

  public Coordinate centre() {
    return FieldRoads.at(east, north);
  }

  /** How far houses stand from the crossing, m. */
  public double reachM() {
    return 180 + 30 * streets;
  }

  /** The hamlet's own streets, parallel to the roads that cross. */
  List<Route> plan(int firstNumber) {
    double unit = 1 / FieldRoads.SQUARE_M;
    double depth = 88 * unit;
    double length = (140 + 25 * streets) * unit;
    Route[] all = {
      street(firstNumber, -length, depth, length, depth),
      street(firstNumber + 1, 120 * unit, -length * 0.7, 125 * unit, length * 0.8),
      street(firstNumber + 2, -125 * unit, -length * 0.6, -118 * unit, length * 0.9),
      street(firstNumber + 3, -length, -depth * 1.05, length * 0.8, -depth),
      street(firstNumber + 4, -length * 0.6, 2 * depth, length * 0.9, 2 * depth)
    };
    return List.of(all).subList(0, streets);
  }

  private Route street(int number, double e1, double n1, double e2, double n2) {
    return Route.town(
        number,
        name + "市街" + (number % 10) + "号線",
        3,
        5,
        Purpose.HAMLET,
        Shapes.line(
            List.of(FieldRoads.at(east + e1, north + n1), FieldRoads.at(east + e2, north + n2))));
  }
}
