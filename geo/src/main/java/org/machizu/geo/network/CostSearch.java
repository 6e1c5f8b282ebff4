package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The cheapest ways from one place to several, by Dijkstra's search over an {@link ArcGraph}. It
 * ends as soon as as many targets are reached as are wanted, or where ways grow too costly. Where
 * two ways cost the same, the lower node goes first: the same question has the same answer. Safe
 * for many threads.
 */
public final class CostSearch {
  private final ArcGraph graph;

  /** Memory of searches that are over. */
  private final Queue<Labels> spare = new ConcurrentLinkedQueue<>();

  /**
   * What it costs to go.
   *
   * @see #FORBIDDEN
   */
  @FunctionalInterface
  public interface Costs {
    /** Of an arc that is never gone. */
    double FORBIDDEN = Double.POSITIVE_INFINITY;

    /** Of a whole arc, 0 or more; a part of it costs its share. */
    double of(int arc);
  }

  /**
   * Where a way may begin or end.
   *
   * @param cost between this place and the one that is meant, off the road; 0 or more
   */
  public record Stop(ArcGraph.Place place, double cost) {}

  /**
   * Where a search ends.
   *
   * @param mostCost no way that costs more is looked for
   * @param wanted as soon as the cheapest so many targets are known, the search ends; 1 or more
   */
  public record Bounds(double mostCost, int wanted) {
    public Bounds {
      if (!(mostCost >= 0) || wanted < 1) {
        throw new IllegalArgumentException(
            "a search for %d ways of at most %s is not allowed; give 1 or more, and 0 or more"
                .formatted(wanted, mostCost));
      }
    }
  }

  /**
   * What was found.
   *
   * @param ways to different targets, the cheapest first
   * @param complete whether every target that can be reached within the most cost is among them
   */
  public record Found(List<Way> ways, boolean complete) {
    public Found {
      ways = List.copyOf(ways);
    }
  }

  public CostSearch(ArcGraph graph) {
    this.graph = graph;
  }

  public ArcGraph graph() {
    return graph;
  }

  /**
   * The cheapest ways to the nearest targets.
   *
   * @param from the way begins at one of these
   * @param targets each may be reached at any of its stops; one without stops is never reached
   */
  public Found search(Costs costs, List<Stop> from, List<List<Stop>> targets, Bounds bounds) {
    Labels known = spare.poll();
    Labels labels = known == null ? new Labels(graph.nodeCount()) : known;
    try {
      return new Run(graph, labels, costs, from, targets, bounds).found();
    } finally {
      labels.clear();
      spare.add(labels);
    }
  }

  /** What one search knows of nodes, and its queue; used again by the next. */
  private static final class Labels {
    final double[] cost;
    final boolean[] settled;

    /** The arc that leads to a node; -1 - n where the n-th start does. */
    final int[] by;

    final int[] touched;
    int touchedCount;
    final NodeQueue queue = new NodeQueue();

    Labels(int nodeCount) {
      cost = new double[nodeCount];
      Arrays.fill(cost, Double.POSITIVE_INFINITY);
      settled = new boolean[nodeCount];
      by = new int[nodeCount];
      touched = new int[nodeCount];
    }

    void reach(int node, double at, int byArc) {
      if (at < cost[node]) {
        if (cost[node] == Double.POSITIVE_INFINITY) {
          touched[touchedCount++] = node;
        }
        cost[node] = at;
        by[node] = byArc;
        queue.add(at, node);
      }
    }

    void clear() {
      for (int i = 0; i < touchedCount; i++) {
        cost[touched[i]] = Double.POSITIVE_INFINITY;
        settled[touched[i]] = false;
      }
      touchedCount = 0;
      queue.clear();
    }
  }

  /** How a target is reached at present: from a node, or on the edge of a start. */
  private record Arrival(double cost, int start, int lastArc, Stop stop) {}

  private static final class Run {
    private final ArcGraph graph;
    private final Labels labels;
    private final Costs costs;
    private final List<Stop> from;
    private final Bounds bounds;
    private final Arrival[] best;

    /** How many targets have any stop. */
    private final int reachable;

    /** No way that costs as much as this is wanted any more. */
    private double enough = Costs.FORBIDDEN;

    /** Stops of targets by the node that their edge is entered from. */
    private final StopIndex stops;

    Run(
        ArcGraph graph,
        Labels labels,
        Costs costs,
        List<Stop> from,
        List<List<Stop>> targets,
        Bounds bounds) {
      this.graph = graph;
      this.labels = labels;
      this.costs = costs;
      this.from = from;
      this.bounds = bounds;
      this.best = new Arrival[targets.size()];
      this.reachable = (int) targets.stream().filter(stops -> !stops.isEmpty()).count();
      this.stops = new StopIndex(graph, targets);
      for (int start = 0; start < from.size(); start++) {
        begin(start);
      }
      for (int target = 0; target < targets.size(); target++) {
        for (Stop stop : targets.get(target)) {
          onOneEdge(target, stop);
        }
      }
    }

    private void begin(int start) {
      Stop stop = from.get(start);
      int arc = 2 * stop.place().edge();
      reachEnd(start, arc, stop);
      reachEnd(start, arc + 1, stop);
    }

