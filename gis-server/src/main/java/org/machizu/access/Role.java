package org.machizu.access;

/** What an actor may be. */
public enum Role {
  /** Nobody signed in. */
  PUBLIC,
  /** Town staff who read and edit the staff layers. */
  PLANNER,
  /** Whoever runs the program on the machine: the command line and the server itself. */
  OPERATOR
}
