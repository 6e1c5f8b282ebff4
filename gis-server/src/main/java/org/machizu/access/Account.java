package org.machizu.access;

/**
 * A local account.
 *
 * @param passwordHash bcrypt, as {@code $2a$12$…}; never printed
 */
public record Account(String name, String passwordHash, Role role) {
  @Override
  public String toString() {
    return "Account[" + name + ", " + role + "]";
  }
}
