package org.machizu.geo.filter;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.machizu.geo.filter.FilterValues.Kind;
import org.machizu.geo.filter.FilterValues.Typed;
import org.machizu.geo.filter.Predicate.Operator;

/**
 * Makes comparisons of conditions about times (W3C/OGC Time Ontology in OWL). Both ends belong to
 * an interval. An end that is empty in the data is unknown and not open: where the other end
 * decides alone, it does.
 */
final class FilterTimes {
  /** For instants as well as intervals. */
  private static final Set<String> FOR_ALL =
      Set.of("t_after", "t_before", "t_disjoint", "t_equals", "t_intersects");

  private static final Set<String> FOR_INTERVALS =
      Set.of(
          "t_contains",
          "t_during",
          "t_finishedby",
          "t_finishes",
          "t_meets",
          "t_metby",
          "t_overlappedby",
          "t_overlaps",
          "t_startedby",
          "t_starts");

  private final FilterValues values;

  FilterTimes(FilterValues values) {
    this.values = values;
  }

  static boolean isRelation(String function) {
    return FOR_ALL.contains(function) || FOR_INTERVALS.contains(function);
  }

  static String names() {
    Set<String> names = new TreeSet<>(FOR_ALL);
    names.addAll(FOR_INTERVALS);
    return String.join(", ", names);
  }

  /** One end of a time; an open one is before, or behind, every other. */
  private sealed interface End {
    record Before() implements End {}

    record Behind() implements End {}

    record At(Typed value) implements End {}

    /** -1 before all, 1 behind all, 0 in between. */
    default int side() {
      return switch (this) {
        case Before() -> -1;
        case Behind() -> 1;
        case At _ -> 0;
      };
    }
  }

  private record Time(End begin, End end) {}

  Predicate relate(String function, Term left, Term right) {
    if (FOR_INTERVALS.contains(function)) {
      requireInterval(function, left);
      requireInterval(function, right);
    }
    Time a = time(left);
    Time b = time(right);
    requireOneKind(List.of(a.begin, a.end, b.begin, b.end), right);
    return switch (function) {
      case "t_after" -> compare(a.begin, Operator.GREATER, b.end);
      case "t_before" -> compare(a.end, Operator.LESS, b.begin);
      case "t_disjoint" ->
          either(compare(a.end, Operator.LESS, b.begin), compare(a.begin, Operator.GREATER, b.end));
      case "t_intersects" ->
          both(
              compare(a.end, Operator.GREATER_OR_EQUAL, b.begin),
              compare(a.begin, Operator.LESS_OR_EQUAL, b.end));
      case "t_equals" -> both(same(a.begin, b.begin), same(a.end, b.end));
      case "t_during" -> inside(a, b);
      case "t_contains" -> inside(b, a);
      case "t_starts" -> both(same(a.begin, b.begin), compare(a.end, Operator.LESS, b.end));
      case "t_startedby" -> both(same(a.begin, b.begin), compare(b.end, Operator.LESS, a.end));
      case "t_finishes" -> both(same(a.end, b.end), compare(b.begin, Operator.LESS, a.begin));
      case "t_finishedby" -> both(same(a.end, b.end), compare(a.begin, Operator.LESS, b.begin));
      case "t_meets" -> same(a.end, b.begin);
      case "t_metby" -> same(a.begin, b.end);
      case "t_overlaps" -> overlaps(a, b);
      default -> overlaps(b, a);
    };
  }

  private static Predicate inside(Time inner, Time outer) {
    return both(
        compare(outer.begin, Operator.LESS, inner.begin),
        compare(inner.end, Operator.LESS, outer.end));
  }

  /** The first begins first, and they share more than an instant, and the second goes on longer. */
  private static Predicate overlaps(Time first, Time second) {
    return both(
        compare(first.begin, Operator.LESS, second.begin),
        both(
            compare(second.begin, Operator.LESS, first.end),
            compare(first.end, Operator.LESS, second.end)));
  }

  private static Predicate both(Predicate one, Predicate other) {
    return one.and(other);
  }

  private static Predicate either(Predicate one, Predicate other) {
    return new Predicate.Or(List.of(one, other));
  }

  private static Predicate same(End one, End other) {
    return compare(one, Operator.EQUAL, other);
  }

  private static Predicate compare(End left, Operator operator, End right) {
    if (left instanceof End.At(Typed a) && right instanceof End.At(Typed b)) {
      return FilterBuilder.settled(
          new Predicate.Comparison(a.expression(), operator, b.expression()));
    }
    int order = Integer.compare(left.side(), right.side());
    boolean holds =
        switch (operator) {
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          case GREATER_OR_EQUAL -> order >= 0;
        };
    return holds ? new Predicate.Everything() : new Predicate.Nothing();
  }

  private Time time(Term term) {
    if (!(term instanceof Term.Interval(Term begin, Term end, String where))) {
      End instant = new End.At(instant(term));
      return new Time(instant, instant);
    }
    End from = begin instanceof Term.Open ? new End.Before() : new End.At(instant(begin));
    End to = end instanceof Term.Open ? new End.Behind() : new End.At(instant(end));
    requireOneKind(List.of(from, to), end);
    boolean backwards =
        from instanceof End.At(Typed(Expression.Literal first, Kind _))
            && to instanceof End.At(Typed(Expression.Literal last, Kind _))
            && !(compare(from, Operator.LESS_OR_EQUAL, to) instanceof Predicate.Everything);
    if (backwards) {
      throw new IllegalArgumentException(
          "%s stands an interval that ends before it begins".formatted(where));
    }
    return new Time(from, to);
  }

  private Typed instant(Term term) {
    Typed value = values.scalar(term);
    if (value.kind() != Kind.DAY && value.kind() != Kind.MOMENT) {
      throw new IllegalArgumentException(
          "%s should stand a time: an attribute of days or moments, DATE('2026-01-31'), TIMESTAMP('2026-01-31T09:00:00+09:00') or INTERVAL('2026-01-01','..')"
              .formatted(term.where()));
    }
    return value;
  }

  private static void requireOneKind(List<End> ends, Term term) {
    List<Typed> times =
        ends.stream().filter(End.At.class::isInstance).map(e -> ((End.At) e).value()).toList();
    times.forEach(time -> FilterValues.requireOneKind(times.getFirst(), time, term));
  }

  private static void requireInterval(String function, Term term) {
    if (!(term instanceof Term.Interval)) {
      throw new IllegalArgumentException(
          "%s '%s' takes intervals only, as INTERVAL('2026-01-01','2026-12-31')"
              .formatted(term.where(), function));
    }
  }
}
