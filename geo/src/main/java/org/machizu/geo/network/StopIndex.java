package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stops of targets by the node that their edge may be entered from. */
final class StopIndex {
  private final Map<Integer, List<Integer>> byNode = new HashMap<>();
  private final List<CostSearch.Stop> stops = new ArrayList<>();
  private final List<Integer> targets = new ArrayList<>();
  private final List<Integer> arcs = new ArrayList<>();

  StopIndex(ArcGraph graph, List<List<CostSearch.Stop>> byTarget) {
    for (int target = 0; target < byTarget.size(); target++) {
      for (CostSearch.Stop stop : byTarget.get(target)) {
        for (int arc = 2 * stop.place().edge(); arc <= 2 * stop.place().edge() + 1; arc++) {
          byNode.computeIfAbsent(graph.fromNode(arc), _ -> new ArrayList<>()).add(stops.size());
          stops.add(stop);
          targets.add(target);
          arcs.add(arc);
        }
      }
    }
  }

  /** Numbers of entries. */
  List<Integer> at(int node) {
    return byNode.getOrDefault(node, List.of());
  }

  CostSearch.Stop stop(int entry) {
    return stops.get(entry);
  }

  int target(int entry) {
    return targets.get(entry);
  }

  int arc(int entry) {
    return arcs.get(entry);
  }
}
