package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;

/** Numbers the ends of roads; ends within a tolerance of a junction become that junction. */
final class Junctions {
  private final double toleranceM;
  private final double cellM;
  private final List<Coordinate> places = new ArrayList<>();
  private final Map<Cell, List<Integer>> byCell = new HashMap<>();

  private record Cell(long column, long row) {}

  Junctions(double toleranceM) {
    this.toleranceM = toleranceM;
    this.cellM = Math.max(toleranceM, 1e-3);
  }

  /** The junction for an end of a road: the nearest within the tolerance, else a new one. */
  int at(Coordinate end) {
    long column = (long) Math.floor(end.x / cellM);
    long row = (long) Math.floor(end.y / cellM);
    int nearest = -1;
    double nearestM = toleranceM;
    for (long c = column - 1; c <= column + 1; c++) {
      for (long r = row - 1; r <= row + 1; r++) {
        for (int node : byCell.getOrDefault(new Cell(c, r), List.of())) {
          double distance = places.get(node).distance(end);
          if (distance <= nearestM) {
            nearest = node;
            nearestM = distance;
          }
        }
      }
    }
    if (nearest >= 0) {
      return nearest;
    }
    places.add(end);
    byCell.computeIfAbsent(new Cell(column, row), _ -> new ArrayList<>()).add(places.size() - 1);
    return places.size() - 1;
  }

  List<Coordinate> places() {
    return List.copyOf(places);
  }
}
