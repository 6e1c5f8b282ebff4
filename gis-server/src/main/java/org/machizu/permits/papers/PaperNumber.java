package org.machizu.permits.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A paper's number: the fiscal year (会計年度, from April) in which it was issued, and its place there,
 * as "2026-000012".
 *
 * @param year 2000 to 9999
 * @param number from 1, without gaps within a year
 */
public record PaperNumber(int year, long number) {
  /** The clock of the counter: days and fiscal years begin by it. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  /** No year has more papers. */
  public static final long MOST = 999_999;

  private static final int FIRST_MONTH = 4;
  private static final Pattern FORM = Pattern.compile("([2-9]\\d{3})-(\\d{6})");

  public PaperNumber {
    if (year < 2000 || year > 9999 || number < 1 || number > MOST) {
      throw new IllegalArgumentException(
          "%d-%d is no number of a paper; it has a year and 1 to %d".formatted(year, number, MOST));
    }
  }

  /** Reads a number as it stands on a paper; empty for what is none. */
  public static Optional<PaperNumber> find(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || Long.parseLong(form.group(2)) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PaperNumber(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2))));
  }

  /** The fiscal year of a moment. */
  public static int fiscalYear(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZONE);
    return day.getMonthValue() < FIRST_MONTH ? day.getYear() - 1 : day.getYear();
  }

  /** As it stands on the paper. */
  public String text() {
    return "%d-%06d".formatted(year, number);
  }

  @Override
  public String toString() {
    return text();
  }
}
