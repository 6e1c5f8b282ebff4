package org.machizu.sensors.payload;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as devices and people write it: {@code 1.23}, {@code -0.5 m}, {@code １２３ｃｍ}. No commas:
 * "1,234" is 1.234 in one country and 1234 in another.
 *
 * @param unit when one stands behind the number
 */
record WrittenNumber(double number, Optional<Unit> unit) {
  // A point needs digits behind it: "1." is what is left of "1.23" when it was cut off.
  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:\\d{1,40}(?:\\.\\d{1,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,3})?) *(\\D{0,2})");

  private static final int LONGEST = 60;

  /** Empty when it is no number, not finite, or has a unit that is not known. */
  static Optional<WrittenNumber> find(String text) {
    String plain = text.length() > LONGEST ? "" : narrow(text).strip();
    Matcher parts = FORM.matcher(plain);
    if (!parts.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(parts.group(1));
    Optional<Unit> unit = Unit.find(parts.group(2));
    if (!Double.isFinite(number) || (unit.isEmpty() && !parts.group(2).isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new WrittenNumber(number, unit));
  }

  /**
   * Full-width letters, digits and signs as ASCII. Not Unicode's compatibility form, by which
   * "1.2²" would be the number 1.22.
   */
  static String narrow(String text) {
    StringBuilder narrow = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '　' -> narrow.append(' ');
        case '−' -> narrow.append('-');
        case '㎜' -> narrow.append("mm");
        case '㎝' -> narrow.append("cm");
        case '㍍' -> narrow.append('m');
        default -> narrow.append(c >= '！' && c <= '～' ? (char) (c - '！' + '!') : c);
      }
    }
    return narrow.toString();
  }
}
