package org.machizu.maps.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Expressions over numbers alone. */
final class Arithmetic {
  private static final Map<String, Double> CONSTANTS =
      Map.of("pi", Math.PI, "e", Math.E, "ln2", Math.log(2));

  private static final Map<String, DoubleUnaryOperator> OF_ONE =
      Map.ofEntries(
          Map.entry("sqrt", Math::sqrt),
          Map.entry("log10", x -> Math.log(x) / Math.log(10)),
          Map.entry("ln", Math::log),
          Map.entry("log2", x -> Math.log(x) / Math.log(2)),
          Map.entry("sin", Math::sin),
          Map.entry("cos", Math::cos),
          Map.entry("tan", Math::tan),
          Map.entry("asin", Math::asin),
          Map.entry("acos", Math::acos),
          Map.entry("atan", Math::atan),
          Map.entry("abs", Math::abs),
          Map.entry("ceil", Math::ceil),
          Map.entry("floor", Math::floor),
          // Halves go away from zero, as people round.
          Map.entry("round", x -> Math.signum(x) * Math.floor(Math.abs(x) + 0.5)));

  private static final Map<String, DoubleBinaryOperator> OF_TWO =
      Map.of("-", (a, b) -> a - b, "/", (a, b) -> a / b, "%", (a, b) -> a % b, "^", Math::pow);

  private record Fold(double first, DoubleBinaryOperator step) {}

  private static final Map<String, Fold> OF_MANY =
      Map.of(
          "+", new Fold(0, Double::sum),
          "*", new Fold(1, (a, b) -> a * b),
          "min", new Fold(Double.POSITIVE_INFINITY, Math::min),
          "max", new Fold(Double.NEGATIVE_INFINITY, Math::max));

  private Arithmetic() {}

  static boolean knows(String operator) {
    return CONSTANTS.containsKey(operator)
        || OF_ONE.containsKey(operator)
        || OF_TWO.containsKey(operator)
        || OF_MANY.containsKey(operator);
  }

  static Term parse(String operator, JsonNode expression, ExpressionParser parser)
      throws UnknownExpressionException {
    List<Term> parts = parser.parts(expression, 1, Kind.NUMBER);
    Double constant = CONSTANTS.get(operator);
    if (constant != null) {
      parser.require(parts.isEmpty(), operator);
      return Term.literal(constant);
    }
    Fold fold = OF_MANY.get(operator);
    if (fold != null) {
      return number(scope -> {
        double result = fold.first;
        for (Term part : parts) {
          result = fold.step.applyAsDouble(result, part.numberIn(scope));
        }
        return result;
      });
    }
    if (operator.equals("-") && parts.size() == 1) {
      Term only = parts.getFirst();
      return number(scope -> -only.numberIn(scope));
    }
    DoubleUnaryOperator ofOne = OF_ONE.get(operator);
    if (ofOne != null) {
      parser.require(parts.size() == 1, operator);
      Term only = parts.getFirst();
      return number(scope -> ofOne.applyAsDouble(only.numberIn(scope)));
    }
    DoubleBinaryOperator ofTwo = OF_TWO.get(operator);
    parser.require(parts.size() == 2, operator);
    if (ofTwo == null) {
      throw new IllegalStateException(operator + " is no arithmetic");
    }
    Term left = parts.get(0);
    Term right = parts.get(1);
    return number(scope -> ofTwo.applyAsDouble(left.numberIn(scope), right.numberIn(scope)));
  }

  private interface Number {
    double in(Scope scope);
  }

  private static Term number(Number number) {
    return new Term(Kind.NUMBER, number::in);
  }
}
