package org.machizu.maps.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions by the rules of the MapLibre style specification: what is known to be of
 * another kind than is wanted is refused when it is read, what only the data show is looked at when
 * it is evaluated, and texts become colours and labels where these are wanted.
 */
final class ExpressionParser {
  private static final ExpressionParser INSTANCE = new ExpressionParser();

  private static final Set<String> CONVERSIONS =
      Set.of("to-string", "to-boolean", "to-number", "to-color", "string", "number", "boolean");

  private ExpressionParser() {}

  static ExpressionParser get() {
    return INSTANCE;
  }

  /** The value of a property: an expression, or a plain value, which may be a list. */
  static Term property(JsonNode value, Kind wanted) throws UnknownExpressionException {
    if (value.isArray() && !value.path(0).isTextual()) {
      return INSTANCE.fit(Term.literal(plain(value)), wanted, false);
    }
    Term term = INSTANCE.bare(value, wanted);
    // Words of properties are turned into texts, while those within expressions must be texts.
    return wanted == Kind.TEXT && term.kind() == Kind.VALUE
        ? new Term(Kind.TEXT, scope -> Conversions.text(term.in(scope)))
        : INSTANCE.fit(term, wanted, true);
  }

  /** A part of an expression. */
  Term part(JsonNode expression, @Nullable Kind wanted) throws UnknownExpressionException {
    return fit(bare(expression, wanted), wanted, true);
  }

  /** The parts of an expression from one on. */
  List<Term> parts(JsonNode expression, int from, Kind wanted) throws UnknownExpressionException {
    List<Term> parts = new ArrayList<>();
    for (int i = from; i < expression.size(); i++) {
      parts.add(part(expression.get(i), wanted));
    }
    return parts;
  }

  /** The one part of an expression that has only one. */
  Term only(JsonNode expression, Kind wanted) throws UnknownExpressionException {
    require(expression.size() == 2, expression.path(0).asText());
    return part(expression.get(1), wanted);
  }

  void require(boolean fits, String what) throws UnknownExpressionException {
    if (!fits) {
      throw new UnknownExpressionException(what);
    }
  }

  /** What an expression gives that was read for something wanted. */
  Kind given(Kind wanted) {
    return wanted == Kind.LABEL ? Kind.TEXT : wanted;
  }

  private Term fit(Term term, @Nullable Kind wanted, boolean isExpression)
      throws UnknownExpressionException {
    Kind kind = term.kind();
    if (wanted == null || wanted == Kind.VALUE || (kind == wanted && kind != Kind.VALUE)) {
      return term;
    }
    if (wanted == Kind.LABEL && (kind == Kind.TEXT || kind == Kind.VALUE)) {
      return new Term(Kind.TEXT, scope -> Conversions.text(term.in(scope)));
    }
    if (wanted == Kind.COLOUR && (kind == Kind.TEXT || kind == Kind.VALUE)) {
      return new Term(Kind.COLOUR, scope -> Conversions.colour(term.in(scope)));
    }
    require(kind == Kind.VALUE && isExpression, "a value that is no " + wanted);
    return term.asserted(wanted);
  }

  /** An expression before it is fitted to what is wanted of it. */
  Term bare(JsonNode expression, @Nullable Kind wanted) throws UnknownExpressionException {
    if (!expression.isArray()) {
      require(!expression.isObject(), "an object");
      return constant(Term.literal(plain(expression)), wanted);
    }
    require(expression.path(0).isTextual(), "a list that is no expression");
    String operator = expression.get(0).textValue();
    if (Arithmetic.knows(operator)) {
      return Arithmetic.parse(operator, expression, this);
    }
    if (Comparisons.knows(operator)) {
      return Comparisons.parse(operator, expression, this);
    }
    if (Words.knows(operator)) {
      return Words.parse(operator, expression, this);
    }
    return switch (operator) {
      case "literal" -> {
        require(expression.size() == 2 && !expression.get(1).isObject(), "literal");
        yield constant(Term.literal(plain(expression.get(1))), wanted);
      }
      case "case" -> Decisions.parseCase(expression, wanted, this);
      case "match" -> Decisions.parseMatch(expression, wanted, this);
      case "coalesce" -> Decisions.parseCoalesce(expression, wanted, this);
      case "step" -> Decisions.parseStep(expression, wanted, this);
      case "interpolate" -> Decisions.parseInterpolate(expression, wanted, this);
      case "number-format" -> NumberText.parse(expression, this);
      default -> simple(operator, expression);
    };
  }

