package org.machizu.access;

/**
 * Leave to keep accounts, roles, rights and tokens. Only {@link Rights} makes them, and every port
 * that changes one of these takes one.
 */
public final class AdminRight {
  private final Actor actor;

  AdminRight(Actor actor) {
    this.actor = actor;
  }

  /** Who changes; stands in the audit log. */
  public Actor actor() {
    return actor;
  }
}
