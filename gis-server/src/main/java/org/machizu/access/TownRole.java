package org.machizu.access;

import java.util.EnumSet;
import java.util.Set;
import org.machizu.access.Role.Ability;
import org.machizu.geo.feature.LocalizedText;

/**
 * A role that a town has added beside {@link Role#OF_STAFF}. It works for the town and never keeps
 * accounts: that is the one role {@code admin}'s.
 *
 * @param createsLayers whether it may make layers, which then belong to it
 */
public record TownRole(String name, LocalizedText title, boolean createsLayers) {

  /**
   * @throws IllegalArgumentException when the name is not allowed, or is a role's of every town
   */
  public TownRole {
    if (Roles.isBuiltIn(name)) {
      throw new IllegalArgumentException(
          "role '" + name + "' is one of those that every town has; choose another name");
    }
    new Role(name, Set.of()); // checks the name
  }

  /** As rules and actors know it. */
  public Role role() {
    Set<Ability> abilities = EnumSet.of(Ability.STAFF);
    if (createsLayers) {
      abilities.add(Ability.CREATE_LAYERS);
    }
    return new Role(name, abilities);
  }
}
