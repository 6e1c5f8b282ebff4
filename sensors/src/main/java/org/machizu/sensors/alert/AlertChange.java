package org.machizu.sensors.alert;

/** What has to be done to the alerts of a gauge, so that they say what its readings say. */
public sealed interface AlertChange {

  /**
   * A new alert.
   *
   * @param past whether it is over already: it came to light with late readings. It is written
   *     down, and nobody is alarmed by it
   */
  record Raise(Episode episode, boolean past) implements AlertChange {}

  /**
   * An alert goes on, and says something new.
   *
   * @param what the news
   */
  record Update(long id, Episode episode, What what) implements AlertChange {}

  /**
   * An alert that never should have been: the readings, all together, do not show it. Whoever was
   * told of it is told so.
   */
  record Withdraw(long id, Episode episode) implements AlertChange {}

  /** Two alerts turned out to be one: nothing was wrong, and nobody is told. */
  record Merge(long id, long into) implements AlertChange {}

  /** What an alert says that it did not say before. */
  enum What {
    /** The level was left, the data are good again. */
    CLEARED,
    /** It was told to be over, and is not. */
    REOPENED,
    /** A bad reading would mean a graver level than those before. */
    GRAVER,
    /** Its peak, its times or its forecast. */
    DETAILS
  }
}
