package org.machizu.shelters;

/** Whether a place is designated for a kind of disaster. */
public enum Suits implements Coded {
  YES,
  /** Only its upper floors stay dry. */
  UPPER_FLOOR,
  NO,
  /** Nobody has said; never to be taken for a yes. */
  UNKNOWN;

  /** Whether people may be sent there, if need be to an upper floor. */
  public boolean isOfUse() {
    return this == YES || this == UPPER_FLOOR;
  }
}
