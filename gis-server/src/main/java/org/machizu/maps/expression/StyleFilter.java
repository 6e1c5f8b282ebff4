package org.machizu.maps.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which features a style layer draws: an expression, or a filter as they were before expressions
 * ({@code ["==", "kind", "a"]}), which MapLibre still takes. Immutable, safe for use by many
 * threads.
 */
public final class StyleFilter {
  /** Every feature. */
  public static final StyleFilter ALL = new StyleFilter(Term.literal(true));

  private final Term term;

  private StyleFilter(Term term) {
    this.term = term;
  }

  /**
   * Reads the filter of a style layer.
   *
   * @param filter missing: every feature
   * @throws UnknownExpressionException when it cannot be evaluated here
   */
  public static StyleFilter parse(JsonNode filter) throws UnknownExpressionException {
    if (filter.isMissingNode() || filter.isNull()) {
      return ALL;
    }
    return new StyleFilter(
        style(filter) == Style.OLD
            ? old(filter)
            : ExpressionParser.get().part(filter, Kind.BOOLEAN));
  }

  /** Whether the feature is drawn; not when its values do not fit the filter. */
  public boolean takes(Scope scope) {
    try {
      return term.holdsIn(scope);
    } catch (EvaluationException e) {
      return false;
    }
  }

  /** Which of the two languages a filter is written in; some are the same in both. */
  private enum Style {
    EXPRESSION,
    OLD,
    BOTH
  }

  /** As in MapLibre's feature_filter. */
  private static Style style(JsonNode filter) {
    if (filter.isBoolean()) {
      return Style.BOTH;
    }
    if (!filter.isArray() || filter.isEmpty()) {
      return Style.OLD;
    }
    JsonNode first = filter.path(1);
    return switch (filter.get(0).asText()) {
      case "has" -> {
        if (filter.size() < 2 || first.asText().equals("$id") || first.asText().equals("$type")) {
          yield Style.OLD;
        }
        yield filter.size() == 2 ? Style.BOTH : Style.EXPRESSION;
      }
      case "in" ->
          filter.size() >= 3 && (!first.isTextual() || filter.get(2).isArray())
              ? Style.EXPRESSION
              : Style.OLD;
      case "!in", "!has", "none" -> Style.OLD;
      case "==", "!=", "<", "<=", ">", ">=" ->
          filter.size() != 3 || first.isArray() || filter.get(2).isArray()
              ? Style.EXPRESSION
              : Style.OLD;
      case "any", "all" -> styleOfParts(filter);
      default -> Style.EXPRESSION;
    };
  }

  private static Style styleOfParts(JsonNode filter) {
    Style style = Style.BOTH;
    for (int i = 1; i < filter.size(); i++) {
      Style part = style(filter.get(i));
      if (part == Style.EXPRESSION) {
        return part;
      }
      style = part == Style.OLD ? part : style;
    }
    return style;
  }

  private static Term old(JsonNode filter) throws UnknownExpressionException {
    if (!filter.isArray()) {
      return Term.literal(true);
    }
    String operator = filter.path(0).asText();
    if (filter.size() <= 1) {
      return Term.literal(!operator.equals("any"));
    }
    return switch (operator) {
      case "all", "any", "none" -> combined(operator, filter);
      case "in", "!in" -> {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 2; i < filter.size(); i++) {
          values.add(ExpressionParser.plain(filter.get(i)));
        }
        Evaluator left = left(filter.get(1).asText());
        yield test(operator.equals("in"), scope -> contains(values, left.in(scope)));
      }
      case "has", "!has" -> {
        String name = filter.get(1).asText();
        boolean isAlways = name.equals("$type") || name.equals("$id");
        yield test(operator.equals("has"), scope -> isAlways || scope.feature().get(name) != null);
      }
      case "==", "!=", "<", "<=", ">", ">=" -> {
        Evaluator left = left(filter.get(1).asText());
        Object right = ExpressionParser.plain(filter.path(2));
        boolean isEquality = operator.equals("==") || operator.equals("!=");
        yield isEquality
            ? test(operator.equals("=="), scope -> isSame(left.in(scope), right))
            : test(true, scope -> inOrder(operator, left.in(scope), right));
      }
      default -> Term.literal(true);
    };
  }

  private static Term combined(String operator, JsonNode filter) throws UnknownExpressionException {
    List<Term> parts = new ArrayList<>();
    for (int i = 1; i < filter.size(); i++) {
      parts.add(old(filter.get(i)));
    }
    return switch (operator) {
      case "all" -> test(true, scope -> parts.stream().allMatch(part -> part.holdsIn(scope)));
      default ->
          test(
              operator.equals("any"),
              scope -> parts.stream().anyMatch(part -> part.holdsIn(scope)));
    };
  }

  private static Evaluator left(String name) {
    return switch (name) {
      case "$type" -> scope -> scope.feature().geometryType();
      case "$id" -> scope -> scope.feature().id();
      default -> scope -> scope.feature().get(name);
    };
  }

  /** A value that is not there is equal to nothing, not even to null. */
  private static boolean isSame(@Nullable Object left, @Nullable Object right) {
    return left != null && Comparisons.same(left, right);
  }

  private static boolean contains(List<@Nullable Object> values, @Nullable Object value) {
    return value != null && values.stream().anyMatch(one -> Comparisons.same(one, value));
  }

  private static boolean inOrder(String operator, @Nullable Object left, @Nullable Object right) {
    Integer order = Comparisons.order(left, right);
    return order != null && Comparisons.holds(operator, order);
  }

  private interface Test {
    boolean in(Scope scope);
  }

  private static Term test(boolean holds, Test test) {
    return new Term(Kind.BOOLEAN, scope -> test.in(scope) == holds);
  }
}
