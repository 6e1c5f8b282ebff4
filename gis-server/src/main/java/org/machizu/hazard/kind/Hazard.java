package org.machizu.hazard.kind;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.machizu.geo.feature.Words;

/**
 * What people flee from: the kinds for which 災害対策基本法施行令 第二十条の四 lets a town designate emergency
 * evacuation sites.
 */
public enum Hazard {
  FLOOD("flood", new Words("洪水", "川の 水が あふれる", "River flood")),
  INLAND_FLOOD("inland_flood", new Words("内水氾濫", "雨の 水が あふれる", "Inland flood")),
  LANDSLIDE("landslide", new Words("土砂災害", "山や がけが くずれる", "Landslide")),
  EARTHQUAKE("earthquake", new Words("地震", "地震", "Earthquake")),
  TSUNAMI("tsunami", new Words("津波", "津波（海の 大きな 波）", "Tsunami")),
  STORM_SURGE("storm_surge", new Words("高潮", "高潮（台風で 海が 高く なる）", "Storm surge")),
  FIRE("fire", new Words("大規模な火事", "大きな 火事", "Large fire")),
  VOLCANO("volcano", new Words("火山現象", "火山の ふん火", "Volcano"));

  private final String word;
  private final Words title;

  Hazard(String word, Words title) {
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

  /** The hazard that the interface names so; empty when it names none so. */
  public static Optional<Hazard> find(String word) {
    return Arrays.stream(values()).filter(hazard -> hazard.word.equals(word)).findFirst();
  }

  /** All words that {@link #find} knows, for what is told of a wrong one. */
  public static String words() {
    return Arrays.stream(values()).map(Hazard::word).collect(Collectors.joining(", "));
  }
}
