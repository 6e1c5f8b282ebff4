package org.machizu.geo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.network.CostSearch.Bounds;
import org.machizu.geo.network.CostSearch.Costs;
import org.machizu.geo.network.CostSearch.Found;
import org.machizu.geo.network.CostSearch.Stop;
import org.machizu.geo.network.Road.Travel;

/**
 * Two streets side by side with three between them:
 *
 * <pre>
 *   D---5---E---6---F      100 m apart; 7 is one-way from D to A
 *   7       8       9
 *   A---1---B---2---C
 * </pre>
 */
class CostSearchTest {
  private static final Bounds ANY = new Bounds(Double.MAX_VALUE, Integer.MAX_VALUE);

  private static ArcGraph ladder(ArcGraph.Cuts cuts) {
    return ArcGraph.of(
        RoadNetwork.of(
            Lattices.ZONE,
            0.5,
            List.of(
                Lattices.road(1, Travel.BOTH_WAYS, 0, 0, 100, 0),
                Lattices.road(2, Travel.BOTH_WAYS, 100, 0, 200, 0),
                Lattices.road(5, Travel.BOTH_WAYS, 0, 100, 100, 100),
                Lattices.road(6, Travel.BOTH_WAYS, 100, 100, 200, 100),
                Lattices.road(7, Travel.FORWARD, 0, 100, 0, 0),
                Lattices.road(8, Travel.BOTH_WAYS, 100, 0, 100, 100),
                Lattices.road(9, Travel.BOTH_WAYS, 200, 0, 200, 100))),
        cuts);
  }

  private static Costs lengths(ArcGraph graph) {
    return arc -> graph.lengthM(ArcGraph.edgeOf(arc));
  }

  private static List<Stop> at(ArcGraph graph, double x, double y) {
    return List.of(new Stop(Lattices.place(graph, x, y), 0));
  }

  private static List<Long> roads(ArcGraph graph, Way way) {
    return way.legs().stream()
        .map(leg -> graph.segmentOf(ArcGraph.edgeOf(leg.arc())).road().id())
        .toList();
  }

  @Test
  void aKnownBestWayIsFoundOnFootAlsoAgainstAOneWayStreet() {
    ArcGraph graph = ladder(ArcGraph.Cuts.NONE);
    Way way =
        new CostSearch(graph)
            .search(lengths(graph), at(graph, 30, 0), List.of(at(graph, 20, 100)), ANY)
            .ways()
            .getFirst();
    assertThat(way.cost()).isCloseTo(30 + 100 + 20, within(0.01));
    assertThat(roads(graph, way)).containsExactly(1L, 7L, 5L);
    assertThat(way.planeLine(graph))
        .usingElementComparator((a, b) -> a.distance(b) < 0.01 ? 0 : 1)
        .containsExactly(
            new Coordinate(30, 0),
            new Coordinate(0, 0),
            new Coordinate(0, 100),
            new Coordinate(20, 100));
  }

  @Test
  void aVehicleKeepsToTheDirectionOfAOneWayStreet() {
    ArcGraph graph = ladder(ArcGraph.Cuts.NONE);
    Costs car = arc -> graph.isAgainstTraffic(arc) ? Costs.FORBIDDEN : lengths(graph).of(arc);
    CostSearch search = new CostSearch(graph);
    Way up =
        search.search(car, at(graph, 30, 0), List.of(at(graph, 20, 100)), ANY).ways().getFirst();
    assertThat(roads(graph, up)).containsExactly(1L, 8L, 5L);
    Way down =
        search.search(car, at(graph, 20, 100), List.of(at(graph, 30, 0)), ANY).ways().getFirst();
    assertThat(roads(graph, down)).containsExactly(5L, 7L, 1L);
  }

  @Test
  void onAOneWayStreetAVehicleGoesRoundTheBlockForAPlaceBehindIt() {
    ArcGraph graph = ladder(ArcGraph.Cuts.NONE);
    Costs car = arc -> graph.isAgainstTraffic(arc) ? Costs.FORBIDDEN : lengths(graph).of(arc);
    Way way =
        new CostSearch(graph)
            .search(car, at(graph, 0, 40), List.of(at(graph, 0, 60)), ANY)
            .ways()
            .getFirst();
    assertThat(way.cost()).isCloseTo(40 + 300 + 40, within(0.01));
    assertThat(roads(graph, way)).containsExactly(7L, 1L, 8L, 5L, 7L);
  }

  @Test
  void aCutKeepsWhatLiesBeforeItOpen() {
    ArcGraph graph =
        ladder(segment -> segment.road().id() == 1 ? new double[] {60} : new double[0]);
    Costs closedBehind =
        arc -> {
          int edge = ArcGraph.edgeOf(arc);
          boolean closed = graph.segmentOf(edge).road().id() == 1 && graph.fromM(edge) >= 60;
          return closed ? Costs.FORBIDDEN : lengths(graph).of(arc);
        };
    Found found =
        new CostSearch(graph)
            .search(
                closedBehind,
                at(graph, 30, 0),
                List.of(at(graph, 59, 0), at(graph, 61, 0), at(graph, 100, 20)),
                ANY);
    assertThat(found.ways()).extracting(Way::target).containsExactly(0, 2);
    assertThat(found.ways().getFirst().cost()).isCloseTo(29, within(0.01));
    assertThat(found.ways().getLast().cost()).isCloseTo(30 + 100 + 100 + 80, within(0.01));
    assertThat(found.complete()).isTrue();
  }

