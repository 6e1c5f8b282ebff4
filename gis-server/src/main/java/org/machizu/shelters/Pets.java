package org.machizu.shelters;

/** Whether people may come with their pets. */
public enum Pets implements Coded {
  /** Inside, in a place of their own. */
  YES,
  /** Pets stay outside the building. */
  OUTSIDE,
  NO,
  UNKNOWN
}
