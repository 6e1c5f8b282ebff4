package org.machizu.guidance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.network.ArcGraph;
import org.machizu.geo.network.CostSearch;
import org.machizu.geo.network.CostSearch.Bounds;
import org.machizu.geo.network.CostSearch.Found;
import org.machizu.geo.network.CostSearch.Stop;
import org.machizu.geo.network.NetworkHit;
import org.machizu.geo.network.OtherWays;
import org.machizu.geo.network.Way;
import org.machizu.guidance.Guidance.Avoided;
import org.machizu.guidance.Guidance.Route;
import org.machizu.guidance.Guidance.Unreachable;
import org.machizu.guidance.Refuge.Suits;
import org.machizu.guidance.rules.GuidanceRules;

/**
 * Finds ways to refuges in a situation. First only over what is allowed; only where no way is left
 * over as little as can be of what is forbidden, and then it says so.
 */
public final class Guide {
  private static final GeometryFactory PLACES = new GeometryFactory();
  private static final int MOST_TOLD = 10;
  private static final double SECONDS = 60;

  /** Factors lengthen ways; a search may cost so many times the time that a way may take. */
  private static final double COSTLY = 6;

  private final Situation situation;
  private final Question question;
  private final Passage passage;
  private final GuidanceRules rules;
  private final CostSearch search;
  private final Coordinate plane;

  private Guide(Situation situation, Question question) {
    this.situation = situation;
    this.question = question;
    this.passage = situation.passage(question.hazard(), question.mode());
    this.rules = situation.roads().rules();
    this.search = situation.roads().search();
    this.plane =
        situation
            .roads()
            .measure()
            .toPlane(PLACES.createPoint(new Coordinate(question.lon(), question.lat())))
            .getCoordinate();
  }

  /**
   * Answers.
   *
   * @throws NoRoadException when there is no road near the place
   * @throws org.machizu.geo.crs.CoordinateOutOfRangeException when the place does not lie on the
   *     town's plane
   */
  public static Guidance answer(Situation situation, Question question) {
    return new Guide(situation, question).answer();
  }

  /** Where ways may end: refuges, and for each of them the roads by it. */
  private record Candidates(List<Refuge> refuges, List<List<Stop>> targets) {}

  /**
   * Ways, and how they were found.
   *
   * @param to what they lead to
   * @param open whether those are open
   * @param allowed whether nothing forbidden lies on them
   * @param complete whether all that can be reached so are among them
   */
  private record Ways(
      List<Way> ways, Candidates to, boolean open, boolean allowed, boolean complete) {}

  private Guidance answer() {
    double withinM = rules.distances().startToRoadM();
    List<Stop> from = passage.stops(new Coordinate(question.lon(), question.lat()), withinM);
    if (from.isEmpty()) {
      throw new NoRoadException(withinM);
    }
    BitSet leaving = passage.zoneAround(from);
    CostSearch.Costs allowed = passage.allowed(leaving);
    Ways ways = ways(from, allowed);
    List<Route> routes = new ArrayList<>();
    RouteMaker maker = new RouteMaker(situation, passage, question);
    for (Way way : ranked(ways, from, allowed)) {
      Refuge refuge = ways.to().refuges().get(way.target());
      double offM = offRoadM(from.get(way.start())) + offRoadM(refuge, way.legs().getLast());
      routes.add(maker.route(way, refuge, offM));
    }
    boolean anyOpen = situation.refuges().stream().anyMatch(r -> suits(r) && r.takesPeople());
    Reason reason =
        new Judgement(situation, question, passage, plane)
            .reason(ways.allowed(), ways.open(), anyOpen, routes);
    return new Guidance(toRoadM(withinM), reason, routes, avoided(from, ways), unreachable(ways));
  }

  private double toRoadM(double withinM) {
    return search.graph().network().nearest(question.lon(), question.lat(), withinM, 1).stream()
        .mapToDouble(NetworkHit::distanceM)
        .findFirst()
        .orElse(0);
  }

  private Candidates candidates(Predicate<Refuge> which) {
    List<Refuge> refuges = situation.refuges().stream().filter(this::suits).filter(which).toList();
    return new Candidates(refuges, refuges.stream().map(this::stopsOf).toList());
  }

  private boolean suits(Refuge refuge) {
    Suits suits = refuge.suits(question.hazard());
    return suits == Suits.YES || suits == Suits.UPPER_FLOOR;
  }

  private List<Stop> stopsOf(Refuge refuge) {
    List<Stop> stops = passage.stopsOf(refuge);
    if (refuge.suits(question.hazard()) != Suits.UPPER_FLOOR) {
      return stops;
    }
    double more =
        rules.others().upperFloorSeconds()
            + (question.needsLift(refuge) ? rules.others().stairsSeconds() : 0);
    return stops.stream().map(stop -> new Stop(stop.place(), stop.cost() + more)).toList();
  }

  private double mostCost() {
    return rules.pace(question.mode()).mostMinutes() * SECONDS * COSTLY;
  }

