package org.machizu.samples.streets;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.machizu.samples.plane.Shapes;

/** Finds pieces that run so close beside a greater road that nobody would have built them. */
final class Beside {
  private static final double STREET_M = 19;
  private static final double GRID_M = 75;
  private static final double HAMLET_M = 35;

  private final IndexedFacetDistance highways;
  private final IndexedFacetDistance aroundFields;

  Beside(List<Route> routes) {
    highways = index(routes, List.of(Purpose.HIGHWAY));
    aroundFields =
        index(routes, List.of(Purpose.HIGHWAY, Purpose.RING, Purpose.LEVEE, Purpose.HILL));
  }

  private static IndexedFacetDistance index(List<Route> routes, List<Purpose> purposes) {
    Geometry lines =
        Shapes.FACTORY.buildGeometry(
            routes.stream().filter(r -> purposes.contains(r.purpose())).map(Route::line).toList());
    return new IndexedFacetDistance(lines);
  }

  boolean runsBesideAGreaterRoad(Piece piece) {
    return switch (piece.route().purpose()) {
      case STREET -> isNear(piece, highways, STREET_M);
      case GRID -> isNear(piece, aroundFields, GRID_M);
      case HAMLET -> isNear(piece, aroundFields, HAMLET_M);
      default -> false;
    };
  }

  private static boolean isNear(Piece piece, IndexedFacetDistance roads, double withinM) {
    LengthIndexedLine line = new LengthIndexedLine(piece.line());
    int near = 0;
    for (double share : new double[] {0.2, 0.4, 0.6, 0.8}) {
      Coordinate place = line.extractPoint(share * piece.line().getLength());
      if (roads.distance(Shapes.point(place)) < withinM) {
        near++;
      }
    }
    return near >= 3;
  }
}
