package org.machizu.permits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.Line;
import org.machizu.permits.site.Judge;

/** What a checklist names that is not there, or not for whoever looks. */
final class Missing {
  private Missing() {}

  /**
   * Line by line.
   *
   * @param layers by short id
   * @return for each line that lacks something its id, its layer, and the attributes; without
   *     attributes where the layer itself is missing
   */
  static List<Map<String, Object>> of(
      Checklist list, Function<String, Optional<VisibleLayer>> layers) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Line line : list.lines()) {
      Optional<String> name = line.rule().data();
      if (name.isEmpty()) {
        continue;
      }
      Optional<Schema> schema = layers.apply(name.get()).map(layer -> layer.view().schema());
      Set<String> lacking = new TreeSet<>();
      schema.ifPresent(there -> {
        lacking.addAll(Judge.lacking(line.rule(), there));
        line.rule().show().stream().filter(shown -> there.indexOf(shown) < 0).forEach(lacking::add);
      });
      if (schema.isEmpty() || !lacking.isEmpty()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("line", line.id());
        one.put("layer", name.get());
        one.put("attributes", lacking);
        all.add(one);
      }
    }
    return all;
  }
}
