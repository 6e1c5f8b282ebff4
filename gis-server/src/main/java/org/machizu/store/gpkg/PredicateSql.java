package org.machizu.store.gpkg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Coarsening;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Sql;

/**
 * Turns a predicate into a condition over a table with alias {@code t}. Values are bound, names
 * come from the schema and are quoted. Where SQL would not answer exactly as the evaluation in
 * memory does (text patterns, exact geometry, moments that other programs wrote in another form),
 * the condition lets more rows through and says so.
 */
final class PredicateSql {
  /** Deeper trees and more parts are nobody's honest question. */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_PARTS = 20_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Schema schema;
  private final @Nullable Coarsening coarsening;
  private final Epoch epoch;
  private final RowSource source;
  private int parts;

  /**
   * @param schema the attributes that the predicate may name
   * @param coarsening when the predicate looks at places that are shown only so
   */
  private PredicateSql(
      Schema schema, @Nullable Coarsening coarsening, Epoch epoch, RowSource source) {
    this.schema = schema;
    this.coarsening = coarsening;
    this.epoch = epoch;
    this.source = source;
  }

  static Condition translate(
      Predicate predicate,
      Schema schema,
      @Nullable Coarsening coarsening,
      Epoch epoch,
      RowSource source) {
    return new PredicateSql(schema, coarsening, epoch, source).of(predicate, 0);
  }

