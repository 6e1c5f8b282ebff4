package org.machizu.permits.checklist;

import java.util.List;
import org.machizu.geo.feature.Feature;

/**
 * Which of several areas counts for the whole site.
 *
 * @param attribute by which they are compared
 * @param order its values, the strictest first; empty: the higher the number, the stricter
 * @param near what is said when a stricter area may reach the site: true: that nobody can tell from
 *     the map; false: the strictest that is certain, with the doubtful one beside it
 */
public record Strictest(String attribute, List<String> order, boolean near) {
  public Strictest {
    order = List.copyOf(order);
  }

  /** How strict a feature is; higher is stricter, the lowest when its value is not in the order. */
  public double rank(Feature feature) {
    Object value = feature.get(attribute);
    if (order.isEmpty()) {
      return value instanceof Number number ? number.doubleValue() : Double.NEGATIVE_INFINITY;
    }
    int at = value == null ? -1 : order.indexOf(value.toString());
    return at < 0 ? Double.NEGATIVE_INFINITY : order.size() - at;
  }
}
