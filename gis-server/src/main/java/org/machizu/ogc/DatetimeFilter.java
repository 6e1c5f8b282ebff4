package org.machizu.ogc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.geo.filter.Predicate.Operator;
import org.machizu.http.Problem;
import org.machizu.http.Query;

/**
 * The parameter {@code datetime} of OGC API – Features Part 1 (7.15.4): a moment, or an interval
 * {@code begin/end} with {@code ..} for an open end. Features without a time fit always, as the
 * standard wants.
 */
public final class DatetimeFilter {
  private static final ZoneId TOWN_ZONE = ZoneId.of("Asia/Tokyo");

  private final @Nullable Instant begin;
  private final @Nullable Instant end;

  private DatetimeFilter(@Nullable Instant begin, @Nullable Instant end) {
    this.begin = begin;
    this.end = end;
  }

  /** Parses the parameter's value. */
  public static DatetimeFilter parse(String value) {
    int slash = value.indexOf('/');
    if (slash < 0) {
      Instant moment = Query.parseMoment("datetime", value);
      return new DatetimeFilter(moment, moment);
    }
    Instant begin = parseEnd(value.substring(0, slash));
    Instant end = parseEnd(value.substring(slash + 1));
    if (begin != null && end != null && end.isBefore(begin)) {
      throw Problem.badParameter("datetime", value, "an interval that ends after it begins")
          .asException();
    }
    return new DatetimeFilter(begin, end);
  }

  private static @Nullable Instant parseEnd(String text) {
    return text.isEmpty() || text.equals("..") ? null : Query.parseMoment("datetime", text);
  }

  /** The condition on a layer's features. */
  public Predicate over(Schema schema, @Nullable ValidTime validTime) {
    if (validTime == null || schema.indexOf(validTime.from()) < 0) {
      return new Predicate.Everything();
    }
    String from = validTime.from();
    String to = validTime.to();
    Predicate begun = orEmpty(schema, from, Operator.LESS_OR_EQUAL, end);
    if (to == null || schema.indexOf(to) < 0) {
      return begun.and(orEmpty(schema, from, Operator.GREATER_OR_EQUAL, begin));
    }
    return begun.and(orEmpty(schema, to, Operator.GREATER, begin));
  }

  private static Predicate orEmpty(
      Schema schema, String attribute, Operator operator, @Nullable Instant bound) {
    if (bound == null) {
      return new Predicate.Everything();
    }
    var property = new Expression.Property(attribute);
    boolean isDay = schema.find(attribute).map(a -> a.type() == AttributeType.DATE).orElse(false);
    Object value = isDay ? LocalDate.ofInstant(bound, TOWN_ZONE) : bound;
    return new Predicate.Or(
        List.of(
            new Predicate.IsNull(property),
            new Predicate.Comparison(property, operator, new Expression.Literal(value))));
  }
}
