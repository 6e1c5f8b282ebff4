package org.machizu.tiles.pack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.machizu.tiles.grid.WorldBox;

/**
 * A packed Hilbert R-tree over boxes that are already in Hilbert order, without pointers: level 0
 * holds the boxes themselves, each box of a level above covers {@link #FAN} of the level below, up
 * to one root. Four ints a box.
 *
 * <p>Source: I. Kamel, C. Faloutsos, "On packing R-trees", 1993; laid out as in flatbush.
 */
final class BoxTree {
  static final int FAN = 16;
  private static final int BOX_BYTES = 16;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment boxes;
  private final long[] levelStarts;
  private final int[] levelCounts;

  /**
   * @param boxes as written by {@link #build}
   */
  BoxTree(MemorySegment boxes, int count) {
    this.boxes = boxes;
    int levels = levels(count);
    levelStarts = new long[levels];
    levelCounts = new int[levels];
    long start = 0;
    int inLevel = count;
    for (int level = 0; level < levels; level++) {
      levelStarts[level] = start;
      levelCounts[level] = inLevel;
      start += inLevel;
      inLevel = Math.ceilDiv(inLevel, FAN);
    }
  }

  private static int levels(int count) {
    int levels = count == 0 ? 0 : 1;
    for (int n = count; n > 1; n = Math.ceilDiv(n, FAN)) {
      levels++;
    }
    return levels;
  }

  /** Bytes of a tree over so many boxes. */
  static long byteSize(int count) {
    long boxes = count;
    for (int n = count; n > 1; n = Math.ceilDiv(n, FAN)) {
      boxes += Math.ceilDiv(n, FAN);
    }
    return boxes * BOX_BYTES;
  }

  /** Fills the levels above the boxes, which must have been set. */
  void build() {
    for (int level = 1; level < levelCounts.length; level++) {
      for (int i = 0; i < levelCounts[level]; i++) {
        int last = Math.min((i + 1) * FAN, levelCounts[level - 1]);
        int minX = Integer.MAX_VALUE;
        int minY = Integer.MAX_VALUE;
        int maxX = 0;
        int maxY = 0;
        for (int child = i * FAN; child < last; child++) {
          long at = offset(level - 1, child);
          minX = Math.min(minX, boxes.get(INT, at));
          minY = Math.min(minY, boxes.get(INT, at + 4));
          maxX = Math.max(maxX, boxes.get(INT, at + 8));
          maxY = Math.max(maxY, boxes.get(INT, at + 12));
        }
        set(offset(level, i), minX, minY, maxX, maxY);
      }
    }
  }

  void set(int index, int minX, int minY, int maxX, int maxY) {
    set(offset(0, index), minX, minY, maxX, maxY);
  }

  private void set(long at, int minX, int minY, int maxX, int maxY) {
    boxes.set(INT, at, minX);
    boxes.set(INT, at + 4, minY);
    boxes.set(INT, at + 8, maxX);
    boxes.set(INT, at + 12, maxY);
  }

  private long offset(int level, int index) {
    return (levelStarts[level] + index) * BOX_BYTES;
  }

  /** The box of an entry. */
  WorldBox box(int index) {
    return boxAt(offset(0, index));
  }

  /** The box around everything; the tree must not be empty. */
  WorldBox root() {
    return boxAt(offset(levelCounts.length - 1, 0));
  }

  private WorldBox boxAt(long at) {
    return new WorldBox(
        boxes.get(INT, at),
        boxes.get(INT, at + 4),
        boxes.get(INT, at + 8),
        boxes.get(INT, at + 12));
  }

  /** Adds the entries whose box shares a point with {@code box}, in ascending order. */
  void search(WorldBox box, IndexList found) {
    if (levelCounts.length > 0) {
      search(levelCounts.length - 1, 0, 1, box, found);
    }
  }

  private void search(int level, int from, int to, WorldBox box, IndexList found) {
    for (int i = from; i < to; i++) {
      long at = offset(level, i);
      if (boxes.get(INT, at) > box.maxX()
          || boxes.get(INT, at + 4) > box.maxY()
          || boxes.get(INT, at + 8) < box.minX()
          || boxes.get(INT, at + 12) < box.minY()) {
        continue;
      }
      if (level == 0) {
        found.add(i);
      } else {
        search(level - 1, i * FAN, Math.min((i + 1) * FAN, levelCounts[level - 1]), box, found);
      }
    }
  }
}
