package org.machizu.http;

import io.javalin.security.RouteRole;
import org.machizu.access.Actor;
import org.machizu.access.Role;

/** Who may call a route at all; what they then get to see is decided by their View. */
public enum Audience implements RouteRole {
  ANYBODY,
  STAFF;

  boolean admits(Actor actor) {
    return this == ANYBODY || actor.role() != Role.PUBLIC;
  }
}