    private void reachEnd(int start, int arc, Stop stop) {
      double whole = costs.of(arc);
      if (whole < Costs.FORBIDDEN) {
        labels.reach(
            graph.toNode(arc), stop.cost() + whole * shareAfter(arc, stop.place()), -1 - start);
      }
    }

    /** Which part of an arc lies behind a place on it, in the arc's direction; 0 to 1. */
    private double shareAfter(int arc, ArcGraph.Place place) {
      int edge = place.edge();
      double lengthM = graph.lengthM(edge);
      double afterM =
          ArcGraph.isAlong(arc)
              ? graph.toM(edge) - place.offsetM()
              : place.offsetM() - graph.fromM(edge);
      return lengthM > 0 ? Math.clamp(afterM / lengthM, 0, 1) : 0;
    }

    private void onOneEdge(int target, Stop stop) {
      for (int start = 0; start < from.size(); start++) {
        ArcGraph.Place begin = from.get(start).place();
        if (begin.edge() != stop.place().edge()) {
          continue;
        }
        int arc = 2 * begin.edge() + (stop.place().offsetM() >= begin.offsetM() ? 0 : 1);
        double whole = costs.of(arc);
        if (whole < Costs.FORBIDDEN) {
          double share = shareAfter(arc, begin) - shareAfter(arc, stop.place());
          offer(
              target,
              new Arrival(
                  from.get(start).cost() + whole * Math.max(0, share) + stop.cost(),
                  start,
                  arc,
                  stop));
        }
      }
    }

    private void offer(int target, Arrival arrival) {
      if (best[target] == null || arrival.cost() < best[target].cost()) {
        best[target] = arrival;
        enough = enough();
      }
    }

    /** What the dearest of the wanted targets costs at present. */
    private double enough() {
      double[] costs =
          Arrays.stream(best)
              .mapToDouble(arrival -> arrival == null ? Costs.FORBIDDEN : arrival.cost())
              .sorted()
              .toArray();
      return costs[Math.min(bounds.wanted(), reachable) - 1];
    }

    Found found() {
      boolean complete = true;
      while (reachable > 0 && !labels.queue.isEmpty()) {
        double cost = labels.queue.firstKey();
        if (cost > bounds.mostCost()) {
          break;
        }
        if (cost >= enough) {
          complete = reachable <= bounds.wanted();
          break;
        }
        int node = labels.queue.poll();
        if (!labels.settled[node]) {
          labels.settled[node] = true;
          settle(node);
        }
      }
      List<Way> ways = new ArrayList<>();
      for (int target = 0; target < best.length; target++) {
        if (best[target] != null && best[target].cost() <= bounds.mostCost()) {
          ways.add(way(target, best[target]));
        }
      }
      ways.sort(Comparator.comparingDouble(Way::cost).thenComparingInt(Way::target));
      if (ways.size() > bounds.wanted()) {
        complete = false;
        ways = ways.subList(0, bounds.wanted());
      }
      return new Found(ways, complete);
    }

    private void settle(int node) {
      double at = labels.cost[node];
      for (int i = graph.firstOut(node); i < graph.firstOut(node + 1); i++) {
        int arc = graph.out(i);
        double whole = costs.of(arc);
        if (whole < Costs.FORBIDDEN) {
          labels.reach(graph.toNode(arc), at + whole, arc);
        }
      }
      for (int entry : stops.at(node)) {
        int arc = stops.arc(entry);
        double whole = costs.of(arc);
        if (whole < Costs.FORBIDDEN) {
          Stop stop = stops.stop(entry);
          double share = 1 - shareAfter(arc, stop.place());
          offer(stops.target(entry), new Arrival(at + whole * share + stop.cost(), -1, arc, stop));
        }
      }
    }

    private Way way(int target, Arrival arrival) {
      List<Way.Leg> legs = new ArrayList<>();
      double endM = arrival.stop().place().offsetM();
      int arc = arrival.lastArc();
      int start = arrival.start();
      while (start < 0) {
        legs.add(new Way.Leg(arc, beginM(arc), endM));
        int by = labels.by[graph.fromNode(arc)];
        if (by >= 0) {
          arc = by;
          endM = endM(arc);
        } else {
          start = -1 - by;
          arc = startArc(start, graph.fromNode(arc));
          endM = endM(arc);
        }
      }
      legs.add(new Way.Leg(arc, from.get(start).place().offsetM(), endM));
      return new Way(target, arrival.cost(), start, List.copyOf(legs.reversed()));
    }

    /** The direction in which a start's edge was left for one of its ends. */
    private int startArc(int start, int node) {
      Stop stop = from.get(start);
      int along = 2 * stop.place().edge();
      int against = along + 1;
      if (graph.toNode(along) != node) {
        return against;
      }
      if (graph.toNode(against) != node) {
        return along;
      }
      // A loop: both lead there.
      double alongCost = costs.of(along) * shareAfter(along, stop.place());
      double againstCost = costs.of(against) * shareAfter(against, stop.place());
      return Double.isNaN(againstCost) || alongCost <= againstCost ? along : against;
    }

    private double beginM(int arc) {
      int edge = ArcGraph.edgeOf(arc);
      return ArcGraph.isAlong(arc) ? graph.fromM(edge) : graph.toM(edge);
    }

    private double endM(int arc) {
      int edge = ArcGraph.edgeOf(arc);
      return ArcGraph.isAlong(arc) ? graph.toM(edge) : graph.fromM(edge);
    }
  }
}
