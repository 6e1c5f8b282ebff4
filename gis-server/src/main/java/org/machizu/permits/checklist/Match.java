package org.machizu.permits.checklist;

import java.util.Set;
import org.machizu.geo.feature.Feature;

/**
 * Features by one attribute.
 *
 * @param values as text; numbers as they are written in the layer
 */
public record Match(String attribute, Set<String> values) {
  public Match {
    values = Set.copyOf(values);
  }

  public boolean fits(Feature feature) {
    Object value = feature.get(attribute);
    return value != null && values.contains(value.toString());
  }
}
