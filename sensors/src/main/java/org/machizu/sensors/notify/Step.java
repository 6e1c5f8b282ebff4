package org.machizu.sensors.notify;

/** A step in the life of an alert. */
public enum Step {
  RAISED,
  /** It came to light when it was over already. */
  RECORDED,
  /** Bad readings would mean a graver level than before. */
  GRAVER,
  /** It was said to be over, and is not. */
  REOPENED,
  CLEARED,
  /** Its peak, times or forecast changed. */
  DETAILS,
  /** It never should have been. */
  WITHDRAWN,
  /** It turned out to be a part of another one. */
  MERGED,
  ACKNOWLEDGED,
  ASSIGNED,
  /** Somebody of the staff confirmed that the public is told. */
  PUBLISHED
}
