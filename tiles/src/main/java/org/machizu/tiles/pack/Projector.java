package org.machizu.tiles.pack;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.machizu.tiles.grid.WorldGrid;

/**
 * Takes a geometry apart by kind and lays it on the world grid. A collection of different kinds
 * becomes several shapes, since a feature of a vector tile has one kind. For one thread.
 */
final class Projector {
  private final WorldGrid grid;
  private final double[] place = new double[2];
  private final List<Point> points = new ArrayList<>();
  private final List<LineString> lines = new ArrayList<>();
  private final List<Polygon> polygons = new ArrayList<>();

  Projector(WorldGrid grid) {
    this.grid = grid;
  }

  /**
   * Sets the geometry to work on.
   *
   * @return false when it has no place: empty, a coordinate that is NaN or infinite, or beyond the
   *     grid
   */
  boolean take(Geometry geometry) {
    points.clear();
    lines.clear();
    polygons.clear();
    collect(geometry);
    if (points.isEmpty() && lines.isEmpty() && polygons.isEmpty()) {
      return false;
    }
    for (var coordinate : geometry.getCoordinates()) {
      boolean isPlace = Double.isFinite(coordinate.x) && Double.isFinite(coordinate.y);
      if (!isPlace || !grid.holds(coordinate.x, coordinate.y)) {
        return false;
      }
    }
    return true;
  }

  private void collect(Geometry geometry) {
    if (geometry.isEmpty()) {
      return;
    }
    switch (geometry) {
      case Point point -> points.add(point);
      case LineString line -> lines.add(line);
      case Polygon polygon -> polygons.add(polygon);
      case GeometryCollection collection -> {
        for (int i = 0; i < collection.getNumGeometries(); i++) {
          collect(collection.getGeometryN(i));
        }
      }
      default ->
          throw new IllegalArgumentException(
              "geometry type " + geometry.getGeometryType() + " has no place in a tile");
    }
  }

  /**
   * The shape of one kind in the geometry last taken.
   *
   * @param into filled with the shape
   * @return its size: number of points, length in world units, or area in square world units; -1
   *     when the geometry has nothing of this kind
   */
  double project(ShapeKind kind, WorldShape into) {
    into.clear();
    return switch (kind) {
      case POINT -> projectPoints(into);
      case LINE -> projectLines(into);
      case POLYGON -> projectPolygons(into);
    };
  }

  private double projectPoints(WorldShape into) {
    if (points.isEmpty()) {
      return -1;
    }
    for (Point point : points) {
      locate(point.getX(), point.getY());
      into.add((int) place[0], (int) place[1]);
    }
    into.endPart(false);
    return points.size();
  }

  private double projectLines(WorldShape into) {
    double length = lines.isEmpty() ? -1 : 0;
    for (LineString line : lines) {
      add(line.getCoordinateSequence(), into);
      int end = into.points();
      into.endPart(false);
      for (int i = into.start(into.parts() - 1) + 1; i < end; i++) {
        length +=
            Math.hypot((double) into.x(i) - into.x(i - 1), (double) into.y(i) - into.y(i - 1));
      }
    }
    return length;
  }

  private double projectPolygons(WorldShape into) {
    double area = polygons.isEmpty() ? -1 : 0;
    for (Polygon polygon : polygons) {
      // A shell too small for the grid is kept as the points it has: the feature is there.
      area += addRing(polygon.getExteriorRing(), false, into) / 2;
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        area += addRing(polygon.getInteriorRingN(i), true, into) / 2;
      }
    }
    return area;
  }

  /** Adds a ring in its right direction; a hole without area is left out. */
  private double addRing(LineString ring, boolean hole, WorldShape into) {
    int from = into.points();
    add(ring.getCoordinateSequence(), into);
    int last = into.points() - 1;
    if (last > from && into.x(last) == into.x(from) && into.y(last) == into.y(from)) {
      into.dropLastPoint();
    }
    double doubled = into.doubledArea(from, into.points());
    if (hole && doubled == 0) {
      into.dropOpenPart();
      return 0;
    }
    if (hole == doubled > 0) {
      into.reverseOpenPart();
      doubled = -doubled;
    }
    into.endPart(hole);
    return doubled;
  }

  private void add(CoordinateSequence sequence, WorldShape into) {
    for (int i = 0; i < sequence.size(); i++) {
      locate(sequence.getX(i), sequence.getY(i));
      into.addDistinct((int) place[0], (int) place[1]);
    }
  }

  /** Puts the nearest cell into {@link #place}. */
  private void locate(double lon, double lat) {
    place[0] = lon;
    place[1] = lat;
    grid.toWorld(place);
    place[0] = Math.rint(place[0]);
    place[1] = Math.rint(place[1]);
  }
}
