package org.machizu.hazard.profile;

import org.machizu.geo.feature.Words;

/** The two zones of the law on landslides (土砂災害防止法); the worse first. */
public enum Zone {
  /** 土砂災害特別警戒区域 (第9条): buildings may be crushed. */
  RED("red", new Words("土砂災害特別警戒区域（レッドゾーン）", "とくに あぶない ところ（赤）", "Special landslide zone (red)")),
  /** 土砂災害警戒区域 (第7条): people may be harmed. */
  YELLOW("yellow", new Words("土砂災害警戒区域（イエローゾーン）", "あぶない ところ（黄色）", "Landslide zone (yellow)"));

  private final String word;
  private final Words title;

  Zone(String word, Words title) {
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
