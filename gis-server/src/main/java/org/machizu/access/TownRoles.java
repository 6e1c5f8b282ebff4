package org.machizu.access;

import java.time.InstantSource;
import java.util.List;
import org.machizu.access.AuditEntry.Action;

/** Adds, changes and removes the roles that a town has beside those of every town. */
public final class TownRoles {
  private final RoleStore store;
  private final Roles roles;
  private final Identities identities;
  private final InstantSource clock;

  public TownRoles(RoleStore store, Roles roles, Identities identities, InstantSource clock) {
    this.store = store;
    this.roles = roles;
    this.identities = identities;
    this.clock = clock;
  }

  /** The town's own, by name. */
  public List<TownRole> list() {
    return store.list();
  }

  /** The names of all that accounts may have. */
  public List<String> names() {
    return roles.names();
  }

  public TownRole save(AdminRight right, TownRole role) {
    store.save(role, entry(right, role.name()).with("createsLayers", role.createsLayers()));
    identities.forget();
    return role;
  }

  /**
   * @throws AccountProblem when there is none, or accounts have it
   */
  public void remove(AdminRight right, String name) {
    store.remove(name, entry(right, name).with("removed", true));
    identities.forget();
  }

  private AuditEntry entry(AdminRight right, String name) {
    return AuditEntry.of(clock.instant(), right.actor(), Action.ROLE_CHANGED, name);
  }
}
