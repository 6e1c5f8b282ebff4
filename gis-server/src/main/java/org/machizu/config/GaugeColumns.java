package org.machizu.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a town's columns are called in its layer of gauges.
 *
 * @param names the town's name for each of ours
 */
public record GaugeColumns(Map<String, String> names) {
  private static final Map<String, String> USUAL = usual();

  public static final GaugeColumns DEFAULT = new GaugeColumns(USUAL);

  private static Map<String, String> usual() {
    Map<String, String> usual = new LinkedHashMap<>();
    usual.put("id", "観測所番号");
    usual.put("name", "名称");
    usual.put("kind", "種別");
    usual.put("water", "対象");
    usual.put("section", "区間");
    usual.put("zero", "零点高_m");
    usual.put("zeroFrom", "零点高適用日");
    usual.put("reference", "値の基準");
    usual.put("levelsFrom", "水位適用日");
    usual.put("standby", "水防団待機水位_m");
    usual.put("caution", "氾濫注意水位_m");
    usual.put("judgement", "避難判断水位_m");
    usual.put("danger", "氾濫危険水位_m");
    usual.put("watchFrom", "観測開始水位_m");
    usual.put("overflow", "氾濫開始水位_m");
    usual.put("full", "満水位_m");
    usual.put("embankment", "堤防高_m");
    usual.put("interval", "送信間隔_分");
    usual.put("upstream", "上流観測所");
    usual.put("downstream", "下流観測所");
    usual.put("camera", "カメラ");
    return usual;
  }

  public GaugeColumns {
    names = Map.copyOf(names);
  }

  /** The town's name of a column, by ours. */
  public String of(String name) {
    String found = names.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no column '" + name + "'");
    }
    return found;
  }

  /**
   * The usual names but for those that are given.
   *
   * @param pairs as "water=河川名, interval=間隔"
   * @throws IllegalArgumentException when a pair is none, or names no column
   */
  static GaugeColumns parse(String pairs) {
    return new GaugeColumns(ColumnNames.parse(pairs, USUAL));
  }

  /** Our names, for the page of settings. */
  static String known() {
    return String.join(", ", USUAL.keySet());
  }

  /** The usual names, for the page of settings. */
  static String usualNames() {
    return String.join(", ", USUAL.values());
  }
}
