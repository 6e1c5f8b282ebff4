package org.machizu.hazard.profile;

import org.machizu.geo.feature.Words;

/** What comes down in a landslide, as 土砂災害防止法 第2条 tells it. */
public enum Phenomenon {
  STEEP_SLOPE("steep_slope", new Words("急傾斜地の崩壊（がけ崩れ）", "がけが くずれる", "Collapse of a steep slope")),
  DEBRIS_FLOW("debris_flow", new Words("土石流", "土や 石が 水と いっしょに 流れて くる", "Debris flow")),
  SLIDE("slide", new Words("地すべり", "土地が すべって 動く", "Slide of the ground"));

  private final String word;
  private final Words title;

  Phenomenon(String word, Words title) {
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
