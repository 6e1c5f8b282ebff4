package org.machizu.sensors.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as messages write them: RFC 3339 up to nanoseconds, the same without seconds or zone,
 * {@code 2021/08/14 9:00}, {@code 2021年8月14日 9時00分}, seconds and milliseconds since 1970.
 *
 * <p>Japanese tables write midnight as hour 24 of the day that ends: {@code 2021-08-14T24:00} is
 * 2021-08-15T00:00. That is a rule for exactly 24:00:00; 24:10 and 31 June stay wrong.
 */
final class WrittenTime {
  /** Clocks that were never set show 1970 or 1980; no gauge of ours is older. */
  static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{1,2})-|/(\\d{1,2})/|年(\\d{1,2})月)(\\d{1,2})日?(?:[Tt]| {0,2})"
              + "(\\d{1,2})[:時](\\d{2})(?:[:分](\\d{2})(?:[.,](\\d{1,9})\\d{0,3})?秒?|分)?"
              + " ?([Zz]|JST|UTC|GMT|[+-]\\d{2}:?\\d{2})?");

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
  private static final int LONGEST = 50;

  private WrittenTime() {}

  /**
   * @param zone what is meant when the text names none
   */
  static Instant read(String text, TimeRule.Style style, ZoneId zone) throws UnusableException {
    Optional<Instant> time =
        switch (style) {
          case ISO -> dateAndTime(text, zone);
          case EPOCH_S -> epoch(text, 0);
          case EPOCH_MS -> epoch(text, 3);
        };
    if (time.isEmpty()) {
      throw new UnusableException(
          Reason.TIME_BROKEN,
          "the time %s is not as configured (%s)"
              .formatted(UnusableException.quoted(text), style.code()));
    }
    if (time.get().isBefore(EARLIEST) || !time.get().isBefore(LATEST)) {
      throw new UnusableException(
          Reason.TIME_IMPOSSIBLE,
          "the time %s would be %s: set the device's clock, or correct \"as\" (now %s)"
              .formatted(UnusableException.quoted(text), time.get(), style.code()));
    }
    return time.get();
  }

  private static Optional<Instant> epoch(String text, int thousandths) {
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal nanos =
        new BigDecimal(text).movePointRight(9 - thousandths).setScale(0, RoundingMode.DOWN);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Optional.of(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
  }

  private static Optional<Instant> dateAndTime(String text, ZoneId zone) {
    Matcher parts = FORM.matcher(text.length() > LONGEST ? "" : WrittenNumber.narrow(text).strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(parts.group(6));
    int minute = Integer.parseInt(parts.group(7));
    int second = number(parts.group(8));
    int nanos = nanos(parts.group(9));
    boolean isMidnight = hour == 24 && minute == 0 && second == 0 && nanos == 0;
    boolean isLeapSecond = second == 60;
    try {
      Instant time =
          LocalDateTime.of(
                  Integer.parseInt(parts.group(1)),
                  number(parts.group(2)) + number(parts.group(3)) + number(parts.group(4)),
                  Integer.parseInt(parts.group(5)),
                  isMidnight ? 0 : hour,
                  minute,
                  isLeapSecond ? 59 : second,
                  nanos)
              .plusDays(isMidnight ? 1 : 0)
              .atZone(zone(parts.group(10), zone))
              .toInstant();
      return Optional.of(isLeapSecond ? time.plusSeconds(1) : time);
    } catch (DateTimeException noSuchTime) {
      return Optional.empty(); // as 31 June; the caller says so with the value
    }
  }

  /** 0 for what is not there: of the three ways to write a month only one is. */
  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
  }

  private static ZoneId zone(@Nullable String written, ZoneId otherwise) {
    return switch (written) {
      case null -> otherwise;
      case "JST" -> ZoneOffset.ofHours(9);
      case "Z", "z", "UTC", "GMT" -> ZoneOffset.UTC;
      default -> ZoneOffset.of(written);
    };
  }
}
