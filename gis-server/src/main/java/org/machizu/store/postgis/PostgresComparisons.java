package org.machizu.store.postgis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.filter.Predicate;
import org.machizu.store.features.Comparisons;
import org.machizu.store.features.Side;
import org.machizu.store.sql.Condition;

/** PostgreSQL compares whole numbers with others as doubles; all else by its type. */
final class PostgresComparisons implements Comparisons {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Condition compare(Side left, Predicate.Operator operator, Side right) {
    if (isBeyond(left.constant()) || isBeyond(right.constant())) {
      return Condition.ANY;
    }
    if (!left.mixesWith(right)) {
      return simple(left, Comparisons.sign(operator), right, true);
    }
    // Doubles keep the order, but not every difference of large whole numbers.
    return operator == Predicate.Operator.NOT_EQUAL
        ? Condition.ANY
        : simple(left, Comparisons.coarseSign(operator), right, false);
  }

  /** Finer than the database's moments, or what it cannot hold. */
  private static boolean isBeyond(@Nullable Object constant) {
    return switch (constant) {
      case Instant moment -> moment.getNano() % 1_000_000 != 0;
      case String text -> text.indexOf('\0') >= 0;
      case Double d -> d.isNaN();
      case null, default -> false;
    };
  }

  private static Condition simple(Side left, String sign, Side right, boolean exact) {
    List<Object> values = new ArrayList<>();
    for (Side side : List.of(left, right)) {
      if (side.constant() != null) {
        values.add(Objects.requireNonNull(Values.STORED.toSql(side.constant())));
      }
    }
    return new Condition("(" + left.sql() + sign + right.sql() + ")", values, exact);
  }

  @Override
  public Condition isOneOf(Side column, List<Object> values) {
    ArrayNode list = JSON.createArrayNode();
    values.stream()
        .filter(v -> !isBeyond(v)) // nobody has it
        .forEach(list::addPOJO);
    return Condition.exact(
        "(%s IN (SELECT value::%s FROM json_array_elements_text(?::json)))"
            .formatted(column.sql(), Columns.bareType(Objects.requireNonNull(column.type()))),
        list.toString());
  }

  @Override
  public Condition startsWith(Side column, String prefix) {
    return new Condition("starts_with(" + column.sql() + ", ?::text)", List.of(prefix), false);
  }

  @Override
  public boolean keepsTypes() {
    return true;
  }
}
