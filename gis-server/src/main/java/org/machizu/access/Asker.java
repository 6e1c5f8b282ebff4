package org.machizu.access;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for work that is done later, as it is written down with the work. What they may is
 * worked out anew when it is done ({@link Standing}).
 *
 * @param roles names of those they had when they asked; the work uses no others
 * @param from the client's network address; null for the machine itself
 */
public record Asker(String name, Credential credential, Set<String> roles, @Nullable String from) {
  public Asker {
    roles = Set.copyOf(roles);
  }

  public static Asker of(Actor actor) {
    return new Asker(
        actor.name(),
        actor.credential(),
        actor.roles().stream().map(Role::name).collect(Collectors.toSet()),
        actor.from());
  }
}
