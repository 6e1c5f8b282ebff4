package org.machizu.hazard.profile;

import java.util.Arrays;
import java.util.Optional;
import org.machizu.geo.feature.Words;

/** Of how rare an event a map tells; the worst first. */
public enum Scale {
  /** 想定最大規模: about once in a thousand years. */
  LARGEST("largest", new Words("想定最大規模", "いちばん 大きい とき", "Largest conceivable")),
  /** 計画規模: what the river works are planned for, once in 10 to 200 years. */
  PLANNED("planned", new Words("計画規模", "ときどき ある 大雨", "Planned scale")),
  /** 高頻度: what comes more often than the planned scale (多段階の浸水想定図). */
  FREQUENT("frequent", new Words("高頻度", "よく ある 大雨", "Frequent"));

  private final String word;
  private final Words title;

  Scale(String word, Words title) {
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

  /** The scale that the interface names so; empty when it names none so. */
  public static Optional<Scale> find(String word) {
    return Arrays.stream(values()).filter(scale -> scale.word.equals(word)).findFirst();
  }
}
