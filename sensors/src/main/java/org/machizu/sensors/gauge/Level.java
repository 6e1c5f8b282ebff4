package org.machizu.sensors.gauge;

/**
 * A named level of a station.
 *
 * @param code of {@link LevelSet}'s four legal ones, or any the town chose, as "spillway"
 * @param name as people know it, as 氾濫危険水位
 * @param metres in the reference of its {@link Gauge}
 * @param severity how grave it is that it is reached; the higher, the graver
 */
public record Level(String code, String name, double metres, Severity severity) {

  /** From "people get ready" to "people are in danger". */
  public enum Severity {
    /** Something is told of, nobody has to do anything: 観測開始水位. */
    NOTICE,
    /** 水防団待機水位. */
    STANDBY,
    /** 氾濫注意水位. */
    CAUTION,
    /** 避難判断水位. */
    JUDGEMENT,
    /** 氾濫危険水位, 氾濫開始水位. */
    DANGER
  }

  /**
   * @throws IllegalArgumentException when the height is no number
   */
  public Level {
    if (!Double.isFinite(metres)) {
      throw new IllegalArgumentException("the level " + code + " has no height: " + metres);
    }
  }
}
