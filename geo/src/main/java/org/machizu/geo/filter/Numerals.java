package org.machizu.geo.filter;

/** Numbers as they are written in a filter. */
final class Numerals {
  private Numerals() {}

  /**
   * A Long, or a Double for what is not whole or too large for one.
   *
   * @throws IllegalArgumentException when no finite double holds it
   */
  static Object parse(String text, String where) {
    boolean whole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    if (whole && text.length() <= 18) {
      return Long.parseLong(text);
    }
    if (whole) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        return finite(text, where);
      }
    }
    return finite(text, where);
  }

  /** As {@link #parse}, always as a double. */
  static double finite(String text, String where) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "%s stands the number %s, which is too large".formatted(where, Cql2.shortened(text)));
    }
    return number;
  }
}
