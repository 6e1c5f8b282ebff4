package org.machizu.permits.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * What judging a line came to.
 *
 * @param named the features it rests on, the weightiest first
 * @param values what holds for the whole site, by attribute or measure
 * @param remark why it is so, where the result alone does not tell
 * @param drawn what a map should show besides the features (a building line), metres in the zone
 */
public record Outcome(
    Result result,
    List<Named> named,
    Map<String, Object> values,
    Optional<Remark> remark,
    Optional<Geometry> drawn) {
  public Outcome {
    named = List.copyOf(named);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Outcome of(Result result, List<Named> named) {
    return new Outcome(result, named, Map.of(), Optional.empty(), Optional.empty());
  }

  static Outcome unknown(Remark why) {
    return new Outcome(Result.UNKNOWN, List.of(), Map.of(), Optional.of(why), Optional.empty());
  }

  Outcome with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Outcome(result, named, all, remark, drawn);
  }

  Outcome because(Remark why) {
    return new Outcome(result, named, values, Optional.of(why), drawn);
  }

  Outcome drawing(Geometry line) {
    return new Outcome(result, named, values, remark, Optional.of(line));
  }
}