  @Test
  void theSearchEndsWithAsManyTargetsAsAreWantedAndSaysThatThereMayBeMore() {
    ArcGraph graph = ladder(ArcGraph.Cuts.NONE);
    Found found =
        new CostSearch(graph)
            .search(
                lengths(graph),
                at(graph, 0, 0),
                List.of(at(graph, 200, 100), at(graph, 100, 50), at(graph, 50, 0)),
                new Bounds(1_000, 2));
    assertThat(found.ways()).extracting(Way::target).containsExactly(2, 1);
    assertThat(found.complete()).isFalse();
  }

  @Test
  void whatCostsMoreThanTheMostIsNotFound() {
    ArcGraph graph = ladder(ArcGraph.Cuts.NONE);
    Found found =
        new CostSearch(graph)
            .search(
                lengths(graph),
                at(graph, 0, 0),
                List.of(at(graph, 200, 100), at(graph, 50, 0), List.of()),
                new Bounds(120, 3));
    assertThat(found.ways()).extracting(Way::target).containsExactly(1);
    assertThat(found.complete()).isTrue();
  }

  @Test
  void whatLiesOffTheRoadCountsAtBothEnds() {
    ArcGraph graph = ladder(ArcGraph.Cuts.NONE);
    List<Stop> from =
        List.of(
            new Stop(Lattices.place(graph, 10, 0), 200),
            new Stop(Lattices.place(graph, 30, 100), 5));
    List<Stop> to = List.of(new Stop(Lattices.place(graph, 10, 0), 7));
    Way way =
        new CostSearch(graph).search(lengths(graph), from, List.of(to), ANY).ways().getFirst();
    assertThat(way.start()).isEqualTo(1);
    assertThat(way.cost()).isCloseTo(5 + 30 + 100 + 10 + 7, within(0.01));
  }

  @Test
  void anotherWayIsReallyAnotherAndNotMuchLonger() {
    ArcGraph graph = ladder(ArcGraph.Cuts.NONE);
    CostSearch search = new CostSearch(graph);
    List<Stop> from = at(graph, 0, 0);
    List<Stop> to = at(graph, 200, 100);
    Way best = search.search(lengths(graph), from, List.of(to), ANY).ways().getFirst();
    assertThat(best.cost()).isCloseTo(300, within(0.01));
    List<Way> others =
        new OtherWays(1.5, 1.4, 0.5, 5).than(best, search, lengths(graph), from, to, 2);
    assertThat(others).isNotEmpty();
    assertThat(others)
        .allSatisfy(other -> {
          assertThat(other.cost()).isLessThanOrEqualTo(1.4 * best.cost());
          assertThat(roads(graph, other)).isNotEqualTo(roads(graph, best));
          assertThat(other.cost()).isCloseTo(other.lengthM(), within(0.01));
        });
    assertThat(new OtherWays(1.5, 1.4, 0, 5).than(best, search, lengths(graph), from, to, 2))
        .allSatisfy(other ->
            assertThat(roads(graph, other)).doesNotContainAnyElementsOf(roads(graph, best)));
  }

