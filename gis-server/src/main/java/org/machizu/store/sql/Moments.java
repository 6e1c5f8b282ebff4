package org.machizu.store.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Moments as texts, {@code 2026-04-01T00:00:00.000Z} (whole milliseconds; finer parts are cut off),
 * so that text order is time order and both stores hold the same.
 */
public final class Moments {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The last day that a text can tell. */
  public static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private Moments() {}

  /**
   * @throws IllegalArgumentException when it is not within the years 0000 to 9999
   */
  public static String text(Instant moment) {
    checkYear(moment.atOffset(ZoneOffset.UTC).getYear(), moment);
    return FORM.format(moment);
  }

  /**
   * @param value what the year is of, for the message
   * @throws IllegalArgumentException when it is not 0000 to 9999
   */
  public static void checkYear(int year, Object value) {
    if (year < 0 || year > 9999) {
      throw new IllegalArgumentException(
          value + " is not allowed; give a day from year 0000 to 9999");
    }
  }
}
