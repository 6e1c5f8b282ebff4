package org.machizu.geo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road.Travel;

/**
 * A small town in metres of zone XII, drawn round a square of 100 m:
 *
 * <pre>
 *   D--4--C        5: a road apart, far away
 *   |     |
 *   3     2        2 is one-way from B to C, 4 one-way from D to C against its line
 *   |     |
 *   A--1--B
 * </pre>
 */
class RoadNetworkTest {
  private static final PlaneMeasure ZONE = PlaneMeasure.inZone(12);
  private static final Attributes NONE = Attributes.of(new Schema(GeometryType.LINE, List.of()));

  private static Geometry lonLat(String planeWkt) {
    try {
      return ZONE.toLonLat(new WKTReader().read(planeWkt));
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Road road(long id, Travel travel, String planeWkt) {
    return new Road(id, (LineString) lonLat(planeWkt), travel, NONE);
  }

  private static RoadNetwork town() {
    return RoadNetwork.of(
        12,
        0.5,
        List.of(
            road(1, Travel.BOTH_WAYS, "LINESTRING(0 0, 60 0, 100 0)"),
            road(2, Travel.FORWARD, "LINESTRING(100.3 0, 100 100)"),
            road(3, Travel.BOTH_WAYS, "LINESTRING(0 0, 0 100)"),
            road(4, Travel.BACKWARD, "LINESTRING(100 100, 0 100.2)"),
            road(5, Travel.BOTH_WAYS, "LINESTRING(5000 5000, 5100 5000)")));
  }

  private static Segment segment(RoadNetwork network, long road, boolean forward) {
    return network.segments().stream()
        .filter(s -> s.road().id() == road && s.forward() == forward)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(NetworkPath path) {
    return path.segments().stream().map(s -> (s.forward() ? "+" : "-") + s.road().id()).toList();
  }

  @Test
  void aRoadHasOneSegmentForEachDirectionOfTravel() {
    RoadNetwork network = town();
    assertThat(network.segments()).hasSize(8);
    assertThat(network.reverseOf(segment(network, 1, true))).contains(segment(network, 1, false));
    assertThat(network.reverseOf(segment(network, 1, false))).contains(segment(network, 1, true));
    assertThat(network.reverseOf(segment(network, 2, true))).isEmpty();
    assertThat(network.reverseOf(segment(network, 4, false))).isEmpty();
    for (int i = 0; i < 8; i++) {
      assertThat(network.segments().get(i).index()).isEqualTo(i);
    }
  }

  @Test
  void endsWithinTheToleranceAreOneJunction() {
    assertThat(town().nodeCount()).isEqualTo(4 + 2);
    List<Road> roads =
        List.of(
            road(1, Travel.BOTH_WAYS, "LINESTRING(0 0, 100 0)"),
            road(2, Travel.BOTH_WAYS, "LINESTRING(100.4 0, 200 0)"));
    assertThat(RoadNetwork.of(12, 0.5, roads).nodeCount()).isEqualTo(3);
    assertThat(RoadNetwork.of(12, 0.3, roads).nodeCount()).isEqualTo(4);
    assertThat(RoadNetwork.of(12, 0, roads).nodeCount()).isEqualTo(4);
  }

  @Test
  void snappingReachesAcrossTheCellsOfItsGrid() {
    // 0.99 and 1.01 fall into different cells of 0.5 m
    List<Road> roads =
        List.of(
            road(1, Travel.BOTH_WAYS, "LINESTRING(-50 -50, 0.99 0.99)"),
            road(2, Travel.BOTH_WAYS, "LINESTRING(1.01 1.01, 50 50)"));
    assertThat(RoadNetwork.of(12, 0.5, roads).nodeCount()).isEqualTo(3);
  }

  @Test
  void roadsThatCrossWithoutAJunctionDoNotMeet() {
    RoadNetwork bridge =
        RoadNetwork.of(
            12,
            0.5,
            List.of(
                road(1, Travel.BOTH_WAYS, "LINESTRING(0 0, 100 0)"),
                road(2, Travel.BOTH_WAYS, "LINESTRING(50 -50, 50 50)")));
    assertThat(bridge.componentCount()).isEqualTo(2);
  }

  @Test
  void partsThatHangTogetherHaveOneNumber() {
    RoadNetwork network = town();
    assertThat(network.componentCount()).isEqualTo(2);
    int square = network.componentOf(segment(network, 1, true).fromNode());
    assertThat(network.componentOf(segment(network, 4, false).toNode())).isEqualTo(square);
    assertThat(network.componentOf(segment(network, 5, true).toNode())).isNotEqualTo(square);
  }

  @Test
  void outgoingSegmentsBeginAtTheJunction() {
    RoadNetwork network = town();
    int a = segment(network, 1, true).fromNode();
    assertThat(network.outgoing(a))
        .containsExactlyInAnyOrder(segment(network, 1, true), segment(network, 3, true));
    int c = segment(network, 2, true).toNode();
    assertThat(network.outgoing(c)).as("both roads at C lead into it").isEmpty();
    assertThat(network.node(a).distance(lonLat("POINT(0 0)").getCoordinate())).isLessThan(1e-10);
  }

  @Test
  void theNearestSegmentsComeWithOffsetAndDistance() {
    RoadNetwork network = town();
    Coordinate place = lonLat("POINT(70 3)").getCoordinate();
    List<NetworkHit> hits = network.nearest(place.x, place.y, 40, 10);
    assertThat(hits).hasSize(3);
    NetworkHit forward = hits.get(0);
    assertThat(forward.position().segment()).isEqualTo(segment(network, 1, true));
    assertThat(forward.position().offsetM()).isCloseTo(70, within(1e-6));
    assertThat(forward.distanceM()).isCloseTo(3, within(1e-6));
    NetworkHit backward = hits.get(1);
    assertThat(backward.position().segment()).isEqualTo(segment(network, 1, false));
    assertThat(backward.position().offsetM()).isCloseTo(30, within(1e-6));
    assertThat(hits.get(2).position().segment().road().id()).isEqualTo(2);
    assertThat(network.nearest(place.x, place.y, 40, 1)).containsExactly(forward);
    assertThat(network.nearest(place.x, place.y, 2.9, 10)).isEmpty();
  }

  @Test
  void aPlaceBeyondAnEndIsNearestToTheEnd() {
    RoadNetwork network = town();
    Coordinate place = lonLat("POINT(5103 5004)").getCoordinate();
    NetworkHit hit = network.nearest(place.x, place.y, 10, 1).getFirst();
    assertThat(hit.distanceM()).isCloseTo(5, within(1e-6));
    assertThat(hit.position().offsetM()).isCloseTo(100, within(1e-6));
  }

  @Test
  void positionsHaveAPlaceAndAHeading() {
    RoadNetwork network = town();
    NetworkPosition back = new NetworkPosition(segment(network, 1, false), 30);
    assertThat(network.pointAt(back).distance(lonLat("POINT(70 0)").getCoordinate()))
        .isLessThan(1e-10);
    assertThat(network.headingDegAt(back)).isCloseTo(270, within(1e-4));
    Segment toB = segment(network, 1, true);
    assertThat(network.headingDegAt(new NetworkPosition(toB, toB.lengthM())))
        .isCloseTo(90, within(1e-4));
    assertThat(network.headingDegAt(new NetworkPosition(segment(network, 3, true), 0)))
        .isCloseTo(0, within(1e-4));
    assertThat(network.headingDegAt(new NetworkPosition(segment(network, 3, false), 5)))
        .isCloseTo(180, within(1e-4));
  }

  @Test
  void aSegmentsLineRunsInItsDirectionOnThePlane() {
    RoadNetwork network = town();
    assertThat(network.plane().planeZone()).contains(12);
    List<Coordinate> back = network.planeLine(segment(network, 1, false));
    assertThat(back).hasSize(3);
    assertThat(back.getFirst().distance(new Coordinate(100, 0))).isLessThan(1e-6);
    assertThat(back.getLast().distance(new Coordinate(0, 0))).isLessThan(1e-6);
  }

  @Test
  void theShortestWayFollowsTheDirectionsOfTravel() {
    RoadNetwork network = town();
    NetworkPosition onA = new NetworkPosition(segment(network, 1, true), 40);
    NetworkPosition onTwo = new NetworkPosition(segment(network, 2, true), 25);
    NetworkPath ahead = network.shortestPath(onA, onTwo, 1000).orElseThrow();
    assertThat(names(ahead)).containsExactly("+1", "+2");
    assertThat(ahead.lengthM()).isCloseTo(60 + 25, within(1e-3));
    NetworkPosition westward = new NetworkPosition(segment(network, 1, false), 60);
    NetworkPosition onFour = new NetworkPosition(segment(network, 4, false), 10);
    NetworkPath round = network.shortestPath(westward, onFour, 1000).orElseThrow();
    assertThat(names(round)).containsExactly("-1", "+3", "-4");
    assertThat(round.lengthM()).isCloseTo(40 + 100 + 10, within(0.3));
    assertThat(network.shortestPath(onTwo, onA, 1000)).as("C is a trap").isEmpty();
  }

  @Test
  void onOneSegmentTheWayAheadIsDirectAndTheWayBackGoesRound() {
    RoadNetwork network = town();
    NetworkPosition at10 = new NetworkPosition(segment(network, 1, true), 10);
    NetworkPosition at90 = new NetworkPosition(segment(network, 1, true), 90);
    assertThat(network.shortestPath(at10, at90, 1000).orElseThrow())
        .isEqualTo(new NetworkPath(List.of(at10.segment()), 80));
    NetworkPath back = network.shortestPath(at90, at10, 1000).orElseThrow();
    assertThat(names(back)).as("turning at both ends").containsExactly("+1", "-1", "+1");
    assertThat(back.lengthM()).isCloseTo(10 + 100 + 10, within(1e-6));
    assertThat(network.shortestPath(at10, at10, 0).orElseThrow().lengthM()).isZero();
  }

  @Test
  void theBoundEndsTheSearch() {
    RoadNetwork network = town();
    NetworkPosition from = new NetworkPosition(segment(network, 1, true), 40);
    NetworkPosition to = new NetworkPosition(segment(network, 2, true), 25);
    assertThat(network.shortestPath(from, to, 85.1)).isPresent();
    assertThat(network.shortestPath(from, to, 84.9)).isEmpty();
    NetworkPosition ahead = new NetworkPosition(segment(network, 1, true), 50);
    assertThat(network.shortestPath(from, ahead, 9)).isEmpty();
    NetworkPosition apart = new NetworkPosition(segment(network, 5, true), 0);
    assertThat(network.shortestPath(from, apart, NetworkReach.MAX_M)).isEmpty();
  }

  @Test
  void closedSegmentsAreAvoided() {
    RoadNetwork network = town();
    NetworkPosition from = new NetworkPosition(segment(network, 1, false), 90);
    NetworkPosition to = new NetworkPosition(segment(network, 2, true), 10);
    assertThat(network.shortestPath(from, to, 1000)).isPresent();
    assertThat(network.shortestPath(from, to, 1000, s -> s.road().id() != 2)).isEmpty();
    assertThat(network.shortestPath(from, to, 1000, s -> s.road().id() != 1))
        .as("it may leave the closed road, but not come back over it")
        .isEmpty();
  }

  @Test
  void oneReachAnswersForManyPlaces() {
    RoadNetwork network = town();
    NetworkPosition from = new NetworkPosition(segment(network, 1, true), 40);
    NetworkReach reach = network.reach(from, 300, _ -> true);
    for (Segment segment : network.segments()) {
      for (double offset : new double[] {0, 50, segment.lengthM()}) {
        NetworkPosition to = new NetworkPosition(segment, offset);
        assertThat(reach.pathTo(to)).isEqualTo(network.shortestPath(from, to, 300));
      }
    }
  }

  @Test
  void onRandomNetworksTheShortestWayIsAsLongAsByRelaxingEveryEdge() {
    Random random = new Random(7);
    List<Travel> travels = List.of(Travel.BOTH_WAYS, Travel.FORWARD, Travel.BACKWARD);
    for (int round = 0; round < 20; round++) {
      List<Road> roads = new ArrayList<>();
      for (int id = 0; id < 60; id++) {
        int x = random.nextInt(5);
        int y = random.nextInt(5);
        boolean east = random.nextBoolean();
        int bend = random.nextInt(40);
        Travel travel = travels.get(random.nextInt(3));
        roads.add(
            road(
                id,
                travel,
                "LINESTRING(%d %d, %d %d, %d %d)"
                    .formatted(
                        100 * x,
                        100 * y,
                        100 * x + 50 + bend,
                        100 * y + 50,
                        100 * (x + (east ? 1 : 0)),
                        100 * (y + (east ? 0 : 1)))));
      }
      RoadNetwork network = RoadNetwork.of(12, 0.1, roads);
      Segment start = network.segments().get(random.nextInt(network.segments().size()));
      NetworkPosition from = new NetworkPosition(start, start.lengthM() / 2);
      double[] best = bellmanFord(network, from);
      for (Segment goal : network.segments()) {
        if (goal.equals(start)) {
          continue;
        }
        double expected = best[goal.fromNode()] + 7;
        var found = network.shortestPath(from, new NetworkPosition(goal, 7), 100_000);
        if (Double.isInfinite(expected)) {
          assertThat(found).isEmpty();
        } else {
          NetworkPath path = found.orElseThrow();
          assertThat(path.lengthM()).isCloseTo(expected, within(1e-6));
          for (int i = 1; i < path.segments().size(); i++) {
            assertThat(path.segments().get(i).fromNode())
                .isEqualTo(path.segments().get(i - 1).toNode());
          }
        }
      }
    }
  }

  private static double[] bellmanFord(RoadNetwork network, NetworkPosition from) {
    double[] best = new double[network.nodeCount()];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    best[from.segment().toNode()] = from.segment().lengthM() - from.offsetM();
    for (int i = 0; i < network.nodeCount(); i++) {
      for (Segment s : network.segments()) {
        best[s.toNode()] = Math.min(best[s.toNode()], best[s.fromNode()] + s.lengthM());
      }
    }
    return best;
  }

  @Test
  void aFeatureOfSeveralLinesGivesARoadForEach() {
    Geometry two = lonLat("MULTILINESTRING((0 0, 10 0), (20 0, 30 0))");
    List<Road> roads = Road.of(new Feature(9, Revision.NONE, two, NONE), Travel.BOTH_WAYS);
    assertThat(roads).hasSize(2).allMatch(road -> road.id() == 9);
    RoadNetwork network = RoadNetwork.of(12, 0, roads);
    assertThat(network.reverseOf(network.segments().get(1))).contains(network.segments().get(0));
  }

  @Test
  void whatIsNoRoadIsRefused() {
    Feature noPlace = new Feature(9, Revision.NONE, null, NONE);
    assertThatThrownBy(() -> Road.of(noPlace, Travel.BOTH_WAYS)).hasMessageContaining("road 9");
    Feature point = new Feature(9, Revision.NONE, lonLat("POINT(0 0)"), NONE);
    assertThatThrownBy(() -> Road.of(point, Travel.BOTH_WAYS)).hasMessageContaining("Point");
    assertThatThrownBy(() -> road(8, Travel.FORWARD, "LINESTRING(1 1, 1 1)"))
        .hasMessageContaining("road 8");
  }

  @Test
  void nonsenseIsRefused() {
    RoadNetwork network = town();
    assertThatThrownBy(() -> network.nearest(141, 43, -1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> network.nearest(141, 43, Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> network.nearest(141, 43, 1e9, 1)).hasMessageContaining("10000");
    assertThatThrownBy(() -> network.nearest(141, 43, 10, 0)).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> network.nearest(-36828, -137643, 10, 1))
        .isInstanceOf(CoordinateOutOfRangeException.class);
    assertThatThrownBy(() -> RoadNetwork.of(12, -1, List.of())).hasMessageContaining("tolerance");
    assertThatThrownBy(() -> new NetworkPosition(segment(network, 1, true), 101))
        .hasMessageContaining("101");
    NetworkPosition from = new NetworkPosition(segment(network, 1, true), 0);
    assertThatThrownBy(() -> network.shortestPath(from, from, Double.POSITIVE_INFINITY))
        .hasMessageContaining("Infinity");
  }

  @Test
  void anEmptyNetworkHasNothing() {
    RoadNetwork empty = RoadNetwork.of(12, 1, List.of());
    assertThat(empty.nearest(142, 43, 100, 5)).isEmpty();
    assertThat(empty.componentCount()).isZero();
  }
}
