package org.machizu.opendata.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.html.PageLanguage;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** The first features of a layer as rows of a table. */
public final class LayerTable {
  private static final int LONGEST_CELL = 200;

  private final FeatureStore features;

  public LayerTable(FeatureStore features) {
    this.features = features;
  }

  /**
   * A model of {@code heads}, {@code any} (whether there is a row), and {@code rows} of {@code id},
   * {@code cells} and, where a feature has a place, {@code spot} (lat/lon in degrees, to about a
   * metre, as the map's address has it).
   *
   * @param most rows
   * @param columns how many attributes at most, the first ones
   */
  public Map<String, Object> of(VisibleLayer layer, int most, int columns, PageLanguage language) {
    List<Attribute> shown = layer.view().schema().attributes().stream().limit(columns).toList();
    List<Map<String, Object>> rows = new ArrayList<>();
    FeatureQuery first = FeatureQuery.where(new Predicate.Everything(), most);
    for (Feature feature : features.query(layer.view(), first).features()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", feature.id());
      row.put(
          "cells",
          shown.stream().map(attribute -> cell(feature.get(attribute.name()), language)).toList());
      row.put("spot", spot(feature));
      rows.add(row);
    }
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("heads", shown.stream().map(attribute -> head(attribute, language)).toList());
    table.put("rows", rows);
    table.put("any", !rows.isEmpty());
    return table;
  }

  /** What stands above a column: the title and the unit. */
  public static String head(Attribute attribute, PageLanguage language) {
    String title = attribute.title().in(language.ofTexts());
    String unit = attribute.unit();
    return unit == null ? title : title + " (" + unit + ")";
  }

  private static String spot(Feature feature) {
    var shape = feature.geometry();
    if (shape == null || shape.isEmpty()) {
      return "";
    }
    Coordinate at = shape.getInteriorPoint().getCoordinate();
    return String.format(Locale.ROOT, "%.5f/%.5f", at.y, at.x);
  }

  private static String cell(@Nullable Object value, PageLanguage language) {
    String text =
        switch (value) {
          case null -> "";
          case Boolean truth when language == PageLanguage.EN -> truth ? "yes" : "no";
          case Boolean truth -> truth ? "はい" : "いいえ";
          case LocalDate day -> day.toString();
          case Instant moment -> OpenPages.moment(moment, language);
          default -> value.toString();
        };
    return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + "…";
  }
}
