package org.machizu.shelters;

import org.machizu.geo.feature.Words;

/** How full an open shelter is, in four words. */
public enum Congestion implements Coded {
  /** Below three tenths of its capacity. */
  VACANT(new Words("空いています", "すいて います", "Plenty of room")),
  /** Below six tenths. */
  FAIRLY_CROWDED(new Words("やや混雑", "すこし こんで います", "Fairly crowded")),
  /** Below eight tenths. */
  CROWDED(new Words("混雑", "こんで います", "Crowded")),
  /** From eight tenths on, or because the shelter itself says so. */
  FULL(new Words("満員", "いっぱいです", "Full"));

  private static final int TENTHS = 10;
  private static final int FAIRLY = 3;
  private static final int CROWD = 6;
  private static final int MOST = 8;

  private final Words title;

  Congestion(Words title) {
    this.title = title;
  }

  /** As people call it. */
  public Words title() {
    return title;
  }

  /**
   * Of people in a place; in whole numbers, so that the borders are exact.
   *
   * @param people 0 or more
   * @param capacity 1 or more
   */
  public static Congestion of(int people, int capacity) {
    long tenths = (long) people * TENTHS;
    if (tenths < (long) FAIRLY * capacity) {
      return VACANT;
    }
    if (tenths < (long) CROWD * capacity) {
      return FAIRLY_CROWDED;
    }
    return tenths < (long) MOST * capacity ? CROWDED : FULL;
  }
}