  private Condition of(Predicate predicate, int depth) {
    count(1);
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "the condition is nested deeper than " + MAX_DEPTH + "; write it flatter");
    }
    return switch (predicate) {
      case Predicate.Everything() -> Condition.ALL;
      case Predicate.Nothing() -> Condition.exact("0");
      case Predicate.And(List<Predicate> operands) ->
          operands.isEmpty() ? Condition.ALL : Condition.join("AND", all(operands, depth));
      case Predicate.Or(List<Predicate> operands) ->
          operands.isEmpty() ? Condition.exact("0") : Condition.join("OR", all(operands, depth));
      case Predicate.Not(Predicate operand) -> {
        Condition inner = of(operand, depth + 1);
        yield inner.exact()
            ? new Condition("(NOT " + inner.sql() + ")", inner.values(), true)
            : Condition.ANY;
      }
      case Predicate.Comparison(Expression left, Predicate.Operator operator, Expression right) ->
          compare(left, operator, right);
      case Predicate.IsNull(Expression operand) -> isNull(operand);
      case Predicate.In(Expression operand, List<Expression.Literal> values) -> in(operand, values);
      case Predicate.Between(Expression operand, Expression low, Expression high) ->
          Condition.join(
              "AND",
              List.of(
                  compare(operand, Predicate.Operator.GREATER_OR_EQUAL, low),
                  compare(operand, Predicate.Operator.LESS_OR_EQUAL, high)));
      case Predicate.Like like -> like(like);
      case Predicate.IntersectsBox(Envelope box) -> box(box);
      case Predicate.Intersects(var geometry) -> {
        Optional<Envelope> box = Envelope.of(geometry);
        yield box.isEmpty() ? Condition.exact("0") : box(box.get());
      }
    };
  }

  private void count(int more) {
    parts += more;
    if (parts > MAX_PARTS) {
      throw new IllegalArgumentException(
          "the condition has more than " + MAX_PARTS + " parts; ask in several pieces");
    }
  }

  private List<Condition> all(List<Predicate> operands, int depth) {
    return operands.stream().map(p -> of(p, depth + 1)).toList();
  }

  private Condition box(Envelope box) {
    if (!epoch.hasGeometry()) {
      return Condition.exact("0");
    }
    return coarsening == null ? source.inBox(box) : Condition.ANY; // the true box does not tell
  }

  /** One side of a comparison: its SQL, its type, and the value when it is a constant. */
  private record Side(String sql, @Nullable AttributeType type, @Nullable Object constant) {
    List<Object> values() {
      return constant == null ? List.of() : List.of(constant);
    }

    boolean isNumber() {
      return type == AttributeType.INTEGER || type == AttributeType.REAL;
    }
  }

  private Side side(Expression expression) {
    return switch (expression) {
      case Expression.Id() -> new Side("t.fid", AttributeType.INTEGER, null);
      case Expression.Property(String name) -> {
        Attribute attribute =
            schema
                .find(name)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "there is no attribute '%s'; there are %s"
                            .formatted(
                                name, schema.attributes().stream().map(Attribute::name).toList())));
        String column = epoch.findColumn(attribute);
        yield column == null
            ? new Side("NULL", null, null)
            : new Side("t." + Sql.name(column), attribute.type(), null);
      }
      case Expression.Literal(Object value) -> new Side("?", typeOf(value), value);
    };
  }

  private static AttributeType typeOf(Object value) {
    return switch (value) {
      case Long l -> AttributeType.INTEGER;
      case Double d -> AttributeType.REAL;
      case Boolean b -> AttributeType.BOOLEAN;
      case LocalDate d -> AttributeType.DATE;
      case Instant i -> AttributeType.DATETIME;
      default -> AttributeType.TEXT;
    };
  }

  private Condition compare(
      Expression leftExpression, Predicate.Operator operator, Expression rightExpression) {
    Side left = side(leftExpression);
    Side right = side(rightExpression);
    if (left.type == null || right.type == null) {
      return Condition.exact("NULL");
    }
    if (left.isNumber() && right.isNumber()) {
      return simple(left, operator, right); // SQLite compares whole and real numbers exactly
    }
    if (left.type != right.type) {
      return Condition.exact("NULL");
    }
    return switch (left.type) {
      case DATETIME -> moments(left, operator, right);
      // A year beyond 9999 or a time of day behind the day breaks the order of the text.
      case DATE -> days(left, operator, right);
      default -> simple(left, operator, right);
    };
  }

  private static Condition simple(Side left, Predicate.Operator operator, Side right) {
    List<Object> values = new ArrayList<>();
    for (Side side : List.of(left, right)) {
      side.values().forEach(v -> values.add(Objects.requireNonNull(Values.toSql(v))));
    }
    return new Condition("(" + left.sql + sign(operator) + right.sql + ")", values, true);
  }

  /**
   * By the second, ends included: other programs leave the milliseconds out. Zones other than Z are
   * not expected of a GeoPackage, but a day on both sides covers them.
   */
  private static Condition moments(Side left, Predicate.Operator operator, Side right) {
    return seconds(left, operator, right, Instant.class, 19);
  }

  private static Condition days(Side left, Predicate.Operator operator, Side right) {
    return seconds(left, operator, right, LocalDate.class, 10);
  }

  private static Condition seconds(
      Side left, Predicate.Operator operator, Side right, Class<?> type, int characters) {
    if (operator == Predicate.Operator.NOT_EQUAL) {
      return Condition.ANY;
    }
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder("(");
    sql.append(cut(left, type, characters, values));
    sql.append(
        switch (operator) {
          case EQUAL, NOT_EQUAL -> " = ";
          case LESS, LESS_OR_EQUAL -> " <= ";
          case GREATER, GREATER_OR_EQUAL -> " >= ";
        });
    sql.append(cut(right, type, characters, values)).append(')');
    return new Condition(sql.toString(), values, false);
  }

  private static String cut(Side side, Class<?> type, int characters, List<Object> values) {
    if (side.constant == null) {
      return "substr(" + side.sql + ", 1, " + characters + ")";
    }
    String text = String.valueOf(Values.toSql(type.cast(side.constant)));
    values.add(text.substring(0, characters));
    return "?";
  }

  private Condition isNull(Expression operand) {
    Side side = side(operand);
    if (side.constant != null) {
      return Condition.exact("0");
    }
    if (side.type == null) {
      return Condition.exact("1");
    }
    // What a type cannot take reads as empty, so only text is sure to be seen as SQL sees it.
    boolean sure = side.type == AttributeType.TEXT || operand instanceof Expression.Id;
    return sure ? Condition.exact("(" + side.sql + " IS NULL)") : Condition.ANY;
  }

  private Condition in(Expression operand, List<Expression.Literal> literals) {
    Side side = side(operand);
    count(literals.size());
    if (side.type == null) {
      return Condition.exact("NULL");
    }
    if (literals.isEmpty()) {
      return Condition.ANY;
    }
    boolean plain =
        side.constant == null
            && (side.type == AttributeType.TEXT || side.type == AttributeType.INTEGER)
            && literals.stream().allMatch(l -> typeOf(l.value()) == side.type);
    if (plain) {
      ArrayNode list = JSON.createArrayNode();
      literals.forEach(l -> list.addPOJO(l.value()));
      return Condition.exact(
          "(" + side.sql + " IN (SELECT value FROM json_each(?)))", list.toString());
    }
    List<Condition> each =
        literals.stream().map(l -> compare(operand, Predicate.Operator.EQUAL, l)).toList();
    return Condition.join("OR", each);
  }

  private Condition like(Predicate.Like like) {
    Side side = side(like.operand());
    if (side.type != AttributeType.TEXT) {
      return Condition.exact("NULL");
    }
    String prefix = like.ignoreCase() ? "" : fixedStart(like.pattern());
    if (prefix.isEmpty() || side.constant != null) {
      return Condition.ANY;
    }
    return new Condition(
        "(substr(" + side.sql + ", 1, length(?)) = ?)", Collections.nCopies(2, prefix), false);
  }

  /** The characters before the first wildcard. */
  private static String fixedStart(String pattern) {
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' || c == '_' || c == '\\') {
        break;
      }
      start.append(c);
    }
    return start.toString();
  }

  private static String sign(Predicate.Operator operator) {
    return switch (operator) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " <> ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
    };
  }
}
