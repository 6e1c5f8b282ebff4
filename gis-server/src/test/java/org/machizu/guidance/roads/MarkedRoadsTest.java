package org.machizu.guidance.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.ArcGraph;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.Road.Travel;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.guidance.rules.Danger;
import org.machizu.hazard.kind.Hazard;

class MarkedRoadsTest {
  private static final PlaneMeasure MEASURE = PlaneMeasure.inZone(12);
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final Attributes NONE = Attributes.of(new Schema(GeometryType.LINE, List.of()));
  private static final Mark DEEP = new Mark.Zone(Hazard.FLOOD, Danger.DEEP, null, "緑川", Double.NaN);
  private static final Mark RED =
      new Mark.Zone(Hazard.LANDSLIDE, Danger.RED, null, null, Double.NaN);

  private static Road road(long id, Travel travel, double... xy) {
    Coordinate[] points = new Coordinate[xy.length / 2];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
    }
    return new Road(
        id, (LineString) MEASURE.toLonLat(GEOMETRY.createLineString(points)), travel, NONE);
  }

  private static Geometry box(double x1, double y1, double x2, double y2) {
    return GEOMETRY.toGeometry(new org.locationtech.jts.geom.Envelope(x1, x2, y1, y2));
  }

  private static MarkedRoads roads(List<Road> roads, MarkedArea... areas) {
    return MarkedRoads.of(RoadNetwork.of(12, 0.5, roads), List.of(areas), List.of());
  }

  private static List<Mark> marks(MarkedRoads roads, int edge) {
    List<Mark> marks = new ArrayList<>();
    for (int mark : roads.marksOf(edge)) {
      marks.add(roads.marks().get(mark));
    }
    return marks;
  }

  @Test
  void aRoadIsCutWhereAZoneBeginsAndEnds() {
    MarkedRoads roads =
        roads(
            List.of(road(1, Travel.BOTH_WAYS, 0, 0, 100, 0)),
            new MarkedArea(DEEP, box(30, -5, 60, 5)),
            new MarkedArea(RED, box(50, -5, 200, 5)));
    ArcGraph graph = roads.graph();
    assertThat(graph.edgeCount()).isEqualTo(4);
    assertThat(graph.toM(0)).isCloseTo(30, within(0.01));
    assertThat(marks(roads, 0)).isEmpty();
    assertThat(marks(roads, 1)).containsExactly(DEEP);
    assertThat(marks(roads, 2)).containsExactly(DEEP, RED);
    assertThat(marks(roads, 3)).containsExactly(RED);
    assertThat(roads.at(new Coordinate(55, 0))).containsExactlyInAnyOrder(DEEP, RED);
    assertThat(roads.around(new Coordinate(20, 0), 15)).containsExactly(DEEP);
    assertThat(roads.around(new Coordinate(5, 0), 15)).isEmpty();
  }

  @Test
  void aOneWayRoadAgainstItsLineIsCutByItsLineToo() {
    MarkedRoads roads =
        roads(
            List.of(road(1, Travel.BACKWARD, 0, 0, 100, 0)),
            new MarkedArea(DEEP, box(-10, -5, 20, 5)));
    assertThat(roads.graph().edgeCount()).isEqualTo(2);
    assertThat(marks(roads, 0)).containsExactly(DEEP);
    assertThat(roads.graph().toM(0)).isCloseTo(20, within(0.01));
  }

  @Test
  void whatOnlyCrossesANarrowAreaIsLeftAloneIfThatIsWished() {
    MarkedRoads roads =
        roads(
            List.of(
                road(1, Travel.BOTH_WAYS, 0, 0, 100, 0),
                road(2, Travel.BOTH_WAYS, 50, -50, 50, 50)),
            new MarkedArea(DEEP, box(0, -6, 100, 6), 24));
    assertThat(marks(roads, 0)).containsExactly(DEEP);
    for (int edge = 1; edge < roads.graph().edgeCount(); edge++) {
      assertThat(marks(roads, edge)).isEmpty();
    }
  }

  /** Against the library's own intersection of shapes. */
  @Test
  void seededRoadsAreMarkedAsLongAsTheyRunInside() {
    double all = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double[] xy = new double[8];
      for (int i = 0; i < xy.length; i++) {
        xy[i] = random.nextDouble(0, 300);
      }
      Geometry area = GEOMETRY.createPolygon();
      for (int i = 0; i < 4; i++) {
        Geometry part =
            GEOMETRY
                .createPoint(new Coordinate(random.nextDouble(0, 300), random.nextDouble(0, 300)))
                .buffer(random.nextDouble(10, 80));
        area = i == 3 ? area.difference(part) : area.union(part);
      }
      MarkedRoads roads = roads(List.of(road(1, Travel.BOTH_WAYS, xy)), new MarkedArea(DEEP, area));
      ArcGraph graph = roads.graph();
      double insideM = 0;
      for (int edge = 0; edge < graph.edgeCount(); edge++) {
        insideM += roads.marksOf(edge).length > 0 ? graph.lengthM(edge) : 0;
      }
      Geometry line = GEOMETRY.createLineString(graph.planeLine(0).toArray(Coordinate[]::new));
      for (int edge = 1; edge < graph.edgeCount(); edge++) {
        line =
            line.union(GEOMETRY.createLineString(graph.planeLine(edge).toArray(Coordinate[]::new)));
      }
      assertThat(insideM)
          .as("seed %d", seed)
          .isCloseTo(line.intersection(area).getLength(), within(2.0));
      all += insideM;
    }
    assertThat(all).isGreaterThan(20_000);
  }
}
