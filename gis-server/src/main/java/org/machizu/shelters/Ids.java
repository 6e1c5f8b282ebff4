package org.machizu.shelters;

import java.util.Comparator;

/** The order of numbers that people give: S2 before S10. */
final class Ids {
  static final Comparator<String> ORDER =
      Comparator.comparing(Ids::padded).thenComparing(Comparator.naturalOrder());

  private static final int DIGITS = 20;

  private Ids() {}

  /** Each row of digits filled up to one length. */
  private static String padded(String id) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < id.length()) {
      int end = i;
      while (end < id.length() && isDigit(id.charAt(end))) {
        end++;
      }
      if (end == i) {
        text.append(id.charAt(i++));
      } else {
        text.repeat('0', Math.max(0, DIGITS - (end - i))).append(id, i, end);
        i = end;
      }
    }
    return text.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
