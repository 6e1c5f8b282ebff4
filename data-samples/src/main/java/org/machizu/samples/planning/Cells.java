package org.machizu.samples.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;

/** The centre in cells that follow its streets; neighbours share their sides to the last digit. */
final class Cells {
  static final double[] P = {CentreFrame.WEST, -650, -330, 0, 330, 700, CentreFrame.EAST};
  static final double[] Q = {CentreFrame.SOUTH, -275, 0, 225, 430, 610, CentreFrame.NORTH};

  private Cells() {}

  /** The cell between two columns and two rows, with the bends of the streets. */
  static Polygon cell(int column, int row) {
    List<Coordinate> ring = new ArrayList<>();
    ring.addAll(side(P[column], Q[row], P[column + 1], Q[row]));
    ring.addAll(side(P[column + 1], Q[row], P[column + 1], Q[row + 1]));
    ring.addAll(side(P[column], Q[row + 1], P[column + 1], Q[row + 1]).reversed());
    ring.addAll(side(P[column], Q[row], P[column], Q[row + 1]).reversed());
    List<Coordinate> open = new ArrayList<>();
    for (Coordinate place : ring) {
      if (open.isEmpty() || !open.getLast().equals2D(place)) {
        open.add(place);
      }
    }
    open.removeLast();
    return Shapes.area(open);
  }

  private static List<Coordinate> side(double p1, double q1, double p2, double q2) {
    int steps = 16;
    Coordinate[] places = new Coordinate[steps + 1];
    for (int i = 0; i <= steps; i++) {
      double t = (double) i / steps;
      Coordinate at = CentreFrame.at(p1 + t * (p2 - p1), q1 + t * (q2 - q1));
      places[i] = Shapes.at(Math.rint(at.x * 1000) / 1000, Math.rint(at.y * 1000) / 1000);
    }
    return Arrays.asList(places);
  }

  /** The areas of the cells that carry a name in a plan of rows from the south to the north. */
  static List<Polygon> areas(String[][] plan, String name) {
    List<Geometry> cells = new ArrayList<>();
    for (int row = 0; row < plan.length; row++) {
      for (int column = 0; column < plan[row].length; column++) {
        if (plan[row][column].equals(name)) {
          cells.add(cell(column, row));
        }
      }
    }
    return cells.isEmpty() ? List.of() : Shapes.polygons(Shapes.union(cells), 1);
  }
}