  private Term simple(String operator, JsonNode expression) throws UnknownExpressionException {
    return switch (operator) {
      case "get" -> {
        Term name = only(expression, Kind.TEXT);
        yield new Term(Kind.VALUE, scope -> scope.feature().get(name.textIn(scope)));
      }
      case "has" -> {
        Term name = only(expression, Kind.TEXT);
        yield new Term(Kind.BOOLEAN, scope -> scope.feature().get(name.textIn(scope)) != null);
      }
      case "zoom" -> new Term(Kind.NUMBER, Scope::zoom);
      case "id" -> new Term(Kind.VALUE, scope -> scope.feature().id());
      case "geometry-type" -> new Term(Kind.TEXT, scope -> scope.feature().geometryType());
      case "!" -> {
        Term of = only(expression, Kind.BOOLEAN);
        yield new Term(Kind.BOOLEAN, scope -> !of.holdsIn(scope));
      }
      case "all", "any" -> {
        List<Term> parts = parts(expression, 1, Kind.BOOLEAN);
        boolean isAll = operator.equals("all");
        yield new Term(
            Kind.BOOLEAN,
            scope -> {
              for (Term part : parts) {
                if (part.holdsIn(scope) != isAll) {
                  return !isAll;
                }
              }
              return isAll;
            });
      }
      case "rgb", "rgba" -> {
        List<Term> parts = parts(expression, 1, Kind.NUMBER);
        require(parts.size() == operator.length(), operator);
        yield new Term(
            Kind.COLOUR,
            scope -> Conversions.rgba(parts.stream().map(p -> p.numberIn(scope)).toList()));
      }
      default -> converted(operator, expression);
    };
  }

  private Term converted(String operator, JsonNode expression) throws UnknownExpressionException {
    require(CONVERSIONS.contains(operator), operator);
    List<Term> parts = parts(expression, 1, Kind.VALUE);
    require(!parts.isEmpty(), operator);
    Term first = parts.getFirst();
    return switch (operator) {
      case "to-string" -> new Term(Kind.TEXT, scope -> Conversions.text(first.in(scope)));
      case "to-boolean" -> new Term(Kind.BOOLEAN, scope -> Conversions.isTruthy(first.in(scope)));
      case "to-number" -> new Term(Kind.NUMBER, scope -> toNumber(parts, scope));
      case "to-color" -> new Term(Kind.COLOUR, scope -> toColour(parts, scope));
      case "string" -> new Term(Kind.TEXT, scope -> firstOf(Kind.TEXT, parts, scope));
      case "number" -> new Term(Kind.NUMBER, scope -> firstOf(Kind.NUMBER, parts, scope));
      default -> new Term(Kind.BOOLEAN, scope -> firstOf(Kind.BOOLEAN, parts, scope));
    };
  }

  private static Object firstOf(Kind kind, List<Term> parts, Scope scope) {
    for (Term part : parts) {
      Object value = part.in(scope);
      if (value != null && Kind.of(value) == kind) {
        return value;
      }
    }
    throw new EvaluationException("none is a " + kind);
  }

  private static Double toNumber(List<Term> parts, Scope scope) {
    for (Term part : parts) {
      Object value = part.in(scope);
      if (value == null) {
        return 0.0;
      }
      double number = Conversions.number(value);
      if (!Double.isNaN(number)) {
        return number;
      }
    }
    throw new EvaluationException("none is a number");
  }

  private static Rgba toColour(List<Term> parts, Scope scope) {
    for (Term part : parts.subList(0, parts.size() - 1)) {
      try {
        return Conversions.colour(part.in(scope));
      } catch (EvaluationException e) {
        // the next may be one
      }
    }
    return Conversions.colour(parts.getLast().in(scope));
  }

  /** A colour that is written down is read once; one that is none is told at once. */
  private static Term constant(Term literal, @Nullable Kind wanted)
      throws UnknownExpressionException {
    if (wanted != Kind.COLOUR || literal.kind() != Kind.TEXT) {
      return literal;
    }
    try {
      return Term.literal(Conversions.colour(literal.in(new Scope(0, Subject.NONE))));
    } catch (EvaluationException e) {
      throw new UnknownExpressionException("an unknown colour");
    }
  }

  /** A JSON value as a value of expressions. */
  static @Nullable Object plain(JsonNode json) throws UnknownExpressionException {
    if (json.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (JsonNode one : json) {
        list.add(plain(one));
      }
      return list;
    }
    if (json.isObject()) {
      throw new UnknownExpressionException("an object");
    }
    if (json.isNumber()) {
      return json.doubleValue();
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    return json.isTextual() ? json.textValue() : null;
  }
}
