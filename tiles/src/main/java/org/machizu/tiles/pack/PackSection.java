package org.machizu.tiles.pack;

/** The parts of a pack, in the order in which they lie in its bytes. */
enum PackSection {
  /** Layer name, then attribute names, each as an int with its length and UTF-8. */
  NAMES,
  /** A long per entry. */
  IDS,
  /** A {@link BoxTree}. */
  BOXES,
  /** A byte per entry: the {@link ShapeKind}. */
  KINDS,
  /** A float per entry: number of points, length or area, in world units. */
  SIZES,
  /** An int per entry and one more: where the entry's shape begins. */
  SHAPE_STARTS,
  /** {@link ShapeCodec}. */
  SHAPES,
  /** An int per entry and attribute: position of the value, or -1. */
  VALUE_INDEXES,
  /** An int per value and one more: where it begins. */
  VALUE_STARTS,
  /** {@link ValuePool}. */
  VALUES
}
