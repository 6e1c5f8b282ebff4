package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road.Travel;

/** Roads given in metres of zone XII. */
final class Lattices {
  static final int ZONE = 12;
  private static final PlaneMeasure MEASURE = PlaneMeasure.inZone(ZONE);
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final Attributes NONE = Attributes.of(new Schema(GeometryType.LINE, List.of()));

  private Lattices() {}

  /** A road through points x1, y1, x2, y2 … in metres. */
  static Road road(long id, Travel travel, double... xy) {
    Coordinate[] points = new Coordinate[xy.length / 2];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
    }
    LineString line = (LineString) MEASURE.toLonLat(GEOMETRY.createLineString(points));
    return new Road(id, line, travel, NONE);
  }

  /** A place on the nearest road, by metres. */
  static ArcGraph.Place place(ArcGraph graph, double x, double y) {
    Coordinate lonLat =
        MEASURE.toLonLat(GEOMETRY.createPoint(new Coordinate(x, y))).getCoordinate();
    return graph.placeOf(graph.network().nearest(lonLat.x, lonLat.y, 100, 1).getFirst().position());
  }

  /** A grid of streets with gaps, one-way streets and a loop; another one for each seed. */
  static RoadNetwork seeded(Random random) {
    int side = 3 + random.nextInt(4);
    List<Road> roads = new ArrayList<>();
    for (int x = 0; x < side; x++) {
      for (int y = 0; y < side; y++) {
        if (x + 1 < side && random.nextInt(5) > 0) {
          roads.add(street(roads.size(), random, x, y, x + 1, y));
        }
        if (y + 1 < side && random.nextInt(5) > 0) {
          roads.add(street(roads.size(), random, x, y, x, y + 1));
        }
      }
    }
    roads.add(road(roads.size(), Travel.BOTH_WAYS, 0, 0, -40, 30, -40, -30, 0, 0)); // a loop
    return RoadNetwork.of(ZONE, 0.5, roads);
  }

  private static Road street(int id, Random random, int x1, int y1, int x2, int y2) {
    Travel travel =
        switch (random.nextInt(6)) {
          case 0 -> Travel.FORWARD;
          case 1 -> Travel.BACKWARD;
          default -> Travel.BOTH_WAYS;
        };
    double bend = random.nextDouble(-30, 30);
    return road(
        id,
        travel,
        100 * x1,
        100 * y1,
        50.0 * (x1 + x2) + bend,
        50.0 * (y1 + y2) + bend,
        100 * x2,
        100 * y2);
  }
}
