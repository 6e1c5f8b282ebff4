package org.machizu.snow;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a road, or one direction of it, stands against a snowfall. From good to bad: of several, the
 * last is what can be promised of all. Codes and numbers stand in answers.
 */
public enum ClearedState {
  /** There is no snowfall that it would have to be cleared of. */
  NONE("none"),
  CLEARED("cleared"),
  /** A piece is cleared, or cleared again. */
  PARTLY("partly"),
  /** Was cleared, and so much has fallen since that it has to be done again. */
  SNOWED_OVER("snowed-over"),
  /** A vehicle may have cleared it, or another road beside it, or may not have been at work. */
  CANNOT_TELL("cannot-tell"),
  NOT_YET("not-yet");

  private final String code;

  ClearedState(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** As in compact answers. */
  public int number() {
    return ordinal();
  }

  ClearedState worse(ClearedState other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public static Optional<ClearedState> ofCode(String code) {
    return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst();
  }
}
