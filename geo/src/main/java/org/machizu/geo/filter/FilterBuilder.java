package org.machizu.geo.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.FilterValues.Kind;
import org.machizu.geo.filter.FilterValues.Typed;

/**
 * Makes a condition of what was written: looks names up, compares kinds, reckons what is constant.
 * What CQL2 offers for times and lists becomes plain comparisons here, so that nothing below needs
 * to know of it.
 */
final class FilterBuilder {
  /** For conditions that look at no feature. */
  private static final Feature NOBODY =
      new Feature(1, Revision.NONE, null, Attributes.of(new Schema(GeometryType.NONE, List.of())));

  private final FilterValues values;
  private final FilterPlaces places;
  private final FilterTimes times;
  private final FilterLists lists;

  FilterBuilder(Cql2.Terms terms) {
    this.values = new FilterValues(terms.schema());
    this.places = new FilterPlaces(terms, values);
    this.times = new FilterTimes(values);
    this.lists = new FilterLists(values);
  }

  Predicate build(Term term) {
    return condition(term, 0);
  }

  private Predicate condition(Term term, int depth) {
    if (depth > Cql2.MAX_DEPTH) {
      throw Cql2.tooLarge();
    }
    return switch (term) {
      case Term.Call call -> settled(condition(call, depth));
      case Term.Value(Object value, String _) when value instanceof Boolean truth ->
          truth ? new Predicate.Everything() : new Predicate.Nothing();
      default ->
          throw new IllegalArgumentException(
              "%s stands a value, but there should be a condition, as a comparison"
                  .formatted(term.where()));
    };
  }

  private Predicate condition(Term.Call call, int depth) {
    String name = call.name().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "and" -> new Predicate.And(all(call, depth));
      case "or" -> new Predicate.Or(all(call, depth));
      case "not" -> new Predicate.Not(condition(only(call, 1).getFirst(), depth + 1));
      case "=" -> compare(call, Predicate.Operator.EQUAL);
      case "<>" -> compare(call, Predicate.Operator.NOT_EQUAL);
      case "<" -> compare(call, Predicate.Operator.LESS);
      case "<=" -> compare(call, Predicate.Operator.LESS_OR_EQUAL);
      case ">" -> compare(call, Predicate.Operator.GREATER);
      case ">=" -> compare(call, Predicate.Operator.GREATER_OR_EQUAL);
      case "isnull" -> isNull(only(call, 1).getFirst());
      case "like" -> like(call);
      case "between" -> between(call);
      case "in" -> in(call);
      default -> function(call, name);
    };
  }

  private Predicate function(Term.Call call, String name) {
    if (FilterPlaces.isRelation(name)) {
      List<Term> two = only(call, 2);
      return places.relate(name, two.getFirst(), two.getLast());
    }
    if (FilterTimes.isRelation(name)) {
      List<Term> two = only(call, 2);
      return times.relate(name, two.getFirst(), two.getLast());
    }
    if (FilterLists.isRelation(name)) {
      List<Term> two = only(call, 2);
      return lists.relate(name, two.getFirst(), two.getLast());
    }
    if (FilterValues.isFunction(name)) {
      throw new IllegalArgumentException(
          "%s '%s' makes a value, but there should be a condition, as a comparison"
              .formatted(call.where(), name));
    }
    throw new IllegalArgumentException(
        "%s there is no function '%s'; there are casei, accenti, date, timestamp, interval, s_… for places (%s), t_… for times (%s) and a_… for lists (%s)"
            .formatted(
                call.where(),
                Cql2.shortened(name),
                FilterPlaces.names(),
                FilterTimes.names(),
                FilterLists.names()));
  }

  private List<Predicate> all(Term.Call call, int depth) {
    if (call.arguments().isEmpty()) {
      throw new IllegalArgumentException(
          "%s '%s' takes one or more conditions".formatted(call.where(), call.name()));
    }
    List<Predicate> operands = new ArrayList<>();
    for (Term argument : call.arguments()) {
      operands.add(condition(argument, depth + 1));
    }
    return operands;
  }

  private Predicate compare(Term.Call call, Predicate.Operator operator) {
    List<Term> two = only(call, 2);
    Typed left = values.scalar(two.getFirst());
    Typed right = values.scalar(two.getLast());
    FilterValues.requireOneKind(left, right, two.getLast());
    return new Predicate.Comparison(left.expression(), operator, right.expression());
  }

  private Predicate isNull(Term operand) {
    if (places.isPlace(operand)) {
      return new Predicate.IsNull(new Expression.Place());
    }
    return new Predicate.IsNull(values.scalar(operand).expression());
  }

  private Predicate like(Term.Call call) {
    List<Term> two = only(call, 2);
    Typed operand = values.scalar(two.getFirst());
    Typed pattern = values.scalar(two.getLast());
    FilterValues.requireKind(operand, Kind.TEXT, two.getFirst());
    if (!(pattern.expression() instanceof Expression.Literal(Object value)
        && value instanceof String text)) {
      throw new IllegalArgumentException(
          "%s LIKE takes a pattern, as 'A%%': a text of which %% stands for any characters and _ for one"
              .formatted(two.getLast().where()));
    }
    return new Predicate.Like(operand.expression(), text, false);
  }

  private Predicate between(Term.Call call) {
    List<Term> three = only(call, 3);
    Typed operand = values.scalar(three.get(0));
    Typed low = values.scalar(three.get(1));
    Typed high = values.scalar(three.get(2));
    FilterValues.requireOneKind(operand, low, three.get(1));
    FilterValues.requireOneKind(operand, high, three.get(2));
    return new Predicate.Between(operand.expression(), low.expression(), high.expression());
  }

  private Predicate in(Term.Call call) {
    List<Term> two = only(call, 2);
    Typed operand = values.scalar(two.getFirst());
    if (!(two.getLast() instanceof Term.Many(List<Term> elements, String _))) {
      throw new IllegalArgumentException(
          "%s IN takes a list of values".formatted(two.getLast().where()));
    }
    List<Expression> listed = new ArrayList<>();
    for (Term element : elements) {
      Typed value = values.scalar(element);
      FilterValues.requireOneKind(operand, value, element);
      listed.add(value.expression());
    }
    return FilterLists.isOneOf(operand.expression(), listed);
  }

  private static List<Term> only(Term.Call call, int count) {
    if (call.arguments().size() != count) {
      throw new IllegalArgumentException(
          "%s '%s' takes %d %s, but there are %d"
              .formatted(
                  call.where(),
                  call.name(),
                  count,
                  count == 1 ? "argument" : "arguments",
                  call.arguments().size()));
    }
    return call.arguments();
  }

  /** What looks at nothing but constants is answered at once. */
  static Predicate settled(Predicate condition) {
    List<Expression> operands = condition.ownExpressions();
    boolean constant =
        !operands.isEmpty() && operands.stream().allMatch(Expression.Literal.class::isInstance);
    if (!constant) {
      return condition;
    }
    return condition.matches(NOBODY) ? new Predicate.Everything() : new Predicate.Nothing();
  }
}
