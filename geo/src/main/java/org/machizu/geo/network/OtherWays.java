package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Other ways to the same target, by the penalty method: what is part of a known way is made dearer
 * and the search repeated, until a way comes out that is really another one and not much dearer.
 *
 * @param penalty by how much a road becomes dearer each time; above 1
 * @param mostTimes how many times the best way's cost another one may have at most; 1 or more
 * @param mostShared which part of its length may lie on ways that are known already, 0 to 1
 * @param tries searches at most, for all other ways together
 */
public record OtherWays(double penalty, double mostTimes, double mostShared, int tries) {
  public OtherWays {
    if (!(penalty > 1 && mostTimes >= 1 && mostShared >= 0 && mostShared <= 1 && tries >= 0)) {
      throw new IllegalArgumentException(
          "other ways with penalty %s (above 1), at most %s times the cost (1 or more), %s shared (0 to 1), %d tries (0 or more) are not allowed"
              .formatted(penalty, mostTimes, mostShared, tries));
    }
  }

  /**
   * Looks for others than a known way.
   *
   * @param best the cheapest way from the start to the target
   * @param most how many others are wanted at most
   * @return really different from it and from one another, in the order in which they were found;
   *     their cost is the true one
   */
  public List<Way> than(
      Way best,
      CostSearch search,
      CostSearch.Costs costs,
      List<CostSearch.Stop> from,
      List<CostSearch.Stop> target,
      int most) {
    List<Way> others = new ArrayList<>();
    Set<Integer> known = edges(best);
    double[] dearer = new double[search.graph().edgeCount()];
    best.legs().forEach(leg -> dearer[ArcGraph.edgeOf(leg.arc())]++);
    for (int i = 0; i < tries && others.size() < most; i++) {
      CostSearch.Costs penalised =
          arc -> costs.of(arc) * Math.pow(penalty, dearer[ArcGraph.edgeOf(arc)]);
      CostSearch.Bounds bounds =
          new CostSearch.Bounds(best.cost() * mostTimes * Math.pow(penalty, i + 1), 1);
      Optional<Way> next =
          search.search(penalised, from, List.of(target), bounds).ways().stream().findFirst();
      if (next.isEmpty()) {
        break;
      }
      Way found = next.get();
      double cost = trueCost(found, search.graph(), costs, from, target);
      if (cost <= best.cost() * mostTimes && sharedPart(found, known) <= mostShared) {
        others.add(new Way(best.target(), cost, found.start(), found.legs()));
        known.addAll(edges(found));
      }
      found.legs().forEach(leg -> dearer[ArcGraph.edgeOf(leg.arc())]++);
    }
    return others;
  }

  private static Set<Integer> edges(Way way) {
    Set<Integer> edges = new HashSet<>();
    way.legs().forEach(leg -> edges.add(ArcGraph.edgeOf(leg.arc())));
    return edges;
  }

  private static double sharedPart(Way way, Set<Integer> known) {
    double sharedM =
        way.legs().stream()
            .filter(leg -> known.contains(ArcGraph.edgeOf(leg.arc())))
            .mapToDouble(Way.Leg::lengthM)
            .sum();
    double lengthM = way.lengthM();
    return lengthM > 0 ? sharedM / lengthM : 1;
  }

  /** What a way costs without penalties. */
  private static double trueCost(
      Way way,
      ArcGraph graph,
      CostSearch.Costs costs,
      List<CostSearch.Stop> from,
      List<CostSearch.Stop> target) {
    double cost = from.get(way.start()).cost();
    for (Way.Leg leg : way.legs()) {
      double lengthM = graph.lengthM(ArcGraph.edgeOf(leg.arc()));
      cost += lengthM > 0 ? costs.of(leg.arc()) * leg.lengthM() / lengthM : 0;
    }
    Way.Leg last = way.legs().getLast();
    return cost
        + target.stream()
            .filter(stop -> stop.place().edge() == ArcGraph.edgeOf(last.arc()))
            .filter(stop -> stop.place().offsetM() == last.endM())
            .mapToDouble(CostSearch.Stop::cost)
            .min()
            .orElse(0);
  }
}
