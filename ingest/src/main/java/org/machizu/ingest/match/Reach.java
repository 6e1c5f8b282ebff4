package org.machizu.ingest.match;

/**
 * The shortest ways from the end of a segment to the beginnings of those around it. Immutable once
 * made; safe for use by many threads.
 */
final class Reach {
  /** Directed segments, in order of settling. */
  private final int[] target;

  private final float[] lengthM;

  /** The way's turns: junction turns in the low four bits, dead-end turns above. */
  private final byte[] turns;

  /** Index of the label before, or −1. */
  private final int[] before;

  /** Open addressing: label + 1 by segment. */
  private final int[] slots;

  Reach(int[] target, float[] lengthM, byte[] turns, int[] before) {
    this.target = target;
    this.lengthM = lengthM;
    this.turns = turns;
    this.before = before;
    slots = new int[Integer.highestOneBit(Math.max(1, target.length)) * 4];
    for (int label = 0; label < target.length; label++) {
      int at = slot(target[label]);
      while (slots[at] != 0) {
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = label + 1;
    }
  }

  private int slot(int segment) {
    return (segment * 0x9E3779B1 >>> 7) & (slots.length - 1);
  }

  int size() {
    return target.length;
  }

  /** The label of a segment, or −1 when it lies farther. */
  int find(int segment) {
    int at = slot(segment);
    while (slots[at] != 0) {
      int label = slots[at] - 1;
      if (target[label] == segment) {
        return label;
      }
      at = (at + 1) & (slots.length - 1);
    }
    return -1;
  }

  /** From the end of the first segment to the beginning of the label's. */
  double lengthM(int label) {
    return lengthM[label];
  }

  int junctionTurns(int label) {
    return turns[label] & 15;
  }

  int deadEndTurns(int label) {
    return turns[label] >> 4;
  }

  int before(int label) {
    return before[label];
  }

  int target(int label) {
    return target[label];
  }
}
