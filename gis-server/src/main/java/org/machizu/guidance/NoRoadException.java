package org.machizu.guidance;

/** Near the place that was asked about there is no road of the town. */
public final class NoRoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoRoadException(double withinM) {
    super("there is no road of the town within %.0f m".formatted(withinM));
  }
}
