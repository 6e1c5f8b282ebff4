package org.machizu.geo.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.machizu.geo.filter.Predicate.Operator;

/**
 * The conditions of rules as CQL2 JSON (OGC 21-065r2), about attributes only: {@code and or not =
 * <> < <= > >= isNull in between like}. Conditions about places and ids are neither read nor
 * written. Rules are kept for years and decide who sees what, so they speak this small part of the
 * language; the filters of requests speak all of it ({@link Cql2}).
 */
public final class Cql2Json {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_PARTS = 1_000;

  private int parts;

  private Cql2Json() {}

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException when it is not one, or too large; names the part
   */
  public static Predicate read(JsonNode json) {
    return new Cql2Json().predicate(json, 0);
  }

  /**
   * Writes a condition.
   *
   * @throws IllegalArgumentException for conditions about places and ids
   */
  public static JsonNode write(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Everything() -> JSON.booleanNode(true);
      case Predicate.Nothing() -> JSON.booleanNode(false);
      case Predicate.And(List<Predicate> operands) ->
          operation("and", operands.stream().map(Cql2Json::write).toList());
      case Predicate.Or(List<Predicate> operands) ->
          operation("or", operands.stream().map(Cql2Json::write).toList());
      case Predicate.Not(Predicate operand) -> operation("not", List.of(write(operand)));
      case Predicate.Comparison(Expression left, Operator operator, Expression right) ->
          operation(sign(operator), List.of(write(left), write(right)));
      case Predicate.IsNull(Expression operand) -> operation("isNull", List.of(write(operand)));
      case Predicate.In(Expression operand, List<Expression.Literal> values) -> {
        ArrayNode list = JSON.arrayNode();
        values.forEach(value -> list.add(write(value)));
        yield operation("in", List.of(write(operand), list));
      }
      case Predicate.Between(Expression operand, Expression low, Expression high) ->
          operation("between", List.of(write(operand), write(low), write(high)));
      case Predicate.Like(Expression operand, String pattern, boolean ignoreCase) -> {
        JsonNode text = JSON.textNode(pattern);
        yield operation(
            "like",
            ignoreCase
                ? List.of(
                    operation("casei", List.of(write(operand))), operation("casei", List.of(text)))
                : List.of(write(operand), text));
      }
      case Predicate.IntersectsBox _, Predicate.Intersects _, Predicate.Relates _ ->
          throw new IllegalArgumentException("a condition about places is not written here");
    };
  }

  private static JsonNode operation(String name, List<JsonNode> arguments) {
    ObjectNode node = JSON.objectNode().put("op", name);
    node.putArray("args").addAll(arguments);
    return node;
  }

  private static JsonNode write(Expression expression) {
    return switch (expression) {
      case Expression.Property(String name) -> JSON.objectNode().put("property", name);
      case Expression.Literal(Object value) ->
          switch (value) {
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Boolean truth -> JSON.booleanNode(truth);
            case LocalDate day -> JSON.objectNode().put("date", day.toString());
            case Instant moment -> JSON.objectNode().put("timestamp", moment.toString());
            default -> JSON.textNode(value.toString());
          };
      case Expression.Id() ->
          throw new IllegalArgumentException("a condition about ids is not written here");
      case Expression.Place _,
          Expression.CaseFolded _,
          Expression.Unaccented _,
          Expression.Arithmetic _ ->
          throw new IllegalArgumentException("a reckoned value is not written here");
    };
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  private Predicate predicate(JsonNode json, int depth) {
    count(depth);
    if (json.isBoolean()) {
      return json.booleanValue() ? new Predicate.Everything() : new Predicate.Nothing();
    }
    String name = json.path("op").asText();
    JsonNode arguments = json.path("args");
    return switch (name) {
      case "and" -> new Predicate.And(predicates(json, arguments, depth));
      case "or" -> new Predicate.Or(predicates(json, arguments, depth));
      case "not" -> new Predicate.Not(predicate(argument(json, arguments, 0, 1), depth + 1));
      case "=" -> comparison(json, Operator.EQUAL);
      case "<>" -> comparison(json, Operator.NOT_EQUAL);
      case "<" -> comparison(json, Operator.LESS);
      case "<=" -> comparison(json, Operator.LESS_OR_EQUAL);
      case ">" -> comparison(json, Operator.GREATER);
      case ">=" -> comparison(json, Operator.GREATER_OR_EQUAL);
      case "isNull" -> new Predicate.IsNull(expression(argument(json, arguments, 0, 1)));
      case "in" -> in(json, arguments);
      case "between" ->
          new Predicate.Between(
              expression(argument(json, arguments, 0, 3)),
              expression(argument(json, arguments, 1, 3)),
              expression(argument(json, arguments, 2, 3)));
      case "like" -> like(json, arguments);
      default ->
          throw new IllegalArgumentException(
              "%s is not a condition; give {\"op\": …, \"args\": […]} with one of and, or, not, =, <>, <, <=, >, >=, isNull, in, between, like"
                  .formatted(shortened(json)));
    };
  }

  private void count(int depth) {
    parts++;
    if (depth > MAX_DEPTH || parts > MAX_PARTS) {
      throw new IllegalArgumentException(
          "the condition is too large; up to %d parts and %d levels are allowed"
              .formatted(MAX_PARTS, MAX_DEPTH));
    }
  }

  private List<Predicate> predicates(JsonNode json, JsonNode arguments, int depth) {
    if (!arguments.isArray() || arguments.isEmpty()) {
      throw wrongArguments(json, "one or more conditions");
    }
    List<Predicate> operands = new ArrayList<>();
    arguments.forEach(argument -> operands.add(predicate(argument, depth + 1)));
    return operands;
  }

  private Predicate comparison(JsonNode json, Operator operator) {
    JsonNode arguments = json.path("args");
    return new Predicate.Comparison(
        expression(argument(json, arguments, 0, 2)),
        operator,
        expression(argument(json, arguments, 1, 2)));
  }

  private Predicate in(JsonNode json, JsonNode arguments) {
    JsonNode list = argument(json, arguments, 1, 2);
    if (!list.isArray()) {
      throw wrongArguments(json, "a property and a list of values");
    }
    List<Expression.Literal> values = new ArrayList<>();
    for (JsonNode value : list) {
      if (!(expression(value) instanceof Expression.Literal literal)) {
        throw wrongArguments(json, "a property and a list of values");
      }
      values.add(literal);
    }
    return new Predicate.In(expression(argument(json, arguments, 0, 2)), values);
  }

  private Predicate like(JsonNode json, JsonNode arguments) {
    JsonNode operand = argument(json, arguments, 0, 2);
    JsonNode pattern = argument(json, arguments, 1, 2);
    boolean ignoreCase = isFolded(operand) && isFolded(pattern);
    if (ignoreCase) {
      operand = operand.path("args").path(0);
      pattern = pattern.path("args").path(0);
    }
    if (!pattern.isTextual()) {
      throw wrongArguments(json, "a property and a pattern");
    }
    return new Predicate.Like(expression(operand), pattern.textValue(), ignoreCase);
  }

  private static boolean isFolded(JsonNode json) {
    return "casei".equals(json.path("op").asText());
  }

  private Expression expression(JsonNode json) {
    count(0);
    if (json.path("property").isTextual()) {
      return new Expression.Property(json.get("property").textValue());
    }
    if (json.isTextual()) {
      return new Expression.Literal(json.textValue());
    }
    if (json.isBoolean()) {
      return new Expression.Literal(json.booleanValue());
    }
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return new Expression.Literal(json.longValue());
    }
    if (json.isNumber() && Double.isFinite(json.doubleValue())) {
      return new Expression.Literal(json.doubleValue());
    }
    try {
      if (json.path("date").isTextual()) {
        return new Expression.Literal(LocalDate.parse(json.get("date").textValue()));
      }
      if (json.path("timestamp").isTextual()) {
        return new Expression.Literal(Instant.parse(json.get("timestamp").textValue()));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          shortened(json) + " is not a day (2026-01-31) or a moment (2026-01-31T00:00:00Z)", e);
    }
    throw new IllegalArgumentException(
        shortened(json)
            + " is not a value; give {\"property\": …}, a text, number or truth value, {\"date\": …} or {\"timestamp\": …}");
  }

  private static JsonNode argument(JsonNode json, JsonNode arguments, int index, int wanted) {
    if (!arguments.isArray() || arguments.size() != wanted) {
      throw wrongArguments(json, wanted + " arguments");
    }
    return arguments.get(index);
  }

  private static IllegalArgumentException wrongArguments(JsonNode json, String wanted) {
    return new IllegalArgumentException(
        "'%s' takes %s in 'args', but got %s"
            .formatted(json.path("op").asText(), wanted, shortened(json.path("args"))));
  }

  private static String shortened(JsonNode json) {
    String text = json.isMissingNode() ? "nothing" : json.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
