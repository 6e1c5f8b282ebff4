package org.machizu.viewer;

/** The screens people sit at, in CSS pixels. */
enum Screen {
  DESKTOP(1280, 800),
  PHONE(390, 844);

  final int widthPx;
  final int heightPx;

  Screen(int widthPx, int heightPx) {
    this.widthPx = widthPx;
    this.heightPx = heightPx;
  }
}
