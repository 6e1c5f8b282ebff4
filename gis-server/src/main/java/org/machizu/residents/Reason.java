package org.machizu.residents;

import java.util.Map;
import java.util.TreeMap;

/**
 * Why a household stands in the list, as a code that the viewer has words for.
 *
 * @param code a flag's ("alone"), {@code road-} with a state's, {@code snow-hours}, {@code
 *     reported} or {@code follow-up}
 * @param points what it adds to the score
 * @param values numbers, moments and days by name; no names of people and no notes
 */
public record Reason(String code, double points, Map<String, Object> values) {
  public Reason {
    values = Map.copyOf(values);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new TreeMap<>(values);
    json.put("code", code);
    json.put("points", points);
    return json;
  }
}
