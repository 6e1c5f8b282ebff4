package org.machizu.shelters;

/** What makes a shelter barrier-free. */
public enum Aid implements Coded {
  RAMP,
  /** For wheelchairs. */
  TOILET,
  /** Or the place to stay is on the ground floor. */
  ELEVATOR,
  /** A parking space for people with disabilities. */
  PARKING,
  BED
}
