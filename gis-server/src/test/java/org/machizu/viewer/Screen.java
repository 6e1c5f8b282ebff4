package org.machizu.viewer;

import java.util.List;

/** The screens people sit at, or stand before, in CSS pixels. */
enum Screen {
  DESKTOP(1280, 800),
  PHONE(390, 844),
  /** The terminal at the counter, an upright touch panel. */
  TERMINAL(1080, 1920);

  final int widthPx;
  final int heightPx;

  Screen(int widthPx, int heightPx) {
    this.widthPx = widthPx;
    this.heightPx = heightPx;
  }

  /** Those on which every page is used. */
  static List<Screen> ofAnybody() {
    return List.of(DESKTOP, PHONE);
  }

  /** Whether one presses it with a finger. */
  boolean isTouched() {
    return this != DESKTOP;
  }
}
