package org.machizu.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a town's columns are called in its layers of roads and of snow-clearing routes.
 *
 * @param section the number of a piece of road, in both layers
 * @param name the road's name
 * @param width 幅員, m
 * @param oneWay the direction along the line in which a road may be travelled
 * @param district 工区
 * @param course コース
 * @param priority the lower in the alphabet, the more important
 * @param target the time of day by which it is to be done, as 06:30
 * @param contractor 受託者
 */
public record SnowColumns(
    String section,
    String name,
    String width,
    String oneWay,
    String district,
    String course,
    String priority,
    String target,
    String contractor) {

  public static final SnowColumns DEFAULT =
      new SnowColumns("区間番号", "路線名", "幅員_m", "一方通行", "工区", "コース", "優先度", "目標時刻", "受託者");

  /**
   * The usual names but for those that are given.
   *
   * @param pairs as "width=幅員, section=番号"
   * @throws IllegalArgumentException when a pair is none, or names no column
   */
  static SnowColumns parse(String pairs) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String pair : pairs.split(",")) {
      String[] parts = pair.split("=", 2);
      if (parts.length != 2 || parts[1].isBlank()) {
        throw new IllegalArgumentException(pair);
      }
      names.put(parts[0].strip(), parts[1].strip());
    }
    SnowColumns usual = DEFAULT;
    SnowColumns columns =
        new SnowColumns(
            take(names, "section", usual.section),
            take(names, "name", usual.name),
            take(names, "width", usual.width),
            take(names, "oneWay", usual.oneWay),
            take(names, "district", usual.district),
            take(names, "course", usual.course),
            take(names, "priority", usual.priority),
            take(names, "target", usual.target),
            take(names, "contractor", usual.contractor));
    if (!names.isEmpty()) {
      throw new IllegalArgumentException("there is no " + names.keySet());
    }
    return columns;
  }

  private static String take(Map<String, String> names, String key, String usual) {
    String given = names.remove(key);
    return given == null ? usual : given;
  }
}
