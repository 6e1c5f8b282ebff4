package org.machizu.guidance.rules;

import java.util.Arrays;
import java.util.Optional;

/** How somebody gets about. */
public enum Mode {
  FOOT("foot"),
  WHEELCHAIR("wheelchair"),
  CAR("car");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** As the interface names it. */
  public String word() {
    return word;
  }

  /** The mode that the interface names so; empty when it names none so. */
  public static Optional<Mode> find(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
  }
}
