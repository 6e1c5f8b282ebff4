package org.machizu.layers.ground;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;

/**
 * Finds boxes by place; 17 bytes a box, in two arrays. Boxes are rounded outwards to floats, by
 * centimetres in a zone, so that none is missed. Packed by sort-tile-recursive order.
 *
 * <p>Source: S. Leutenegger, M. Lopez, J. Edgington, "STR: a simple and efficient algorithm for
 * R-tree packing", 1997. Immutable.
 */
final class BoxIndex {
  private static final int FAN = 16;
  private static final int SIDES = 4;

  private final int[] entries;

  /** Level 0 holds the boxes of the entries, each further one those of {@value #FAN} below. */
  private final float[][] levels;

  /**
   * @param boxes minX, minY, maxX, maxY of each entry; NaN of one that lies nowhere and is never
   *     found
   */
  BoxIndex(float[] boxes) {
    entries = order(boxes);
    int height = 1;
    for (int n = entries.length; n > FAN; n = Math.ceilDiv(n, FAN)) {
      height++;
    }
    levels = new float[height][];
    levels[0] = new float[SIDES * entries.length];
    for (int i = 0; i < entries.length; i++) {
      System.arraycopy(boxes, SIDES * entries[i], levels[0], SIDES * i, SIDES);
    }
    for (int level = 1; level < height; level++) {
      levels[level] = above(levels[level - 1]);
    }
  }

  /** A box as it is kept. */
  static void round(Envelope box, float[] to, int entry) {
    int at = SIDES * entry;
    if (box.isNull()) {
      Arrays.fill(to, at, at + SIDES, Float.NaN);
      return;
    }
    to[at] = Math.nextDown((float) box.getMinX());
    to[at + 1] = Math.nextDown((float) box.getMinY());
    to[at + 2] = Math.nextUp((float) box.getMaxX());
    to[at + 3] = Math.nextUp((float) box.getMaxY());
  }

  private static int[] order(float[] boxes) {
    Integer[] all =
        IntStream.range(0, boxes.length / SIDES)
            .filter(i -> !Float.isNaN(boxes[SIDES * i]))
            .boxed()
            .toArray(Integer[]::new);
    Arrays.sort(all, Comparator.comparingDouble(i -> middle(boxes, i, 0)));
    int nodes = Math.ceilDiv(all.length, FAN);
    int slice = FAN * Math.max(1, (int) Math.ceil(Math.sqrt(nodes)));
    for (int from = 0; from < all.length; from += slice) {
      int to = Math.min(from + slice, all.length);
      Arrays.sort(all, from, to, Comparator.comparingDouble(i -> middle(boxes, i, 1)));
    }
    return Arrays.stream(all).mapToInt(i -> i).toArray();
  }

  private static double middle(float[] boxes, int entry, int side) {
    return (double) boxes[SIDES * entry + side] + boxes[SIDES * entry + side + 2];
  }

  private static float[] above(float[] below) {
    int count = below.length / SIDES;
    float[] boxes = new float[SIDES * Math.ceilDiv(count, FAN)];
    for (int i = 0; i < count; i++) {
      int at = SIDES * (i / FAN);
      int of = SIDES * i;
      boolean first = i % FAN == 0;
      for (int side = 0; side < SIDES; side++) {
        float value = below[of + side];
        boxes[at + side] =
            first
                ? value
                : side < 2 ? Math.min(boxes[at + side], value) : Math.max(boxes[at + side], value);
      }
    }
    return boxes;
  }

  /** Tells every entry whose box meets the given one. */
  void search(Envelope box, IntConsumer found) {
    int top = levels.length - 1;
    search(top, 0, levels[top].length / SIDES, box, found);
  }

  private void search(int level, int from, int to, Envelope box, IntConsumer found) {
    float[] boxes = levels[level];
    for (int i = from; i < to; i++) {
      int at = SIDES * i;
      if (boxes[at] > box.getMaxX()
          || boxes[at + 1] > box.getMaxY()
          || boxes[at + 2] < box.getMinX()
          || boxes[at + 3] < box.getMinY()) {
        continue;
      }
      if (level == 0) {
        found.accept(entries[i]);
      } else {
        int end = Math.min((i + 1) * FAN, levels[level - 1].length / SIDES);
        search(level - 1, i * FAN, end, box, found);
      }
    }
  }

  long bytes() {
    long bytes = 4L * entries.length;
    for (float[] level : levels) {
      bytes += 4L * level.length;
    }
    return bytes;
  }
}
