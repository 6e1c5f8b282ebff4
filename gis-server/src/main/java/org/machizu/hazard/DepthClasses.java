package org.machizu.hazard;

import org.machizu.hazard.profile.Depth;

/** The classes of depth that flood hazard maps use, by 水害ハザードマップ作成の手引き (国土交通省). */
final class DepthClasses {
  private static final double[] BOUNDS_M = {0.5, 3, 5, 10, 20};

  private DepthClasses() {}

  /** The class in which a depth lies; its lower bound belongs to it, its upper one does not. */
  static Depth of(double metres) {
    double from = 0;
    for (double to : BOUNDS_M) {
      if (metres < to) {
        return new Depth(from, to, from == 0 ? to + "m未満" : from + "m以上" + to + "m未満");
      }
      from = to;
    }
    return new Depth(from, null, from + "m以上");
  }
}
