package org.machizu.access;

import java.util.List;

/** Keeps the roles that a town has added. A port; changes write their audit line themselves. */
public interface RoleStore {
  /** A town has departments, not hundreds of roles. */
  int MOST = 200;

  /** By name. */
  List<TownRole> list();

  /**
   * Adds a role, or changes the one of that name.
   *
   * @throws AccountProblem when there are {@link #MOST} already
   */
  void save(TownRole role, AuditEntry entry);

  /**
   * @throws AccountProblem when there is none, or accounts have it
   */
  void remove(String name, AuditEntry entry);
}
