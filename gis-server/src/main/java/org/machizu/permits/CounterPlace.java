package org.machizu.permits;

import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.access.Credential;
import org.machizu.access.Role;

/**
 * Where somebody asks.
 *
 * @param terminal the name in the terminal's token; empty elsewhere
 * @param isDesk whether by an account of the permit desk
 */
record CounterPlace(Optional<String> terminal, boolean isDesk) {
  /** The queue of the desk itself. */
  static final String DESK = "desk";

  static CounterPlace of(Actor actor) {
    if (actor.credential() == Credential.TERMINAL) {
      String name = actor.name().substring(actor.name().indexOf(':') + 1);
      return new CounterPlace(Optional.of(name), false);
    }
    return new CounterPlace(Optional.empty(), actor.roles().contains(Role.PERMIT));
  }

  /** As it stands in statistics. */
  String channel() {
    return terminal.map(name -> "terminal:" + name).orElse(isDesk ? DESK : "open");
  }

  /** Under which name people wait here. */
  String queue() {
    return terminal.orElse(DESK);
  }
}
