package org.machizu.hazard.profile;

import org.machizu.geo.feature.Words;

/** Why a house may not stand where a river breaks out (家屋倒壊等氾濫想定区域). */
public enum Collapse {
  /** 氾濫流: the water's force takes wooden houses along. */
  FLOW("flow", new Words("家屋倒壊等氾濫想定区域（氾濫流）", "水の 力で 家が こわれる ところ", "Houses may be swept away")),
  /** 河岸侵食: the bank goes, and the ground under any house with it. */
  BANK(
      "bank",
      new Words("家屋倒壊等氾濫想定区域（河岸侵食）", "川の きしが けずられて 家が たおれる ところ", "Houses may fall with the bank"));

  private final String word;
  private final Words title;

  Collapse(String word, Words title) {
    this.word = word;
    this.title = title;
  }

  /** As the interface names it. */
  public String word() {
    return word;
  }

  /** As people call it. */
  public Words title() {
    return title;
  }
}
