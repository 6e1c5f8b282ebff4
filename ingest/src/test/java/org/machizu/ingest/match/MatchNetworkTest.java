package org.machizu.ingest.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.NetworkHit;
import org.machizu.geo.network.NetworkPath;
import org.machizu.geo.network.NetworkPosition;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.Road.Travel;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;

/** What is laid out for matching says the same as the network itself. */
class MatchNetworkTest {
  private static final CrsConversion TO_LON_LAT = CrsConversion.between(Crs.zone(12), Crs.JGD2011);
  private static final Attributes NONE = Attributes.of(new Schema(GeometryType.LINE, List.of()));

  /** Bent streets between the corners of squares of 60 m, some one-way, some missing. */
  private static RoadNetwork town(long seed) {
    Random random = new Random(seed);
    Travel[] travels = {Travel.BOTH_WAYS, Travel.BOTH_WAYS, Travel.FORWARD, Travel.BACKWARD};
    List<Road> roads = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      int x = 60 * random.nextInt(6);
      int y = 60 * random.nextInt(6);
      boolean east = random.nextBoolean();
      Coordinate[] line = {
        new Coordinate(x, y),
        new Coordinate(x + 30 + random.nextInt(15), y + 30 + random.nextInt(15)),
        new Coordinate(x + (east ? 60 : 0), y + (east ? 0 : 60))
      };
      LineString plane = new GeometryFactory().createLineString(line);
      Travel travel = travels[random.nextInt(travels.length)];
      roads.add(new Road(i, (LineString) TO_LON_LAT.apply(plane), travel, NONE));
    }
    return RoadNetwork.of(12, 0.05, roads);
  }

  @Test
  void waysAreConnectedAndTheShortestUnlessThatTurnsRound() {
    int compared = 0;
    for (long seed = 0; seed < 4; seed++) {
      RoadNetwork network = town(seed);
      MatchNetwork laidOut = MatchNetwork.of(network);
      for (Segment from : network.segments()) {
        Reach reach = laidOut.reach(from.index(), 200);
        NetworkPosition end = new NetworkPosition(from, from.lengthM());
        for (Segment to : network.segments()) {
          NetworkPath path =
              network.shortestPath(end, new NetworkPosition(to, 0), 200).orElse(null);
          int label = reach.find(to.index());
          if (path == null || to.equals(from)) {
            assertThat(path == null && label >= 0).as("%s to %s", from, to).isFalse();
            continue;
          }
          boolean straight = !turns(network, path.segments());
          if (straight) {
            assertThat(label).as("%s to %s", from, to).isNotNegative();
            assertThat(reach.lengthM(label)).isCloseTo(path.lengthM(), within(1e-3));
            assertThat(reach.junctionTurns(label) + reach.deadEndTurns(label)).isZero();
            compared++;
          }
          assertThat(connectedM(laidOut, reach, from, label))
              .isCloseTo(label < 0 ? 0 : reach.lengthM(label), within(1e-3));
        }
      }
    }
    assertThat(compared).isGreaterThan(5_000);
  }

  private static boolean turns(RoadNetwork network, List<Segment> way) {
    for (int i = 1; i < way.size(); i++) {
      if (network.reverseOf(way.get(i)).filter(way.get(i - 1)::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The sum of the segments between, when each begins where the one before ends. */
  private static double connectedM(MatchNetwork laidOut, Reach reach, Segment from, int label) {
    double sum = 0;
    int next = label;
    while (next >= 0) {
      int before = reach.before(next);
      Segment one = before < 0 ? from : laidOut.segment(reach.target(before));
      assertThat(laidOut.segment(reach.target(next)).fromNode()).isEqualTo(one.toNode());
      sum += before < 0 ? 0 : one.lengthM();
      next = before;
    }
    return sum;
  }

  @Test
  void candidatesAreTheNearestSegmentsWithTheirPlacesOnThem() {
    Random random = new Random(5);
    RoadNetwork network = town(1);
    Candidates near = new Candidates(MatchNetwork.of(network));
    for (int i = 0; i < 300; i++) {
      double x = 600 * random.nextDouble() - 120;
      double y = 600 * random.nextDouble() - 120;
      near.find(x, y);
      Coordinate lonLat = TO_LON_LAT.apply(x, y);
      List<NetworkHit> hits = network.nearest(lonLat.x, lonLat.y, PieceGrid.REACH_M, 1000);
      assertThat(near.count == 0).isEqualTo(hits.isEmpty());
      for (int k = 0; k < near.count; k++) {
        Segment segment = network.segments().get(near.segment[k]);
        NetworkHit hit =
            hits.stream()
                .filter(h -> h.position().segment().equals(segment))
                .findFirst()
                .orElseThrow();
        assertThat(near.distanceM[k]).isCloseTo(hit.distanceM(), within(1e-6));
        assertThat(near.distanceM[k]).isCloseTo(hits.get(k).distanceM(), within(1e-6));
        assertThat(near.offsetM[k]).isCloseTo(hit.position().offsetM(), within(1e-6));
        assertThat(Math.hypot(near.awayX[k], near.awayY[k]))
            .isCloseTo(near.distanceM[k], within(1e-9));
      }
    }
  }
}
