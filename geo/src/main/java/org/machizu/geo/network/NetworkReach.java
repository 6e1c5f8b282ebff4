package org.machizu.geo.network;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The junctions within a distance of a position, with the shortest way to each (Dijkstra). */
public final class NetworkReach {
  /** The whole of Japan is shorter; a bound that is no number is refused with this. */
  static final double MAX_M = 5_000_000;

  private final NetworkPosition from;
  private final double maxM;
  private final Predicate<Segment> passable;
  private final Map<Integer, Arrival> settled = new HashMap<>();

  /**
   * @param lengthM from the position to the junction
   * @param by the segment that leads to it
   */
  private record Arrival(int node, double lengthM, Segment by) {}

  private NetworkReach(NetworkPosition from, double maxM, Predicate<Segment> passable) {
    if (!(maxM >= 0 && maxM <= MAX_M)) {
      throw new IllegalArgumentException(
          "a way of at most %s m is not allowed; give 0 to %s".formatted(maxM, MAX_M));
    }
    this.from = from;
    this.maxM = maxM;
    this.passable = passable;
  }

  static NetworkReach all(
      RoadNetwork network, NetworkPosition from, double maxM, Predicate<Segment> passable) {
    NetworkReach reach = new NetworkReach(from, maxM, passable);
    reach.search(network, null);
    return reach;
  }

  /** Stops as soon as the way to one position is known. */
  static NetworkReach towards(
      RoadNetwork network,
      NetworkPosition from,
      NetworkPosition to,
      double maxM,
      Predicate<Segment> passable) {
    NetworkReach reach = new NetworkReach(from, maxM, passable);
    if (!isAhead(from, to)) {
      reach.search(network, to.segment().fromNode());
    }
    return reach;
  }

  private void search(RoadNetwork network, @Nullable Integer target) {
    PriorityQueue<Arrival> open = new PriorityQueue<>(Comparator.comparingDouble(Arrival::lengthM));
    Segment first = from.segment();
    open.add(new Arrival(first.toNode(), first.lengthM() - from.offsetM(), first));
    Arrival next;
    while ((next = open.poll()) != null && next.lengthM <= maxM) {
      if (settled.putIfAbsent(next.node, next) != null) {
        continue;
      }
      if (target != null && next.node == target) {
        return;
      }
      for (Segment segment : network.outgoing(next.node)) {
        if (!settled.containsKey(segment.toNode()) && passable.test(segment)) {
          open.add(new Arrival(segment.toNode(), next.lengthM + segment.lengthM(), segment));
        }
      }
    }
  }

  /** The shortest way to a position; empty when there is none within the distance. */
  public Optional<NetworkPath> pathTo(NetworkPosition to) {
    if (isAhead(from, to)) {
      double lengthM = to.offsetM() - from.offsetM();
      return lengthM <= maxM
          ? Optional.of(new NetworkPath(List.of(to.segment()), lengthM))
          : Optional.empty();
    }
    Arrival arrival = settled.get(to.segment().fromNode());
    if (arrival == null || arrival.lengthM + to.offsetM() > maxM || !passable.test(to.segment())) {
      return Optional.empty();
    }
    return Optional.of(new NetworkPath(segmentsTo(to), arrival.lengthM + to.offsetM()));
  }

  private List<Segment> segmentsTo(NetworkPosition to) {
    // The end of the first segment is settled first, so an arrival by it is the way's beginning.
    Deque<Segment> way = new ArrayDeque<>();
    way.addFirst(to.segment());
    Arrival arrival = arrivalAt(to.segment().fromNode());
    while (!arrival.by.equals(from.segment())) {
      way.addFirst(arrival.by);
      arrival = arrivalAt(arrival.by.fromNode());
    }
    way.addFirst(from.segment());
    return List.copyOf(way);
  }

  private Arrival arrivalAt(int node) {
    Arrival arrival = settled.get(node);
    if (arrival == null) {
      throw new IllegalStateException("the way to junction " + node + " has a gap");
    }
    return arrival;
  }

  /** Whether one segment leads from one to the other without leaving it. */
  private static boolean isAhead(NetworkPosition from, NetworkPosition to) {
    return from.segment().equals(to.segment()) && to.offsetM() >= from.offsetM();
  }
}
