package org.machizu.ingest.match;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;

/**
 * A road network laid out for matching: numbers in arrays, a grid of straight pieces, and the ways
 * around each segment once they were asked for. Immutable to those who use it, and shared by the
 * matchers of all devices and threads; make one for each {@link RoadNetwork}.
 */
public final class MatchNetwork {
  /** Two sizes of reach are kept; what is farther is searched each time. */
  private static final double[] KEPT_M = {200, 500};

  /** About 25 bytes each. */
  private static final int MAX_KEPT_LABELS = 2_000_000;

  private final RoadNetwork network;
  private final List<Segment> segments;
  private final double[] lengthM;
  private final int[] reverse;
  private final int[] toNode;
  private final boolean[] deadEnd;
  private final int[] firstOut;
  private final int[] out;
  private final double[] fromX;
  private final double[] fromY;
  private final double[] toX;
  private final double[] toY;
  private final PieceGrid grid;
  private final List<AtomicReferenceArray<Reach>> kept;
  private final AtomicInteger keptLabels = new AtomicInteger();
  private final Queue<ReachSearch> idle = new ConcurrentLinkedQueue<>();

  private MatchNetwork(RoadNetwork network) {
    this.network = network;
    segments = network.segments();
    int count = segments.size();
    lengthM = new double[count];
    reverse = new int[count];
    toNode = new int[count];
    deadEnd = new boolean[count];
    fromX = new double[count];
    fromY = new double[count];
    toX = new double[count];
    toY = new double[count];
    firstOut = new int[network.nodeCount() + 1];
    for (int node = 0; node < network.nodeCount(); node++) {
      firstOut[node + 1] = firstOut[node] + network.outgoing(node).size();
    }
    out = new int[count];
    for (Segment segment : segments) {
      int i = segment.index();
      lengthM[i] = segment.lengthM();
      reverse[i] = network.reverseOf(segment).map(Segment::index).orElse(-1);
      toNode[i] = segment.toNode();
      List<Segment> next = network.outgoing(segment.toNode());
      deadEnd[i] = next.size() == 1 && next.getFirst().index() == reverse[i];
      List<Coordinate> line = network.planeLine(segment);
      fromX[i] = line.getFirst().x;
      fromY[i] = line.getFirst().y;
      toX[i] = line.getLast().x;
      toY[i] = line.getLast().y;
    }
    int at = 0;
    for (int node = 0; node < network.nodeCount(); node++) {
      for (Segment segment : network.outgoing(node)) {
        out[at++] = segment.index();
      }
    }
    grid = PieceGrid.of(network);
    kept = List.of(new AtomicReferenceArray<>(count), new AtomicReferenceArray<>(count));
  }

  /** Lays a network out. */
  public static MatchNetwork of(RoadNetwork network) {
    return new MatchNetwork(network);
  }

  /** What was laid out. */
  public RoadNetwork network() {
    return network;
  }

  PieceGrid grid() {
    return grid;
  }

  int segmentCount() {
    return lengthM.length;
  }

  Segment segment(int index) {
    return segments.get(index);
  }

  double lengthM(int segment) {
    return lengthM[segment];
  }

  /** The same road the other way, or −1. */
  int reverse(int segment) {
    return reverse[segment];
  }

  /** Whether both are the same road, in whichever direction. */
  boolean isSameRoad(int segment, int other) {
    return segment == other || reverse[segment] == other;
  }

  /** Whether at its end only turning round is left. */
  boolean isDeadEnd(int segment) {
    return deadEnd[segment];
  }

  int firstOut(int segment) {
    return firstOut[toNode[segment]];
  }

  int endOut(int segment) {
    return firstOut[toNode[segment] + 1];
  }

  int out(int at) {
    return out[at];
  }

  /** In a straight line from the end of one segment to the beginning of another. */
  double apartM(int segment, int other) {
    double dx = fromX[other] - toX[segment];
    double dy = fromY[other] - toY[segment];
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** The ways from the end of a segment, at least up to a distance. */
  Reach reach(int segment, double maxM) {
    for (int size = 0; size < KEPT_M.length; size++) {
      if (maxM <= KEPT_M[size]) {
        Reach found = kept.get(size).get(segment);
        return found != null ? found : keep(size, segment);
      }
    }
    return searched(segment, maxM);
  }

  private Reach keep(int size, int segment) {
    Reach made = searched(segment, KEPT_M[size]);
    if (keptLabels.addAndGet(made.size()) > MAX_KEPT_LABELS) {
      // Rare, and what is forgotten is only searched again: all of it goes.
      keptLabels.set(made.size());
      for (AtomicReferenceArray<Reach> some : kept) {
        for (int i = 0; i < some.length(); i++) {
          some.setPlain(i, null);
        }
      }
    }
    kept.get(size).set(segment, made);
    return made;
  }

  private Reach searched(int segment, double maxM) {
    ReachSearch search = takeSearch();
    try {
      return search.around(segment, maxM);
    } finally {
      idle.add(search);
    }
  }

  /** As {@link ReachSearch#aroundM}. */
  double aroundM(int from, int to, int closed, double maxM) {
    ReachSearch search = takeSearch();
    try {
      return search.aroundM(from, to, closed, maxM);
    } finally {
      idle.add(search);
    }
  }

  private ReachSearch takeSearch() {
    ReachSearch search = idle.poll();
    return search == null ? new ReachSearch(this) : search;
  }
}
