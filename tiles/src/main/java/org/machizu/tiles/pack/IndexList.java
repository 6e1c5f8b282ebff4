package org.machizu.tiles.pack;

import java.util.Arrays;

/** A growing list of positions in a pack; kept and cleared to spare the garbage collector. */
public final class IndexList {
  private int[] values = new int[256];
  private int size;

  public int size() {
    return size;
  }

  public int get(int i) {
    return values[i];
  }

  public void clear() {
    size = 0;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }
}
