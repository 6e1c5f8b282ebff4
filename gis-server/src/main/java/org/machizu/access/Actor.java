package org.machizu.access;

/**
 * Who does something; the name stands in history and audit.
 *
 * @param name account name, or "public" or "operator"
 */
public record Actor(String name, Role role) {
  public static final Actor PUBLIC = new Actor("public", Role.PUBLIC);

  /** The command line, and the server for itself. */
  public static final Actor OPERATOR = new Actor("operator", Role.OPERATOR);

  /** Somebody who changed the town's file by another program (QGIS, ogr2ogr). */
  public static final Actor OUTSIDE = new Actor("outside", Role.PLANNER);
}
