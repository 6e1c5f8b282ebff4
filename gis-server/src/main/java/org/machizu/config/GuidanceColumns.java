package org.machizu.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a town's columns are called in the layers that guidance reads.
 *
 * @param closedFrom from when a road is closed
 * @param closedTo until when
 * @param underpassName what people call an underpass
 * @param underpassSection the number of the piece of road that it is on
 * @param riverName what people call a river
 */
public record GuidanceColumns(
    String closedFrom,
    String closedTo,
    String underpassName,
    String underpassSection,
    String riverName) {

  public static final GuidanceColumns DEFAULT =
      new GuidanceColumns("規制開始", "規制終了", "名称", "区間番号", "名称");

  /**
   * The usual names but for those that are given.
   *
   * @param pairs as "closedFrom=開始, closedTo=終了"
   * @throws IllegalArgumentException when a pair is none, or names no column
   */
  static GuidanceColumns parse(String pairs) {
    Map<String, String> usual = new LinkedHashMap<>();
    usual.put("closedFrom", DEFAULT.closedFrom);
    usual.put("closedTo", DEFAULT.closedTo);
    usual.put("underpassName", DEFAULT.underpassName);
    usual.put("underpassSection", DEFAULT.underpassSection);
    usual.put("riverName", DEFAULT.riverName);
    List<String> names = List.copyOf(ColumnNames.parse(pairs, usual).values());
    return new GuidanceColumns(
        names.get(0), names.get(1), names.get(2), names.get(3), names.get(4));
  }
}
