package org.machizu.guidance;

import java.util.Optional;
import org.machizu.geo.network.Road;
import org.machizu.guidance.rules.GuidanceRules.RoadRule;

/**
 * How a town's columns are called in its layer of roads.
 *
 * @param name the road's name
 * @param width 幅員, m
 * @param section the number of a piece of road, by which underpasses name theirs
 */
public record RoadColumns(String name, String width, String section) {
  /** Whether a rule is about a road. */
  boolean fit(RoadRule rule, Road road) {
    if (rule.narrowerThanM() < Double.POSITIVE_INFINITY
        && !(road.attributes().get(width) instanceof Number number
            && number.doubleValue() > 0
            && number.doubleValue() < rule.narrowerThanM())) {
      return false;
    }
    return rule.column().isEmpty()
        || text(road, rule.column()).filter(rule.words()::contains).isPresent();
  }

  /** What people call a road; empty when it has no name. */
  Optional<String> nameOf(Road road) {
    return text(road, name);
  }

  static Optional<String> text(Road road, String column) {
    return Optional.ofNullable(road.attributes().get(column))
        .map(value -> value.toString().strip())
        .filter(value -> !value.isEmpty());
  }
}