  /**
   * Against a search that knows nothing of queues: relaxed until nothing changes (Bellman–Ford).
   */
  @Test
  void everySeededQuestionHasTheAnswerOfAPlainSearch() {
    int reached = 0;
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      RoadNetwork network = Lattices.seeded(random);
      ArcGraph graph =
          ArcGraph.of(
              network, segment -> new double[] {segment.lengthM() * 0.3, segment.lengthM() * 0.7});
      double[] costs = new double[graph.arcCount()];
      for (int arc = 0; arc < costs.length; arc++) {
        costs[arc] =
            random.nextInt(5) == 0
                ? Costs.FORBIDDEN
                : graph.lengthM(ArcGraph.edgeOf(arc)) * random.nextDouble(0.5, 3);
      }
      CostSearch search = new CostSearch(graph);
      List<Stop> from = stops(graph, random, 2);
      List<List<Stop>> targets = new ArrayList<>();
      for (int target = 0; target < 5; target++) {
        targets.add(stops(graph, random, 1 + random.nextInt(2)));
      }
      double[] expected = plain(graph, costs, from, targets);
      Found found = search.search(arc -> costs[arc], from, targets, ANY);
      double[] got = new double[targets.size()];
      Arrays.fill(got, Costs.FORBIDDEN);
      for (Way way : found.ways()) {
        got[way.target()] = way.cost();
        checkWay(graph, costs, from, targets.get(way.target()), way);
        reached++;
      }
      for (int target = 0; target < got.length; target++) {
        if (expected[target] == Costs.FORBIDDEN) {
          assertThat(got[target]).as("seed %d target %d", seed, target).isInfinite();
        } else {
          assertThat(got[target])
              .as("seed %d target %d", seed, target)
              .isCloseTo(expected[target], within(1e-6));
        }
      }
      int wanted = 1 + random.nextInt(3);
      assertThat(search.search(arc -> costs[arc], from, targets, new Bounds(1e9, wanted)).ways())
          .as("seed %d: the %d nearest of all", seed, wanted)
          .isEqualTo(found.ways().subList(0, Math.min(wanted, found.ways().size())));
    }
    assertThat(reached).isGreaterThan(800);
  }

  private static List<Stop> stops(ArcGraph graph, Random random, int count) {
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int edge = random.nextInt(graph.edgeCount());
      double offsetM = graph.fromM(edge) + random.nextDouble() * graph.lengthM(edge);
      stops.add(new Stop(new ArcGraph.Place(edge, offsetM), random.nextDouble(0, 30)));
    }
    return stops;
  }

  private static double[] plain(
      ArcGraph graph, double[] costs, List<Stop> from, List<List<Stop>> targets) {
    double[] at = new double[graph.nodeCount()];
    Arrays.fill(at, Costs.FORBIDDEN);
    for (Stop stop : from) {
      for (int arc : arcs(stop)) {
        double cost = stop.cost() + part(graph, costs, arc, after(graph, arc, stop));
        at[graph.toNode(arc)] = Math.min(at[graph.toNode(arc)], cost);
      }
    }
    for (int round = 0; round < graph.nodeCount(); round++) {
      for (int arc = 0; arc < graph.arcCount(); arc++) {
        double over = at[graph.fromNode(arc)] + costs[arc];
        at[graph.toNode(arc)] = Math.min(at[graph.toNode(arc)], over);
      }
    }
    double[] best = new double[targets.size()];
    Arrays.fill(best, Costs.FORBIDDEN);
    for (int target = 0; target < best.length; target++) {
      for (Stop stop : targets.get(target)) {
        for (int arc : arcs(stop)) {
          double wholeM = graph.lengthM(ArcGraph.edgeOf(arc));
          double before = part(graph, costs, arc, wholeM - after(graph, arc, stop));
          best[target] = Math.min(best[target], at[graph.fromNode(arc)] + before + stop.cost());
          for (Stop begin : from) {
            double aheadM = after(graph, arc, begin) - after(graph, arc, stop);
            if (begin.place().edge() == stop.place().edge() && aheadM >= 0) {
              best[target] =
                  Math.min(
                      best[target], begin.cost() + part(graph, costs, arc, aheadM) + stop.cost());
            }
          }
        }
      }
    }
    return best;
  }

  private static int[] arcs(Stop stop) {
    return new int[] {2 * stop.place().edge(), 2 * stop.place().edge() + 1};
  }

  /** Metres of an arc behind a place on it. */
  private static double after(ArcGraph graph, int arc, Stop stop) {
    int edge = stop.place().edge();
    return ArcGraph.isAlong(arc)
        ? graph.toM(edge) - stop.place().offsetM()
        : stop.place().offsetM() - graph.fromM(edge);
  }

  private static double part(ArcGraph graph, double[] costs, int arc, double lengthM) {
    return costs[arc] == Costs.FORBIDDEN
        ? Costs.FORBIDDEN
        : costs[arc] * lengthM / graph.lengthM(ArcGraph.edgeOf(arc));
  }

  /** A way hangs together, goes nowhere it may not, and costs what it says. */
  private static void checkWay(
      ArcGraph graph, double[] costs, List<Stop> from, List<Stop> target, Way way) {
    Stop start = from.get(way.start());
    Way.Leg first = way.legs().getFirst();
    Way.Leg last = way.legs().getLast();
    assertThat(ArcGraph.edgeOf(first.arc())).isEqualTo(start.place().edge());
    assertThat(first.beginM()).isEqualTo(start.place().offsetM());
    double cost = start.cost();
    for (int i = 0; i < way.legs().size(); i++) {
      Way.Leg leg = way.legs().get(i);
      assertThat(costs[leg.arc()]).isFinite();
      assertThat(leg.endM() - leg.beginM() >= 0 ? 0 : 1)
          .isIn(leg.lengthM() == 0 ? 0 : leg.arc() & 1);
      cost += part(graph, costs, leg.arc(), leg.lengthM());
      if (i > 0) {
        assertThat(graph.toNode(way.legs().get(i - 1).arc())).isEqualTo(graph.fromNode(leg.arc()));
      }
    }
    double off = way.cost() - cost;
    assertThat(target)
        .anySatisfy(stop -> {
          assertThat(stop.place())
              .isEqualTo(new ArcGraph.Place(ArcGraph.edgeOf(last.arc()), last.endM()));
          assertThat(stop.cost()).isCloseTo(off, within(1e-6));
        });
  }
}
