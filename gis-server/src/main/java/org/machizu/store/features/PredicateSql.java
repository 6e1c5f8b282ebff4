package org.machizu.store.features;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Coarsening;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.geo.filter.Shape;
import org.machizu.geo.filter.SpatialRelation;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Sql;

/**
 * Turns a predicate into a condition over a table with alias {@code t}. Values are bound, names
 * come from the schema and are quoted. Where SQL would not answer exactly as the evaluation in
 * memory does (text patterns, exact geometry, and what {@link Comparisons} say), the condition lets
 * more rows through and says so.
 */
final class PredicateSql {
  /** Deeper trees and more parts are nobody's honest question. */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_PARTS = 20_000;
  private static final Condition NOTHING = Condition.exact("FALSE");
  private static final Condition UNKNOWN = Condition.exact("NULL");

  private final Schema schema;
  private final @Nullable Coarsening coarsening;
  private final RowSource source;
  private final Epoch epoch;
  private final Comparisons comparisons;
  private int parts;

  /**
   * @param schema the attributes that the predicate may name
   * @param coarsening when the predicate looks at places that are shown only so
   */
  private PredicateSql(Schema schema, @Nullable Coarsening coarsening, RowSource source) {
    this.schema = schema;
    this.coarsening = coarsening;
    this.source = source;
    this.epoch = source.epoch();
    this.comparisons = epoch.dialect().comparisons();
  }

  static Condition translate(
      Predicate predicate, Schema schema, @Nullable Coarsening coarsening, RowSource source) {
    return new PredicateSql(schema, coarsening, source).of(predicate, 0);
  }

  private Condition of(Predicate predicate, int depth) {
    count(1);
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "the condition is nested deeper than " + MAX_DEPTH + "; write it flatter");
    }
    List<Expression> own = predicate.ownExpressions();
    if (own.stream().anyMatch(Expression::isComputed)) {
      return computed(own);
    }
    return switch (predicate) {
      case Predicate.Everything() -> Condition.ALL;
      case Predicate.Nothing() -> NOTHING;
      case Predicate.And(List<Predicate> operands) ->
          operands.isEmpty() ? Condition.ALL : Condition.join("AND", all(operands, depth));
      case Predicate.Or(List<Predicate> operands) ->
          operands.isEmpty() ? NOTHING : Condition.join("OR", all(operands, depth));
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
        yield box.isEmpty() ? NOTHING : box(box.get());
      }
      case Predicate.Relates(SpatialRelation relation, Shape shape) -> relates(relation, shape);
    };
  }

  /**
   * What is reckoned from a column (folded texts, arithmetic) is reckoned after reading: the
   * databases fold by other tables of letters, and one of them ends a statement at a division by
   * zero. That it looks at attributes that may be asked is looked at here.
   */
  private Condition computed(List<Expression> own) {
    for (Expression expression : own) {
      expression.leaves().forEach(this::side);
      count(expression.leaves().size());
    }
    return Condition.ANY;
  }

  /** By the boxes first; how the shapes lie is looked at after reading. */
  private Condition relates(SpatialRelation relation, Shape shape) {
    if (!epoch.hasGeometry()) {
      return UNKNOWN;
    }
    return relation == SpatialRelation.DISJOINT
        ? Condition.ANY
        : box(Envelope.of(shape.geometry()).orElseThrow());
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
      return NOTHING;
    }
    return coarsening == null
        ? epoch.dialect().inBox(source, box)
        : Condition.ANY; // the true box does not tell
  }

  private Side side(Expression expression) {
    return switch (expression) {
      case Expression.Id() -> new Side("t.fid", AttributeType.INTEGER, null);
      case Expression.Place _,
          Expression.CaseFolded _,
          Expression.Unaccented _,
          Expression.Arithmetic _ ->
          new Side("NULL", null, null); // equal to nothing, or seen to before
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
            : new Side(
                epoch.dialect().read("t." + Sql.name(column), attribute.type()),
                attribute.type(),
                null);
      }
      case Expression.Literal(Object value) -> {
        AttributeType type = typeOf(value);
        yield new Side(epoch.dialect().mark(type), type, value);
      }
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
    if (left.type() == null || right.type() == null) {
      return UNKNOWN;
    }
    if (left.type() != right.type() && !left.mixesWith(right)) {
      return UNKNOWN;
    }
    return comparisons.compare(left, operator, right);
  }

  private Condition isNull(Expression operand) {
    if (operand instanceof Expression.Place) {
      // What is damaged reads as no place.
      return epoch.hasGeometry() ? Condition.ANY : Condition.ALL;
    }
    Side side = side(operand);
    if (side.constant() != null) {
      return NOTHING;
    }
    if (side.type() == null) {
      return Condition.ALL;
    }
    // What a type cannot take reads as empty, so only text is sure to be seen as SQL sees it.
    boolean sure =
        side.type() == AttributeType.TEXT
            || operand instanceof Expression.Id
            || comparisons.keepsTypes();
    return sure ? Condition.exact("(" + side.sql() + " IS NULL)") : Condition.ANY;
  }

  private Condition in(Expression operand, List<Expression.Literal> literals) {
    Side side = side(operand);
    count(literals.size());
    if (side.type() == null) {
      return UNKNOWN;
    }
    if (literals.isEmpty()) {
      return Condition.ANY;
    }
    boolean plain =
        side.constant() == null
            && (side.type() == AttributeType.TEXT || side.type() == AttributeType.INTEGER)
            && literals.stream().allMatch(l -> typeOf(l.value()) == side.type());
    if (plain) {
      return comparisons.isOneOf(side, literals.stream().map(Expression.Literal::value).toList());
    }
    List<Condition> each =
        literals.stream().map(l -> compare(operand, Predicate.Operator.EQUAL, l)).toList();
    return Condition.join("OR", each);
  }

  private Condition like(Predicate.Like like) {
    Side side = side(like.operand());
    if (side.type() != AttributeType.TEXT) {
      return UNKNOWN;
    }
    String prefix = like.ignoreCase() ? "" : fixedStart(like.pattern());
    if (prefix.isEmpty() || side.constant() != null) {
      return Condition.ANY;
    }
    return comparisons.startsWith(side, prefix);
  }

  /** The characters before the first wildcard. */
  private static String fixedStart(String pattern) {
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%' || c == '_' || c == '\\' || c == '\0') {
        break;
      }
      start.append(c);
    }
    return start.toString();
  }
}
