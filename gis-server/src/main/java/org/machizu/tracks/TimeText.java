package org.machizu.tracks;

import java.time.Instant;

/**
 * Times as {@link Instant#toString} has them, quickly where one follows another. Not for threads.
 */
final class TimeText {
  private static final long MINUTE = 60_000;

  private long minute = Long.MIN_VALUE;
  private String begin = "";

  /**
   * @param millis since 1970
   */
  String of(long millis) {
    long itsMinute = Math.floorDiv(millis, MINUTE);
    if (itsMinute != minute) {
      String text = Instant.ofEpochMilli(itsMinute * MINUTE).toString();
      begin = text.substring(0, text.length() - "00Z".length());
      minute = itsMinute;
    }
    int rest = (int) Math.floorMod(millis, MINUTE);
    int fraction = rest % 1000;
    StringBuilder text = new StringBuilder(32).append(begin);
    digit(text, rest / 10_000);
    digit(text, rest / 1000 % 10);
    if (fraction != 0) {
      text.append('.');
      digit(text, fraction / 100);
      digit(text, fraction / 10 % 10);
      digit(text, fraction % 10);
    }
    return text.append('Z').toString();
  }

  private static void digit(StringBuilder text, int digit) {
    text.append((char) ('0' + digit));
  }
}
