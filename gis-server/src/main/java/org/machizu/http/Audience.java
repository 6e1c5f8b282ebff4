package org.machizu.http;

import io.javalin.security.RouteRole;
import org.machizu.access.Actor;
import org.machizu.access.Role.Ability;

/** Who may call a route at all; what they then get to see is decided by their View. */
public enum Audience implements RouteRole {
  ANYBODY,
  /** Who works for the town. */
  STAFF,
  /** Who keeps accounts and rights. */
  ADMINISTRATORS;

  boolean admits(Actor actor) {
    return switch (this) {
      case ANYBODY -> true;
      case STAFF -> actor.isStaff();
      case ADMINISTRATORS -> actor.may(Ability.ADMINISTER);
    };
  }
}
