package org.machizu.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an actor may be. A layer's rule says what each role may do with it; the abilities are for
 * what belongs to no layer. A town adds roles of its own beside these.
 *
 * @param name as the rules, the accounts and the interface name it
 */
public record Role(String name, Set<Ability> abilities) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  /** What a role may do beyond what layers' rules grant. */
  public enum Ability {
    /** Works for the town: may sign in to the staff pages. */
    STAFF,
    /** May make new layers, which then belong to their roles. */
    CREATE_LAYERS,
    /** Keeps accounts, roles, rights, tokens and the audit log. */
    ADMINISTER
  }

  /** Nobody signed in. */
  public static final Role PUBLIC = new Role("public", Set.of());

  /** Reads and edits the town's ordinary staff layers. */
  public static final Role PLANNER =
      new Role("planner", Set.of(Ability.STAFF, Ability.CREATE_LAYERS));

  /** Plow and field crews. */
  public static final Role CREW = new Role("crew", Set.of(Ability.STAFF));

  /** Keeps the watch over residents. */
  public static final Role WELFARE =
      new Role("welfare", Set.of(Ability.STAFF, Ability.CREATE_LAYERS));

  /** The duty desk in snow and flood. */
  public static final Role DUTY = new Role("duty", Set.of(Ability.STAFF, Ability.CREATE_LAYERS));

  /** The permit counter's clerks. */
  public static final Role PERMIT =
      new Role("permit", Set.of(Ability.STAFF, Ability.CREATE_LAYERS));

  /** Keeps accounts and rights; reads no layer that no rule opens to it. */
  public static final Role ADMIN = new Role("admin", Set.of(Ability.STAFF, Ability.ADMINISTER));

  /** Whoever runs the program on the machine: the command line and the server itself. */
  public static final Role OPERATOR =
      new Role("operator", Set.of(Ability.STAFF, Ability.CREATE_LAYERS, Ability.ADMINISTER));

  /** Holders of credentials without an account; see {@link Credential}. */
  public static final Role APPLICANT = new Role("applicant", Set.of());

  public static final Role TERMINAL = new Role("terminal", Set.of());
  public static final Role TRACKER = new Role("tracker", Set.of());
  public static final Role SHELTER = new Role("shelter", Set.of());
  public static final Role NEIGHBOUR = new Role("neighbour", Set.of());
  public static final Role RESIDENT = new Role("resident", Set.of());
  public static final Role PARTNER = new Role("partner", Set.of());

  /** The roles that accounts may have in every town. */
  public static final List<Role> OF_STAFF = List.of(PLANNER, CREW, WELFARE, DUTY, PERMIT, ADMIN);

  /** The roles of those outside the town's offices. */
  public static final List<Role> OUTSIDE =
      List.of(PUBLIC, APPLICANT, TERMINAL, TRACKER, SHELTER, NEIGHBOUR, RESIDENT, PARTNER);

  public Role {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "role name '"
              + name
              + "' is not allowed; it has 1 to 40 of a to z, 0 to 9 and _, and begins with a letter");
    }
    abilities = Set.copyOf(abilities);
  }

  boolean has(Ability ability) {
    return abilities.contains(ability);
  }

  @Override
  public String toString() {
    return name;
  }
}
