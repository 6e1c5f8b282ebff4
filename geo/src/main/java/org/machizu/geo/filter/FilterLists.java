package org.machizu.geo.filter;

import java.util.ArrayList;
import java.util.List;
import org.machizu.geo.filter.FilterValues.Typed;

/**
 * Makes comparisons of conditions about lists. Lists are sets (OGC 21-065r2, 7.10): neither order
 * nor repetition counts. Layers have no attributes that are lists, so they are written in the
 * filter, of constants, attributes and what is reckoned from them.
 */
final class FilterLists {
  /** Comparisons that one function may become. */
  private static final int MAX_PAIRS = 10_000;

  private static final List<String> NAMES =
      List.of("a_equals", "a_contains", "a_containedby", "a_overlaps");

  private final FilterValues values;
  private int pairs;

  FilterLists(FilterValues values) {
    this.values = values;
  }

  static boolean isRelation(String function) {
    return NAMES.contains(function);
  }

  static String names() {
    return String.join(", ", NAMES);
  }

  Predicate relate(String function, Term left, Term right) {
    List<Typed> a = elements(left);
    List<Typed> b = elements(right);
    pairs += a.size() * b.size();
    if (pairs > MAX_PAIRS) {
      throw new IllegalArgumentException(
          "%s the lists have too many elements; up to %d comparisons of two are allowed"
              .formatted(left.where(), MAX_PAIRS));
    }
    return switch (function) {
      case "a_equals" -> allIn(a, b).and(allIn(b, a));
      case "a_contains" -> allIn(b, a);
      case "a_containedby" -> allIn(a, b);
      default -> new Predicate.Or(a.stream().map(element -> isIn(element, b)).toList());
    };
  }

  private static Predicate allIn(List<Typed> some, List<Typed> all) {
    return new Predicate.And(some.stream().map(element -> isIn(element, all)).toList());
  }

  /** What is of another kind is never the same. */
  private static Predicate isIn(Typed element, List<Typed> list) {
    return isOneOf(
        element.expression(),
        list.stream().filter(e -> e.kind() == element.kind()).map(Typed::expression).toList());
  }

  /** Whether a value equals one of others. */
  static Predicate isOneOf(Expression value, List<Expression> others) {
    List<Expression.Literal> constants = new ArrayList<>();
    List<Predicate> further = new ArrayList<>();
    for (Expression other : others) {
      if (other instanceof Expression.Literal literal) {
        constants.add(literal);
      } else {
        further.add(new Predicate.Comparison(value, Predicate.Operator.EQUAL, other));
      }
    }
    if (further.isEmpty()) {
      return FilterBuilder.settled(new Predicate.In(value, constants));
    }
    if (!constants.isEmpty()) {
      further.addFirst(FilterBuilder.settled(new Predicate.In(value, constants)));
    }
    return new Predicate.Or(further);
  }

  private List<Typed> elements(Term term) {
    if (!(term instanceof Term.Many(List<Term> elements, String _))) {
      throw new IllegalArgumentException(
          "%s should stand a list, as ('a','b'); attributes hold single values"
              .formatted(term.where()));
    }
    return elements.stream().map(values::scalar).toList();
  }
}
