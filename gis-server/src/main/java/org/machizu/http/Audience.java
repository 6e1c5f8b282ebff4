package org.machizu.http;

import io.javalin.security.RouteRole;
import java.util.Set;
import org.machizu.access.Actor;
import org.machizu.access.Role;
import org.machizu.access.Role.Ability;

/** Who may call a route at all; what they then get to see is decided by their View. */
public enum Audience implements RouteRole {
  ANYBODY,
  /** Trackers by their token, and those who steer and drive: whoever may send positions. */
  TRACKERS,
  /** Who works for the town. */
  STAFF,
  /** Who keeps accounts and rights. */
  ADMINISTRATORS;

  private static final Set<Role> SENDERS =
      Set.of(Role.TRACKER, Role.CREW, Role.DUTY, Role.PLANNER, Role.OPERATOR);

  boolean admits(Actor actor) {
    return switch (this) {
      case ANYBODY -> true;
      case TRACKERS -> actor.roles().stream().anyMatch(SENDERS::contains);
      case STAFF -> actor.isStaff();
      case ADMINISTRATORS -> actor.may(Ability.ADMINISTER);
    };
  }
}
