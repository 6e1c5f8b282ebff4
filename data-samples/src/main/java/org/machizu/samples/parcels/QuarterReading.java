package org.machizu.samples.parcels;

import java.util.Map;

/** How the names of quarters are read, as the register of place names (町字マスター) tells it. */
public final class QuarterReading {
  private static final Map<String, String> KANA =
      Map.ofEntries(
          Map.entry("西町", "ニシマチ"),
          Map.entry("本町", "ホンチョウ"),
          Map.entry("栄町", "サカエマチ"),
          Map.entry("若葉町", "ワカバチョウ"),
          Map.entry("緑ヶ丘", "ミドリガオカ"),
          Map.entry("川端町", "カワバタチョウ"),
          Map.entry("新町", "シンマチ"),
          Map.entry("高台", "タカダイ"),
          Map.entry("北緑野", "キタミドリノ"),
          Map.entry("東和", "トウワ"),
          Map.entry("西島", "ニシジマ"),
          Map.entry("豊岡", "トヨオカ"),
          Map.entry("鈴沢", "スズサワ"),
          Map.entry("川北", "カワキタ"),
          Map.entry("南緑野", "ミナミミドリノ"),
          Map.entry("旭", "アサヒ"),
          Map.entry("中野", "ナカノ"),
          Map.entry("東野", "ヒガシノ"),
          Map.entry("上鈴沢", "カミスズサワ"),
          Map.entry("南沢", "ミナミザワ"),
          Map.entry("西沢", "ニシザワ"),
          Map.entry("沼ノ沢", "ヌマノサワ"),
          Map.entry("見晴", "ミハラシ"),
          Map.entry("豊岡沢", "トヨオカザワ"),
          Map.entry("北山", "キタヤマ"));

  private QuarterReading() {}

  /**
   * A quarter's reading in katakana, without that of 字.
   *
   * @throws IllegalArgumentException for a quarter that the sample town does not have
   */
  public static String of(Quarter quarter) {
    String name = quarter.name().startsWith("字") ? quarter.name().substring(1) : quarter.name();
    String kana = KANA.get(name);
    if (kana == null) {
      throw new IllegalArgumentException("nobody said how the quarter '" + name + "' is read");
    }
    return kana;
  }
}
