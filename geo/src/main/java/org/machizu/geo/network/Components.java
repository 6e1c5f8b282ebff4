package org.machizu.geo.network;

import java.util.Arrays;
import java.util.List;

/** Finds the parts of a network that hang together, directions aside, by union and find. */
final class Components {
  private Components() {}

  /**
   * Numbers the parts from 0 in the order of their first junction.
   *
   * @param componentOfNode is filled
   * @return how many parts there are
   */
  static int number(List<Segment> segments, int[] componentOfNode) {
    int[] parent = new int[componentOfNode.length];
    Arrays.setAll(parent, i -> i);
    for (Segment segment : segments) {
      parent[root(parent, segment.fromNode())] = root(parent, segment.toNode());
    }
    int[] numberOfRoot = new int[parent.length];
    Arrays.fill(numberOfRoot, -1);
    int count = 0;
    for (int node = 0; node < parent.length; node++) {
      int root = root(parent, node);
      if (numberOfRoot[root] < 0) {
        numberOfRoot[root] = count++;
      }
      componentOfNode[node] = numberOfRoot[root];
    }
    return count;
  }

  private static int root(int[] parent, int node) {
    int at = node;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
