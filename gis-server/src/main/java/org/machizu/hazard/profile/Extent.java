package org.machizu.hazard.profile;

/** What the shapes of a data set are. */
public enum Extent {
  /** The land that can be reached: outside of it nothing is expected. */
  ZONE,
  /**
   * What the water comes from (a pond), while nobody has mapped how far it reaches: outside of it
   * nothing is known.
   */
  ORIGIN
}
