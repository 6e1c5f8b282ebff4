package org.machizu.ingest.match;

import java.util.Arrays;

/**
 * Dijkstra over directed segments, so that turning round can cost: a way goes on from a segment,
 * not from a junction. Keeps its work space; not safe for use by several threads.
 */
final class ReachSearch {
  /** What a way is longer by, when it is chosen, for turning round at a junction. */
  static final double JUNCTION_TURN_M = 60;

  /** … and at a dead end, where nothing else is left. */
  static final double DEAD_END_TURN_M = 20;

  private static final int MAX_TURNS = 7;

  private final MatchNetwork network;
  private final int[] settledIn;
  private int round;
  private int labels;
  private int[] target = new int[256];
  private float[] lengthM = new float[256];
  private double[] costM = new double[256];
  private byte[] turns = new byte[256];
  private int[] before = new int[256];
  private int heapSize;
  private int[] heap = new int[256];

  ReachSearch(MatchNetwork network) {
    this.network = network;
    settledIn = new int[network.segmentCount()];
  }

  /** All segments that begin at most so far from the end of one. */
  Reach around(int from, double maxM) {
    start();
    push(from, 0, 0, (byte) 0, -1);
    int kept = 0;
    int[] order = new int[64];
    while (heapSize > 0) {
      int label = pop();
      int segment = target[label];
      if (settledIn[segment] == round) {
        continue;
      }
      settledIn[segment] = round;
      if (kept == order.length) {
        order = Arrays.copyOf(order, 2 * kept);
      }
      order[kept++] = label;
      double endM = lengthM[label] + network.lengthM(segment);
      if (endM <= maxM) {
        push(segment, endM, costM[label] + network.lengthM(segment), turns[label], label);
      }
    }
    return reach(order, kept);
  }

  private Reach reach(int[] order, int kept) {
    int[] places = new int[labels];
    int[] keptTarget = new int[kept];
    float[] keptLengthM = new float[kept];
    byte[] keptTurns = new byte[kept];
    int[] keptBefore = new int[kept];
    for (int i = 0; i < kept; i++) {
      int label = order[i];
      places[label] = i;
      keptTarget[i] = target[label];
      keptLengthM[i] = lengthM[label];
      keptTurns[i] = turns[label];
      keptBefore[i] = before[label] < 0 ? -1 : places[before[label]];
    }
    return new Reach(keptTarget, keptLengthM, keptTurns, keptBefore);
  }

  /**
   * What the shortest way from the end of a segment to the beginning of another costs, turning
   * round included, when one road is closed.
   *
   * @param closed a segment; its road is closed both ways
   * @return metres, at most {@code maxM}; infinite when there is none
   */
  double aroundM(int from, int to, int closed, double maxM) {
    start();
    int closedToo = network.reverse(closed);
    settledIn[closed] = round;
    if (closedToo >= 0) {
      settledIn[closedToo] = round;
    }
    push(from, 0, 0, (byte) 0, -1);
    while (heapSize > 0) {
      int label = pop();
      int segment = target[label];
      if (segment == to) {
        return costM[label];
      }
      if (settledIn[segment] == round) {
        continue;
      }
      settledIn[segment] = round;
      double endM = costM[label] + network.lengthM(segment);
      if (endM + network.apartM(segment, to) <= maxM) {
        push(segment, endM, endM, turns[label], label);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private void start() {
    labels = 0;
    heapSize = 0;
    if (++round == Integer.MAX_VALUE) {
      Arrays.fill(settledIn, 0);
      round = 1;
    }
  }

  /** What follows a segment, by the length and cost at its end. */
  private void push(int after, double endM, double endCostM, byte turnsSoFar, int label) {
    int reverse = network.reverse(after);
    double cost = endCostM;
    byte made = turnsSoFar;
    if (label >= 0 && isBackFromDeadEnd(label)) {
      // In and out again, and nobody saw it there.
      cost += JUNCTION_TURN_M - DEAD_END_TURN_M;
      made += 1 - 16;
    }
    for (int at = network.firstOut(after); at < network.endOut(after); at++) {
      int next = network.out(at);
      if (settledIn[next] == round) {
        continue;
      }
      if (next == reverse) {
        boolean deadEnd = network.isDeadEnd(after);
        if ((deadEnd ? made >> 4 : made & 15) < MAX_TURNS) {
          double turnM = deadEnd ? DEAD_END_TURN_M : JUNCTION_TURN_M;
          label(next, endM, cost + turnM, (byte) (made + (deadEnd ? 16 : 1)), label);
        }
      } else {
        label(next, endM, cost, made, label);
      }
    }
  }

  /** Whether a way went in and out of a dead end by its last two segments. */
  private boolean isBackFromDeadEnd(int label) {
    int in = before[label];
    return in >= 0 && network.reverse(target[in]) == target[label] && network.isDeadEnd(target[in]);
  }

  private void label(int segment, double length, double cost, byte made, int previous) {
    if (labels == target.length) {
      int size = 2 * labels;
      target = Arrays.copyOf(target, size);
      lengthM = Arrays.copyOf(lengthM, size);
      costM = Arrays.copyOf(costM, size);
      turns = Arrays.copyOf(turns, size);
      before = Arrays.copyOf(before, size);
      heap = Arrays.copyOf(heap, size);
    }
    target[labels] = segment;
    lengthM[labels] = (float) length;
    costM[labels] = cost;
    turns[labels] = made;
    before[labels] = previous;
    int at = heapSize++;
    int label = labels++;
    while (at > 0 && isBefore(label, heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = label;
  }

  private int pop() {
    int top = heap[0];
    int last = heap[--heapSize];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= heapSize) {
        break;
      }
      if (child + 1 < heapSize && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], last)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }

  /** Ties go by the order of making, so that the same network always gives the same way. */
  private boolean isBefore(int label, int other) {
    return costM[label] < costM[other] || (costM[label] == costM[other] && label < other);
  }
}
