package org.machizu.geo.network;

import java.util.Arrays;

/** A binary heap of nodes by key; of equal keys the lower node is first. */
final class NodeQueue {
  private static final int FIRST_ROOM = 64;

  private double[] keys = new double[FIRST_ROOM];
  private int[] nodes = new int[FIRST_ROOM];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  double firstKey() {
    return keys[0];
  }

  void clear() {
    size = 0;
  }

  void add(double key, int node) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      nodes = Arrays.copyOf(nodes, 2 * size);
    }
    int at = size++;
    while (at > 0) {
      int above = (at - 1) >> 1;
      if (!before(key, node, above)) {
        break;
      }
      move(above, at);
      at = above;
    }
    keys[at] = key;
    nodes[at] = node;
  }

  /** Takes the first node out. */
  int poll() {
    int first = nodes[0];
    size--;
    double key = keys[size];
    int node = nodes[size];
    int at = 0;
    for (int below = 1; below < size; below = 2 * at + 1) {
      if (below + 1 < size && before(keys[below + 1], nodes[below + 1], below)) {
        below++;
      }
      if (before(key, node, below)) {
        break;
      }
      move(below, at);
      at = below;
    }
    keys[at] = key;
    nodes[at] = node;
    return first;
  }

  private boolean before(double key, int node, int other) {
    return key < keys[other] || (key == keys[other] && node < nodes[other]);
  }

  private void move(int from, int to) {
    keys[to] = keys[from];
    nodes[to] = nodes[from];
  }
}