  /**
   * To open refuges; where there is no allowed way, to such as may yet open; where there is none
   * either, over what is forbidden.
   */
  private Ways ways(List<Stop> from, CostSearch.Costs allowed) {
    Bounds near = new Bounds(mostCost(), question.routes());
    Candidates open = candidates(Refuge::takesPeople);
    Found found = search.search(allowed, from, open.targets(), near);
    if (!found.ways().isEmpty()) {
      return new Ways(found.ways(), open, true, true, found.complete());
    }
    Candidates closed = candidates(refuge -> !refuge.takesPeople() && !refuge.full());
    found = search.search(allowed, from, closed.targets(), near);
    if (!found.ways().isEmpty()) {
      return new Ways(found.ways(), closed, false, true, found.complete());
    }
    Candidates last = open.refuges().isEmpty() ? closed : open;
    Bounds wide = new Bounds(mostCost() * rules.others().everyWay(), question.routes());
    found = search.search(passage.anyWay(), from, last.targets(), wide);
    return new Ways(found.ways(), last, last.equals(open), false, found.complete());
  }

  /** The best, then the next refuge, then another way to the best, then more refuges. */
  private List<Way> ranked(Ways ways, List<Stop> from, CostSearch.Costs allowed) {
    List<Way> ranked = new ArrayList<>(ways.ways());
    if (ranked.isEmpty() || question.routes() == 1) {
      return ranked;
    }
    Way best = ranked.getFirst();
    GuidanceRules.Others others = rules.others();
    new OtherWays(others.penalty(), others.mostTimes(), others.mostShared(), others.tries())
        .than(
            best,
            search,
            ways.allowed() ? allowed : passage.anyWay(),
            from,
            ways.to().targets().get(best.target()),
            1)
        .forEach(other -> ranked.add(Math.min(2, ranked.size()), other));
    return ranked.subList(0, Math.min(question.routes(), ranked.size()));
  }

  private double offRoadM(Stop stop) {
    return stop.cost() / passage.offRoadSeconds(1);
  }

  private double offRoadM(Refuge refuge, Way.Leg last) {
    ArcGraph.Place end = new ArcGraph.Place(ArcGraph.edgeOf(last.arc()), last.endM());
    return passage.stopsOf(refuge).stream()
        .filter(stop -> stop.place().equals(end))
        .mapToDouble(this::offRoadM)
        .min()
        .orElse(0);
  }

  /** What the plain shortest way would lead through, and the best way does not. */
  private List<Avoided> avoided(List<Stop> from, Ways ways) {
    Set<Integer> gone = new HashSet<>();
    ways.ways().stream()
        .limit(1)
        .forEach(way -> way.legs().forEach(leg -> gone.add(ArcGraph.edgeOf(leg.arc()))));
    Optional<Way> plain =
        search
            .search(passage.shortest(), from, ways.to().targets(), new Bounds(mostCost(), 1))
            .ways()
            .stream()
            .findFirst();
    Map<String, Integer> counts = new LinkedHashMap<>();
    Set<String> before = Set.of();
    for (Way.Leg leg : plain.map(Way::legs).orElse(List.of())) {
      int edge = ArcGraph.edgeOf(leg.arc());
      Set<String> now = gone.contains(edge) ? Set.of() : Set.copyOf(passage.told(edge));
      for (String code : passage.told(edge)) {
        if (now.contains(code) && !before.contains(code)) {
          counts.merge(code, 1, Integer::sum);
        }
      }
      before = now;
    }
    return counts.entrySet().stream()
        .map(entry -> new Avoided(entry.getKey(), entry.getValue()))
        .toList();
  }

  private List<Unreachable> unreachable(Ways ways) {
    Set<String> reached = new HashSet<>();
    ways.ways().forEach(way -> reached.add(ways.to().refuges().get(way.target()).id()));
    Set<String> searched = new HashSet<>();
    ways.to().refuges().forEach(refuge -> searched.add(refuge.id()));
    List<Unreachable> told = new ArrayList<>();
    for (Refuge refuge : byDistance().stream().limit(MOST_TOLD).toList()) {
      if (reached.contains(refuge.id())) {
        continue;
      }
      if (!suits(refuge)) {
        told.add(new Unreachable(refuge.id(), refuge.name(), "unsuited"));
      } else if (refuge.full()) {
        told.add(new Unreachable(refuge.id(), refuge.name(), "full"));
      } else if (!searched.contains(refuge.id())) {
        told.add(new Unreachable(refuge.id(), refuge.name(), "not_open"));
      } else if (ways.complete() || !ways.allowed()) {
        told.add(
            new Unreachable(
                refuge.id(), refuge.name(), isFar(refuge) ? "too_far" : "every_way_forbidden"));
      }
    }
    return told;
  }

  private List<Refuge> byDistance() {
    return situation.refuges().stream()
        .sorted(
            Comparator.comparingDouble((Refuge refuge) -> straightM(refuge))
                .thenComparing(Refuge::id))
        .toList();
  }

  private boolean isFar(Refuge refuge) {
    GuidanceRules.Pace pace = rules.pace(question.mode());
    return straightM(refuge) > pace.speedMps() * pace.mostMinutes() * SECONDS;
  }

  /** About, on the sphere's tangent: enough to put refuges in order. */
  private double straightM(Refuge refuge) {
    double metresPerDegree = 111_320;
    double x = (refuge.lon() - question.lon()) * Math.cos(Math.toRadians(question.lat()));
    return metresPerDegree * Math.hypot(x, refuge.lat() - question.lat());
  }
}
