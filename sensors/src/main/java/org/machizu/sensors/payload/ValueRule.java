package org.machizu.sensors.payload;

import java.util.List;
import java.util.Optional;

/**
 * Where a number stands and what it means: {@code unit(number × scale) + offset}.
 *
 * @param unit of the written number; a unit in the text itself goes before it
 * @param offset metres, per cent or volts, added last
 * @param field the value counts only in messages whose topic has this {@code {field}}
 * @param where all of these must hold in the element
 */
record ValueRule(
    Quantity quantity,
    Place from,
    Unit unit,
    double scale,
    double offset,
    Optional<String> field,
    List<Condition> where) {
  ValueRule {
    where = List.copyOf(where);
  }

  double toBase(double number, Unit written) {
    return written.toBase(number * scale) + offset;
  }
}
