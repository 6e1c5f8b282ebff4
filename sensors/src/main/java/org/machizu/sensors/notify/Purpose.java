package org.machizu.sensors.notify;

/** What a message is for. */
public enum Purpose {
  /** The first message of an alert. */
  RAISED,
  /** As {@link #RAISED}, later: quiet hours ended, duty began, or nobody had taken notice. */
  STANDING,
  /** Nobody has taken notice yet. */
  REPEAT,
  GRAVER,
  REOPENED,
  CLEARED,
  /** A former message was wrong. */
  CORRECTION,
  /** Somebody tries whether messages arrive. */
  TEST,
  /** No alert: an answer to somebody who has written to the town. */
  LETTER;

  /** Whether whoever gets it knows of the alert from then on. */
  public boolean tellsOfAlert() {
    return switch (this) {
      case RAISED, STANDING, REPEAT, GRAVER, REOPENED -> true;
      case CLEARED, CORRECTION, TEST, LETTER -> false;
    };
  }
}
