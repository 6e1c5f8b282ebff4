package org.machizu.tiles.pack;

/** The parts of a pack, in the order in which they lie in its bytes. */
enum PackSection {
  /** Layer name, then attribute names, each as an int with its length and UTF-8. */
  NAMES(0),
  /** A long per entry. */
  IDS(1),
  /** A {@link BoxTree}. */
  BOXES(2),
  /** A byte per entry: the {@link ShapeKind}. */
  KINDS(3),
  /** A float per entry: number of points, length or area, in world units. */
  SIZES(4),
  /** An int per entry and one more: where the entry's shape begins. */
  SHAPE_STARTS(5),
  /** {@link ShapeCodec}. */
  SHAPES(6),
  /** An int per entry and attribute: position of the value, or -1. */
  VALUE_INDEXES(7),
  /** An int per value and one more: where it begins. */
  VALUE_STARTS(8),
  /** {@link ValuePool}. */
  VALUES(9);

  /** How many there are. */
  static final int COUNT = 10;

  private final int number;

  PackSection(int number) {
    this.number = number;
  }

  /** Its number in the file, from 0. */
  int number() {
    return number;
  }
}
