package org.machizu.config;

import java.util.LinkedHashMap;
import java.util.List;
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
    Map<String, String> usual = new LinkedHashMap<>();
    usual.put("section", DEFAULT.section);
    usual.put("name", DEFAULT.name);
    usual.put("width", DEFAULT.width);
    usual.put("oneWay", DEFAULT.oneWay);
    usual.put("district", DEFAULT.district);
    usual.put("course", DEFAULT.course);
    usual.put("priority", DEFAULT.priority);
    usual.put("target", DEFAULT.target);
    usual.put("contractor", DEFAULT.contractor);
    List<String> names = List.copyOf(ColumnNames.parse(pairs, usual).values());
    return new SnowColumns(
        names.get(0),
        names.get(1),
        names.get(2),
        names.get(3),
        names.get(4),
        names.get(5),
        names.get(6),
        names.get(7),
        names.get(8));
  }
}
