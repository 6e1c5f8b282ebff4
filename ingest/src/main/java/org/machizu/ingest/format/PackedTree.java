package org.machizu.ingest.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The packed R-tree of FlatGeobuf: nodes of four doubles (west, south, east, north) and one offset,
 * root first, leaves last in the order of the features. A leaf's offset counts bytes from the first
 * feature; an inner node's is the number of its first child among all nodes.
 *
 * <p>Source: flatgeobuf.org, {@code packedrtree}; the idea is V. Agafonkin's Flatbush.
 */
final class PackedTree {
  /** Children of one node, as every writer has it. */
  static final int NODE_SIZE = 16;

  private static final int NODE_BYTES = 40;

  /** The leaves, in their order. */
  interface Leaves {
    /** Puts west, south, east, north of a leaf into {@code box}. */
    void box(int leaf, double[] box);

    /** Where its feature begins, in bytes from the first. */
    long offset(int leaf);
  }

  private PackedTree() {}

  /**
   * Bytes of the index.
   *
   * @throws ArithmeticException when there can be no such file
   */
  static long bytes(long leaves, int nodeSize) {
    long nodes = leaves;
    long level = leaves;
    do {
      level = Math.ceilDiv(level, nodeSize);
      nodes = Math.addExact(nodes, level);
    } while (level != 1);
    return Math.multiplyExact(nodes, NODE_BYTES);
  }

  /**
   * Writes the tree over one leaf or more. In memory lie the inner nodes, a fifteenth of the
   * leaves.
   */
  static void write(OutputStream out, int count, Leaves leaves) throws IOException {
    List<double[]> levels = new ArrayList<>();
    double[] lowest = inner(count);
    double[] box = new double[4];
    for (int i = 0; i < count; i++) {
      leaves.box(i, box);
      widen(lowest, i / NODE_SIZE, box, 0);
    }
    levels.add(lowest);
    while (levels.getLast().length > 4) {
      double[] below = levels.getLast();
      double[] above = inner(below.length / 4);
      for (int i = 0; i < below.length / 4; i++) {
        widen(above, i / NODE_SIZE, below, 4 * i);
      }
      levels.add(above);
    }
    ByteBuffer node = ByteBuffer.allocate(NODE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long first = 0;
    for (double[] level : levels.reversed()) {
      int size = level.length / 4;
      for (int i = 0; i < size; i++) {
        put(out, node, level, 4 * i, first + size + (long) i * NODE_SIZE);
      }
      first += size;
    }
    for (int i = 0; i < count; i++) {
      leaves.box(i, box);
      put(out, node, box, 0, leaves.offset(i));
    }
  }

  private static double[] inner(int children) {
    double[] boxes = new double[4 * Math.ceilDiv(children, NODE_SIZE)];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = i % 4 < 2 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return boxes;
  }

  private static void widen(double[] boxes, int box, double[] by, int at) {
    for (int side = 0; side < 4; side++) {
      double before = boxes[4 * box + side];
      double other = by[at + side];
      boxes[4 * box + side] = side < 2 ? Math.min(before, other) : Math.max(before, other);
    }
  }

  private static void put(OutputStream out, ByteBuffer node, double[] box, int at, long offset)
      throws IOException {
    node.clear();
    for (int side = 0; side < 4; side++) {
      node.putDouble(box[at + side]);
    }
    node.putLong(offset);
    out.write(node.array(), 0, NODE_BYTES);
  }
}
