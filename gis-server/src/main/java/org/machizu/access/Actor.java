package org.machizu.access;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Role.Ability;

/**
 * Who does something, and from where; name and address stand in history and audit.
 *
 * @param name account name, "public", "operator", or what the credential names ("device:plow-3")
 * @param roles one or more; an actor may whatever one of them may
 * @param from the client's network address; null for the machine itself
 * @param job the job in which they do it; null outside of one
 */
public record Actor(
    String name,
    Set<Role> roles,
    Credential credential,
    @Nullable String from,
    @Nullable JobMark job) {
  public static final Actor PUBLIC =
      new Actor("public", Set.of(Role.PUBLIC), Credential.NONE, null);

  /** The command line, and the server for itself. */
  public static final Actor OPERATOR =
      new Actor("operator", Set.of(Role.OPERATOR), Credential.MACHINE, null);

  /** Somebody who changed the town's file by another program (QGIS, ogr2ogr). */
  public static final Actor OUTSIDE =
      new Actor("outside", Set.of(Role.PLANNER), Credential.MACHINE, null);

  public Actor {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' has no role; give one or more");
    }
    roles = Set.copyOf(roles);
  }

  /** Somebody who does something at once, in no job. */
  public Actor(String name, Set<Role> roles, Credential credential, @Nullable String from) {
    this(name, roles, credential, from, null);
  }

  /** A signed-in account with one role. */
  public Actor(String name, Role role) {
    this(name, Set.of(role), Credential.SESSION, null);
  }

  /** The same actor, calling from a network address. */
  public Actor from(@Nullable String address) {
    return new Actor(name, roles, credential, address, job);
  }

  /** The same actor, doing the work of a job. */
  public Actor inJob(JobMark mark) {
    return new Actor(name, roles, credential, from, mark);
  }

  /** Nobody known: what they are sent may stand in shared caches. */
  public boolean isPublic() {
    return credential == Credential.NONE;
  }

  /** Works for the town. */
  public boolean isStaff() {
    return may(Ability.STAFF);
  }

  public boolean may(Ability ability) {
    return roles.stream().anyMatch(role -> role.has(ability));
  }

  /** The names by which a layer's rule may grant something to this actor. */
  Set<String> grantees() {
    Set<String> names = roles.stream().map(Role::name).collect(Collectors.toSet());
    if (credential == Credential.SESSION || credential == Credential.API_TOKEN) {
      names.add(LayerRule.account(name));
    }
    return names;
  }
}
