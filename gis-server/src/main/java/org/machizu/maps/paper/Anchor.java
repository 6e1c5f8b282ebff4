package org.machizu.maps.paper;

/**
 * Which part of a box lies at the place of a label.
 *
 * @param side -1 the left, 0 the middle, 1 the right
 * @param level -1 the top, 0 the middle, 1 the bottom
 */
record Anchor(int side, int level) {
  /** As styles name them; anything else is the middle. */
  static Anchor of(String name) {
    int side = name.endsWith("left") ? -1 : name.endsWith("right") ? 1 : 0;
    int level = name.startsWith("top") ? -1 : name.startsWith("bottom") ? 1 : 0;
    return new Anchor(side, level);
  }

  /** The middle of a box whose anchor lies at 0, to the right. */
  double centreX(double width) {
    return -side * width / 2;
  }

  /** The middle of a box whose anchor lies at 0, upwards. */
  double centreY(double height) {
    return level * height / 2;
  }
}
