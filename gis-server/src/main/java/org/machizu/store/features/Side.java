package org.machizu.store.features;

import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.AttributeType;

/**
 * One side of a comparison.
 *
 * @param sql a column or a mark
 * @param type null for an attribute that the epoch does not have
 * @param constant the value when it is a constant; else null
 */
public record Side(String sql, @Nullable AttributeType type, @Nullable Object constant) {
  boolean isNumber() {
    return type == AttributeType.INTEGER || type == AttributeType.REAL;
  }

  /** Whether it is a whole number and the other is not, or the other way round. */
  public boolean mixesWith(Side other) {
    return type != other.type && isNumber() && other.isNumber();
  }
}
