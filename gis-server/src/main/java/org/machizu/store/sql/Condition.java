package org.machizu.store.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL that is true for at least every row for which a predicate is true.
 *
 * @param exact true and unknown and false exactly as the predicate is; else rows must be looked at
 *     again
 */
public record Condition(String sql, List<Object> values, boolean exact) {
  public static final Condition ALL = new Condition("TRUE", List.of(), true);

  /** Says nothing about the row. */
  public static final Condition ANY = new Condition("TRUE", List.of(), false);

  public Condition {
    values = List.copyOf(values);
  }

  public static Condition exact(String sql, Object... values) {
    return new Condition(sql, List.of(values), true);
  }

  /** All joined by AND or OR, as a balanced tree (SQLite bounds the depth of an expression). */
  public static Condition join(String operator, List<Condition> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int middle = parts.size() / 2;
    Condition left = join(operator, parts.subList(0, middle));
    Condition right = join(operator, parts.subList(middle, parts.size()));
    List<Object> values = new ArrayList<>(left.values);
    values.addAll(right.values);
    return new Condition(
        "(" + left.sql + " " + operator + " " + right.sql + ")", values, left.exact && right.exact);
  }

  public Condition and(Condition other) {
    return join("AND", List.of(this, other));
  }
}
