package org.machizu.ingest.match;

/** The segments of one move, in order of travel. Reused, one thread. */
final class Way {
  private final MatchNetwork network;
  int[] segment = new int[16];
  int count;

  Way(MatchNetwork network) {
    this.network = network;
  }

  /** Those of the move that was weighed last. */
  void collect(Move move, int from, int to) {
    count = 0;
    Reach reach = move.reach;
    if (move.kind == Move.Kind.WAY && reach != null) {
      int length = 1;
      for (int label = move.label; label >= 0; label = reach.before(label)) {
        length++;
      }
      segment = segment.length < length ? new int[2 * length] : segment;
      count = length;
      for (int label = move.label; label >= 0; label = reach.before(label)) {
        segment[--length] = reach.target(label);
      }
      segment[0] = from;
    } else {
      segment[count++] = from;
      if (move.kind == Move.Kind.TURN) {
        segment[count++] = to;
      }
    }
  }

  /**
   * Whether a segment is among them.
   *
   * @param eitherWay whether its road in the other direction counts as well
   */
  boolean passesOver(int on, boolean eitherWay) {
    for (int w = 0; w < count; w++) {
      if (segment[w] == on || (eitherWay && network.reverse(segment[w]) == on)) {
        return true;
      }
    }
    return false;
  }
}
