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
  /** The permit counter: its terminals by their token, and the desk behind them. */
  COUNTER,
  /** The desk of permits, and who keeps accounts. */
  PERMIT_DESK,
  /** Shelters by their token, and who works for the town. */
  SHELTERS,
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
      case COUNTER -> actor.roles().contains(Role.TERMINAL) || isPermitDesk(actor);
      case PERMIT_DESK -> isPermitDesk(actor);
      case SHELTERS -> actor.roles().contains(Role.SHELTER) || actor.isStaff();
      case STAFF -> actor.isStaff();
      case ADMINISTRATORS -> actor.may(Ability.ADMINISTER);
    };
  }

  private static boolean isPermitDesk(Actor actor) {
    return actor.roles().contains(Role.PERMIT) || actor.may(Ability.ADMINISTER);
  }
}
