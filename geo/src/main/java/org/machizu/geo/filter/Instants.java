package org.machizu.geo.filter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** Days, moments and intervals as they are written in a filter (RFC 3339). */
final class Instants {
  private static final String OPEN = "..";

  private Instants() {}

  /** The argument of {@code DATE(…)} or {@code TIMESTAMP(…)}. */
  static Term read(String function, List<Term> arguments, String where) {
    boolean text =
        arguments.size() == 1
            && arguments.getFirst() instanceof Term.Value(Object value, String _)
            && value instanceof String;
    if (!text) {
      throw new IllegalArgumentException(
          "%s %s takes one text, as %s".formatted(where, function, example(function)));
    }
    return value(function, String.valueOf(((Term.Value) arguments.getFirst()).value()), where);
  }

  /** A day or a moment. */
  static Term.Value value(String kind, String text, String where) {
    try {
      Object value =
          kind.equals("date")
              ? inRange(LocalDate.parse(text), where)
              : OffsetDateTime.parse(text).toInstant();
      return new Term.Value(value, where);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s stands '%s', which is no %s; write it as %s"
              .formatted(
                  where,
                  Cql2.shortened(text),
                  kind.equals("date") ? "day" : "moment with a zone",
                  example(kind)),
          e);
    }
  }

  private static LocalDate inRange(LocalDate day, String where) {
    if (day.getYear() < 0 || day.getYear() > 9999) {
      throw new IllegalArgumentException(
          "%s stands %s; days from the year 0000 to 9999 are allowed".formatted(where, day));
    }
    return day;
  }

  private static String example(String function) {
    return function.equals("date")
        ? "DATE('2026-01-31')"
        : "TIMESTAMP('2026-01-31T09:00:00+09:00')";
  }

  /** The two ends; a text is a day, a moment or {@code ..}. */
  static Term.Interval interval(List<Term> ends, String where) {
    if (ends.size() != 2) {
      throw new IllegalArgumentException(
          "%s an interval has two ends, but there are %d".formatted(where, ends.size()));
    }
    return new Term.Interval(end(ends.getFirst()), end(ends.getLast()), where);
  }

  private static Term end(Term term) {
    if (!(term instanceof Term.Value(Object value, String where) && value instanceof String text)) {
      return term;
    }
    if (text.equals(OPEN)) {
      return new Term.Open(where);
    }
    return value(text.indexOf('T') < 0 ? "date" : "timestamp", text, where);
  }
}
