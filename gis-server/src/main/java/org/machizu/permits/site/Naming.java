package org.machizu.permits.site;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.ground.PlaneFeature;

/** How the features of a finding are told. */
final class Naming {
  /** More than these are not told; the weightiest are. */
  static final int MOST = 50;

  private Naming() {}

  static Named of(
      PlaneFeature feature, List<String> show, boolean certain, Map<String, Double> measures) {
    return new Named(feature, label(feature.feature(), show), certain, measures);
  }

  private static String label(Feature feature, List<String> show) {
    Object key = show.isEmpty() ? null : feature.get(show.getFirst());
    return key == null ? Long.toString(feature.id()) : key.toString();
  }

  /** An area as it lies to the site. */
  static Named ofLie(Lie lie, List<String> show, Site site) {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("distanceM", Rounded.toCentimetres(lie.distanceM()));
    if (lie.of().dimension() == 2) {
      measures.put("areaM2", Rounded.toCentimetres(lie.amount()));
      site.area()
          .ifPresent(area ->
              measures.put(
                  "sharePercent", Rounded.toCentimetres(100 * lie.amount() / area.getArea())));
    } else {
      measures.put("lengthM", Rounded.toCentimetres(lie.amount()));
    }
    return of(lie.of(), show, lie.certain(), measures);
  }

  /** The weightiest first: those that take more of the site, then those that are nearer. */
  static Comparator<Lie> byWeight() {
    return Comparator.<Lie>comparingDouble(lie -> -lie.amount())
        .thenComparingDouble(Lie::distanceM)
        .thenComparingLong(lie -> lie.of().feature().id());
  }

  /** The values of a feature that the checklist shows, without the empty ones. */
  static Map<String, Object> values(Feature feature, List<String> show) {
    Map<String, Object> values = new LinkedHashMap<>();
    Schema schema = feature.attributes().schema();
    for (String name : show) {
      Object value = schema.indexOf(name) < 0 ? null : feature.get(name);
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }
}
