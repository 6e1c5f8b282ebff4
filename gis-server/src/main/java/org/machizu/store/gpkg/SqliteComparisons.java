package org.machizu.store.gpkg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.machizu.geo.filter.Predicate;
import org.machizu.store.features.Comparisons;
import org.machizu.store.features.Side;
import org.machizu.store.sql.Condition;

/** SQLite compares whole and real numbers exactly; days and moments are texts. */
final class SqliteComparisons implements Comparisons {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Condition compare(Side left, Predicate.Operator operator, Side right) {
    if (left.mixesWith(right)) {
      return simple(left, operator, right);
    }
    return switch (left.type()) {
      // By the second, ends included: other programs leave the milliseconds out. Zones other than Z
      // are not expected of a GeoPackage, but a day on both sides covers them.
      case DATETIME -> characters(left, operator, right, Instant.class, 19);
      // A year beyond 9999 or a time of day behind the day breaks the order of the text.
      case DATE -> characters(left, operator, right, LocalDate.class, 10);
      case null, default -> simple(left, operator, right);
    };
  }

  private static Condition simple(Side left, Predicate.Operator operator, Side right) {
    List<Object> values = new ArrayList<>();
    for (Side side : List.of(left, right)) {
      if (side.constant() != null) {
        values.add(Objects.requireNonNull(Values.STORED.toSql(side.constant())));
      }
    }
    return new Condition(
        "(" + left.sql() + Comparisons.sign(operator) + right.sql() + ")", values, true);
  }

  private static Condition characters(
      Side left, Predicate.Operator operator, Side right, Class<?> type, int characters) {
    if (operator == Predicate.Operator.NOT_EQUAL) {
      return Condition.ANY;
    }
    List<Object> values = new ArrayList<>();
    String sql =
        "("
            + cut(left, type, characters, values)
            + Comparisons.coarseSign(operator)
            + cut(right, type, characters, values)
            + ")";
    return new Condition(sql, values, false);
  }

  private static String cut(Side side, Class<?> type, int characters, List<Object> values) {
    if (side.constant() == null) {
      return "substr(" + side.sql() + ", 1, " + characters + ")";
    }
    String text = String.valueOf(Values.STORED.toSql(type.cast(side.constant())));
    values.add(text.substring(0, characters));
    return "?";
  }

  @Override
  public Condition isOneOf(Side column, List<Object> values) {
    ArrayNode list = JSON.createArrayNode();
    values.forEach(list::addPOJO);
    return Condition.exact(
        "(" + column.sql() + " IN (SELECT value FROM json_each(?)))", list.toString());
  }

  @Override
  public Condition startsWith(Side column, String prefix) {
    return new Condition(
        "(substr(" + column.sql() + ", 1, length(?)) = ?)", Collections.nCopies(2, prefix), false);
  }

  @Override
  public boolean keepsTypes() {
    return false;
  }
}
