package org.machizu.store.features;

import java.util.List;
import org.machizu.geo.filter.Predicate;
import org.machizu.store.sql.Condition;

/**
 * How a database compares. Where it would not answer exactly as the evaluation in memory does, the
 * condition lets more rows through and says so.
 */
public interface Comparisons {
  /** Compares two sides of one type, or two numbers. */
  Condition compare(Side left, Predicate.Operator operator, Side right);

  /** Whether a column of texts or whole numbers holds one of some values. */
  Condition isOneOf(Side column, List<Object> values);

  /** Whether a column of texts may begin so. */
  Condition startsWith(Side column, String prefix);

  /** Whether a column holds nothing but values of its type. */
  boolean keepsTypes();

  /** The sign of an operator, with blanks around it. */
  static String sign(Predicate.Operator operator) {
    return switch (operator) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " <> ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
    };
  }

  /** As {@link #sign} with the ends included, for values that are compared more coarsely. */
  static String coarseSign(Predicate.Operator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> " = ";
      case LESS, LESS_OR_EQUAL -> " <= ";
      case GREATER, GREATER_OR_EQUAL -> " >= ";
    };
  }
}
