package org.machizu.ingest.gps;

/** What {@link Cleaning} says of a position; codes are stable, texts belong to the viewer. */
public enum Verdict {
  /** Can be used. */
  KEPT("kept"),
  /** Its own accuracy is worse than 100 m. */
  INACCURATE("inaccurate"),
  /** The device cannot have been there, by what came before and after. */
  JUMP("jump"),
  /** Another position has the same time, and was given first. */
  SAME_TIME("same-time"),
  /** Longitude and latitude 0, which receivers send when they know nothing. */
  NULL_ISLAND("null-island"),
  /** Repeats the last place to the last digit although the device says that it moves. */
  STUCK("stuck");

  private final String code;

  Verdict(String code) {
    this.code = code;
  }

  /** Lower-case with hyphens. */
  public String code() {
    return code;
  }

  /** Whether matching and maps may use the position. */
  public boolean isUsable() {
    return this == KEPT;
  }
}
