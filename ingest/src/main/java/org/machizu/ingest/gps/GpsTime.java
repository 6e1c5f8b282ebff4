package org.machizu.ingest.gps;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as trackers and loggers write them: RFC 3339, the same without colons in the zone or
 * without a zone, {@code 2026/1/5 8:03:00} of spreadsheets, {@code 2026年1月5日8時3分0秒}, seconds or
 * milliseconds since 1970.
 *
 * <p>Own code of a page rather than a row of formatters: a day without network is 100,000 times in
 * one request, and every one of the formatters would be tried for most of them.
 */
final class GpsTime {
  /** Clocks that were never set show 1970 or 1980; no tracker of ours is older. */
  static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static final int MAX_CHARS = 50;

  private final String text;
  private int at;

  private GpsTime(String text) {
    this.text = text;
  }

  /** Whether a fix can have this time; no clock is asked. */
  static boolean isPossible(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
  }

  /**
   * Seconds, or from 2³¹ on milliseconds, since 1970: as the OsmAnd protocol tells them apart.
   *
   * @return null when it is no time within thousands of years
   */
  static @Nullable Instant ofEpoch(double number) {
    if (!(Math.abs(number) < 1e14)) {
      return null;
    }
    return Instant.ofEpochMilli(
        number < Integer.MAX_VALUE ? Math.round(number * 1000) : Math.round(number));
  }

  /**
   * A date with time of day.
   *
   * @param zone what is meant when the text names no zone
   * @return null when the text is no time
   */
  static @Nullable Instant parse(String written, ZoneId zone) {
    String text = written.strip();
    if (text.length() > MAX_CHARS) {
      return null;
    }
    try {
      return new GpsTime(isAscii(text) ? text : narrow(text)).read(zone);
    } catch (DateTimeException noSuchTime) {
      return null; // as 31 February or 25 o'clock; the caller says so with the value
    }
  }

  private @Nullable Instant read(ZoneId zone) {
    int year = digits(4, 4);
    boolean hasDate = year >= 0 && dateMark();
    int month = hasDate ? digits(1, 2) : -1;
    hasDate = month >= 0 && dateMark();
    int day = hasDate ? digits(1, 2) : -1;
    if (day < 0 || !(take('T') || take('t') || blanks())) {
      return null;
    }
    int hour = digits(1, 2);
    int minute = hour >= 0 && take(':') ? digits(2, 2) : -1;
    if (minute < 0) {
      return null;
    }
    int second = 0;
    int nanos = 0;
    if (take(':')) {
      second = digits(1, 2);
      if (second < 0) {
        return null;
      }
      if (take('.') || take(',')) {
        nanos = fraction();
      }
    }
    if (nanos < 0) {
      return null;
    }
    boolean isLeapSecond = second == 60;
    LocalDateTime local =
        LocalDateTime.of(year, month, day, hour, minute, isLeapSecond ? 59 : second, nanos);
    blanks();
    ZoneId offset = at == text.length() ? zone : zone();
    if (offset == null || at != text.length()) {
      return null;
    }
    Instant time = local.atZone(offset).toInstant();
    return isLeapSecond ? time.plusSeconds(1) : time;
  }

  private @Nullable ZoneId zone() {
    if (take('Z') || take('z')) {
      return ZoneOffset.UTC;
    }
    if (text.startsWith("UTC", at) || text.startsWith("GMT", at) || text.startsWith("JST", at)) {
      ZoneId named = text.charAt(at) == 'J' ? ZoneOffset.ofHours(9) : ZoneOffset.UTC;
      at += 3;
      return named;
    }
    int sign = take('+') ? 1 : take('-') ? -1 : 0;
    int hours = sign == 0 ? -1 : digits(2, 2);
    if (hours < 0) {
      return null;
    }
    int minutes = take(':') || at < text.length() ? digits(2, 2) : 0;
    return minutes < 0 ? null : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private int fraction() {
    int start = at;
    int nanos = 0;
    int scale = 100_000_000;
    while (at < text.length() && isDigit(text.charAt(at))) {
      nanos += scale * (text.charAt(at++) - '0');
      scale /= 10;
    }
    return at == start ? -1 : nanos;
  }

  /** A number of so many digits, or −1. */
  private int digits(int fewest, int most) {
    int start = at;
    int number = 0;
    while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
      number = number * 10 + text.charAt(at++) - '0';
    }
    return at - start < fewest ? -1 : number;
  }

  private boolean dateMark() {
    return take('-') || take('/') || take('.');
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private boolean blanks() {
    int start = at;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at > start;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Full-width digits, and the Japanese words between the numbers. */
  private static String narrow(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("\\s*[年月]\\s*", "-")
        .replaceAll("\\s*日\\s*", " ")
        .replaceAll("\\s*[時分]\\s*", ":")
        .replaceAll("秒|:$", "")
        .strip();
  }
}
