package org.machizu.maps.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions that choose between others: case, match, coalesce, step, interpolate. */
final class Decisions {
  /** Integers up to here are exact in JavaScript, as labels of a match must be. */
  private static final double MAX_SAFE_INTEGER = 9_007_199_254_740_991.0;

  private Decisions() {}

  static Term parseCase(JsonNode expression, @Nullable Kind wanted, ExpressionParser parser)
      throws UnknownExpressionException {
    parser.require(expression.size() >= 4 && expression.size() % 2 == 0, "case");
    List<Term> conditions = new ArrayList<>();
    List<Term> outputs = new ArrayList<>();
    @Nullable Kind kind = known(wanted);
    for (int i = 1; i < expression.size() - 1; i += 2) {
      conditions.add(parser.part(expression.get(i), Kind.BOOLEAN));
      Term output = parser.part(expression.get(i + 1), kind);
      kind = kind == null ? output.kind() : kind;
      outputs.add(output);
    }
    Term otherwise = parser.part(expression.get(expression.size() - 1), kind);
    return new Term(
        kind == null ? otherwise.kind() : parser.given(kind),
        scope -> {
          for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).holdsIn(scope)) {
              return outputs.get(i).in(scope);
            }
          }
          return otherwise.in(scope);
        });
  }

  static Term parseMatch(JsonNode expression, @Nullable Kind wanted, ExpressionParser parser)
      throws UnknownExpressionException {
    parser.require(expression.size() >= 5 && expression.size() % 2 == 1, "match");
    Map<Object, Term> outputs = new HashMap<>();
    @Nullable Kind kind = known(wanted);
    @Nullable Kind labels = null;
    for (int i = 2; i < expression.size() - 1; i += 2) {
      JsonNode label = expression.get(i);
      Term output = parser.part(expression.get(i + 1), kind);
      kind = kind == null ? output.kind() : kind;
      for (JsonNode one : label.isArray() ? label : List.of(label)) {
        Object value = label(one, parser);
        parser.require(labels == null || labels == Kind.of(value), "match of numbers and words");
        labels = Kind.of(value);
        parser.require(outputs.put(value, output) == null, "match with a label twice");
      }
      parser.require(!label.isArray() || !label.isEmpty(), "match without labels");
    }
    Term input = parser.part(expression.get(1), Kind.VALUE);
    Term otherwise = parser.part(expression.get(expression.size() - 1), kind);
    parser.require(
        input.kind() == Kind.VALUE || input.kind() == labels,
        "match of another kind than its labels");
    return new Term(
        kind == null ? otherwise.kind() : parser.given(kind),
        scope -> {
          @Nullable Object value = input.in(scope);
          Term output = value == null ? null : outputs.get(value);
          return (output == null ? otherwise : output).in(scope);
        });
  }

  private static Object label(JsonNode label, ExpressionParser parser)
      throws UnknownExpressionException {
    if (label.isTextual()) {
      return label.textValue();
    }
    double number = label.doubleValue();
    parser.require(
        label.isNumber() && Math.rint(number) == number && Math.abs(number) <= MAX_SAFE_INTEGER,
        "match with a label that is neither a word nor a whole number");
    return number + 0.0;
  }

  /** Its parts are not asserted one by one, so that null leads to the next. */
  static Term parseCoalesce(JsonNode expression, @Nullable Kind wanted, ExpressionParser parser)
      throws UnknownExpressionException {
    parser.require(expression.size() >= 2, "coalesce");
    List<Term> parts = new ArrayList<>();
    @Nullable Kind kind = known(wanted);
    boolean isOpen = false;
    for (int i = 1; i < expression.size(); i++) {
      Term part = parser.bare(expression.get(i), kind);
      kind = kind == null ? part.kind() : kind;
      isOpen |= parser.given(kind) != part.kind();
      parts.add(part);
    }
    return new Term(
        isOpen || kind == null ? Kind.VALUE : parser.given(kind),
        scope -> {
          for (Term part : parts) {
            Object value = part.in(scope);
            if (value != null) {
              return value;
            }
          }
          return null;
        });
  }

  static Term parseStep(JsonNode expression, @Nullable Kind wanted, ExpressionParser parser)
      throws UnknownExpressionException {
    parser.require(expression.size() >= 3 && expression.size() % 2 == 1, "step");
    Term input = parser.part(expression.get(1), Kind.NUMBER);
    @Nullable Kind kind = known(wanted);
    Stops stops = new Stops();
    for (int i = 2; i < expression.size(); i += 2) {
      double from = i == 2 ? Double.NEGATIVE_INFINITY : stops.next(expression.get(i - 1), parser);
      Term output = parser.part(expression.get(i), kind);
      kind = kind == null ? output.kind() : kind;
      stops.add(from, output);
    }
    return new Term(
        kind == null ? Kind.VALUE : parser.given(kind),
        scope -> stops.outputs.get(stops.below(input.numberIn(scope))).in(scope));
  }

  static Term parseInterpolate(JsonNode expression, @Nullable Kind wanted, ExpressionParser parser)
      throws UnknownExpressionException {
    parser.require(expression.size() >= 5 && expression.size() % 2 == 1, "interpolate");
    double base = base(expression.get(1), parser);
    Term input = parser.part(expression.get(2), Kind.NUMBER);
    @Nullable Kind kind = known(wanted);
    Stops stops = new Stops();
    for (int i = 3; i < expression.size(); i += 2) {
      double from = stops.next(expression.get(i), parser);
      Term output = parser.part(expression.get(i + 1), kind);
      kind = kind == null ? output.kind() : kind;
      stops.add(from, output);
    }
    Kind given = kind == null ? Kind.VALUE : kind;
    parser.require(
        given == Kind.NUMBER || given == Kind.COLOUR || given == Kind.LIST,
        "interpolate between words");
    return new Term(given, scope -> stops.between(input.numberIn(scope), base, scope));
  }

  private static double base(JsonNode how, ExpressionParser parser)
      throws UnknownExpressionException {
    if (how.path(0).asText().equals("linear")) {
      return 1;
    }
    parser.require(
        how.path(0).asText().equals("exponential") && how.path(1).isNumber(),
        "interpolate by " + how.path(0).asText());
    return how.path(1).doubleValue();
  }

  private static @Nullable Kind known(@Nullable Kind wanted) {
    return wanted == Kind.VALUE ? null : wanted;
  }

  /** Numbers, rising, each with what holds from there on. */
  private static final class Stops {
    private final List<Double> from = new ArrayList<>();
    private final List<Term> outputs = new ArrayList<>();

    double next(JsonNode label, ExpressionParser parser) throws UnknownExpressionException {
      boolean rises = from.isEmpty() || from.getLast() < label.doubleValue();
      parser.require(label.isNumber() && rises, "stops that are not rising numbers");
      return label.doubleValue();
    }

    void add(double label, Term output) {
      from.add(label);
      outputs.add(output);
    }

    /** The last stop that is not above a value; the first where all are. */
    int below(double value) {
      int at = 0;
      while (at + 1 < from.size() && from.get(at + 1) <= value) {
        at++;
      }
      return at;
    }

    @Nullable Object between(double value, double base, Scope scope) {
      int at = below(value);
      if (at + 1 >= from.size() || value <= from.get(at)) {
        return outputs.get(at).in(scope);
      }
      double width = from.get(at + 1) - from.get(at);
      double progress = value - from.get(at);
      double share =
          base == 1
              ? progress / width
              : (Math.pow(base, progress) - 1) / (Math.pow(base, width) - 1);
      return mixed(outputs.get(at).in(scope), outputs.get(at + 1).in(scope), share);
    }

    private static Object mixed(@Nullable Object low, @Nullable Object high, double share) {
      if (low instanceof Double a && high instanceof Double b) {
        return Rgba.mix(a, b, share);
      }
      if (low instanceof Rgba a && high instanceof Rgba b) {
        return Rgba.between(a, b, share);
      }
      if (low instanceof List<?> a && high instanceof List<?> b && a.size() == b.size()) {
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
          parts.add(mixed(a.get(i), b.get(i), share));
        }
        return parts;
      }
      throw new EvaluationException("nothing lies between " + low + " and " + high);
    }
  }
}
