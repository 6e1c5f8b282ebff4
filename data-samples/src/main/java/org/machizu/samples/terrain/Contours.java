package org.machizu.samples.terrain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.machizu.samples.plane.Shapes;

/** A function over the plane as a grid of values, and the areas where it is above a bound. */
public final class Contours {
  private final double minX;
  private final double minY;
  private final double cellM;
  private final int columns;
  private final int rows;
  private final double[] values;

  /** Asks the function at every node; outside the area it counts as nothing. */
  public Contours(Envelope area, double cellM, ToDoubleFunction<Coordinate> function) {
    this.minX = area.getMinX() - cellM;
    this.minY = area.getMinY() - cellM;
    this.cellM = cellM;
    this.columns = (int) Math.ceil(area.getWidth() / cellM) + 3;
    this.rows = (int) Math.ceil(area.getHeight() / cellM) + 3;
    this.values = new double[columns * rows];
    IntStream.range(0, rows).parallel().forEach(row -> fill(row, function));
  }

  private void fill(int row, ToDoubleFunction<Coordinate> function) {
    for (int column = 0; column < columns; column++) {
      boolean edge = row == 0 || column == 0 || row == rows - 1 || column == columns - 1;
      values[row * columns + column] = edge ? -100 : function.applyAsDouble(node(column, row));
    }
  }

  private Coordinate node(int column, int row) {
    return Shapes.at(minX + column * cellM, minY + row * cellM);
  }

  private double value(int column, int row) {
    return values[row * columns + column];
  }

  /** Where the function is above the bound (marching squares); islands are holes. */
  public Geometry above(double bound) {
    List<LineString> sides = new ArrayList<>();
    for (int row = 0; row + 1 < rows; row++) {
      for (int column = 0; column + 1 < columns; column++) {
        cell(column, row, bound, sides);
      }
    }
    Polygonizer polygonizer = new Polygonizer(true);
    polygonizer.add(sides);
    return polygonizer.getGeometry().norm(); // JTS gives it in an order of chance
  }

  private void cell(int column, int row, double bound, List<LineString> sides) {
    int[] dx = {0, 1, 1, 0};
    int[] dy = {0, 0, 1, 1};
    List<Coordinate> meets = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int j = (i + 1) % 4;
      double a = value(column + dx[i], row + dy[i]) - bound;
      double b = value(column + dx[j], row + dy[j]) - bound;
      if (a > 0 != b > 0) {
        // Both cells at a side must find the very same place: always from the lower end.
        boolean turned = dx[i] + dy[i] > dx[j] + dy[j];
        Coordinate from = node(column + dx[turned ? j : i], row + dy[turned ? j : i]);
        Coordinate to = node(column + dx[turned ? i : j], row + dy[turned ? i : j]);
        double t = turned ? b / (b - a) : a / (a - b);
        meets.add(
            Shapes.at(
                Math.rint((from.x + t * (to.x - from.x)) * 100) / 100,
                Math.rint((from.y + t * (to.y - from.y)) * 100) / 100));
      }
    }
    for (int i = 0; i + 1 < meets.size(); i += 2) {
      if (!meets.get(i).equals2D(meets.get(i + 1))) {
        sides.add(Shapes.line(List.of(meets.get(i), meets.get(i + 1))));
      }
    }
  }
}
