package org.machizu.hazard;

import java.util.Map;
import org.machizu.geo.feature.Words;

/** Lengths and times as they are spoken. */
final class Measures {
  private static final double HOURS_OF_DAY = 24;
  private static final double HOURS_OF_WEEK = 7 * HOURS_OF_DAY;

  private final Sentences sentences;

  Measures(Sentences sentences) {
    this.sentences = sentences;
  }

  /** A depth, rounded up to ten centimetres: water is never told shallower than it may be. */
  Words depth(double metres) {
    double tenths = Math.ceil(metres * 10 - 1e-6);
    return tenths < 10 ? counted("length.cm", tenths * 10) : counted("length.m", tenths / 10);
  }

  /** A distance, to whole metres, rounded up. */
  Words distance(double metres) {
    return counted("length.m", Math.ceil(metres));
  }

  Words time(double hours) {
    if (hours >= HOURS_OF_WEEK && hours % HOURS_OF_WEEK == 0) {
      return hours == HOURS_OF_WEEK
          ? sentences.get("time.week")
          : counted("time.weeks", hours / HOURS_OF_WEEK);
    }
    if (hours >= HOURS_OF_DAY && hours % HOURS_OF_DAY == 0) {
      return hours == HOURS_OF_DAY
          ? sentences.get("time.day")
          : counted("time.days", hours / HOURS_OF_DAY);
    }
    return counted("time.hours", hours);
  }

  private Words counted(String name, double number) {
    String digits =
        number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    return sentences.get(name, Map.of("n", Words.same(digits)));
  }
}
